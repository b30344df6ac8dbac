import { messages } from '../messages.ts';
import type { Problem } from '../wire.ts';

/** How a call ended, in a form that crosses from a worker to the page whole. */
export type Outcome<T> = { value: T } | { problem: Problem };

/** A problem of the engine as an error of the page. */
export class EngineError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = 'EngineError';
  }
}

export async function settle<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work() };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

export function unwrap<T>(outcome: Outcome<T>): T {
  if ('problem' in outcome) throw new EngineError(outcome.problem);
  return outcome.value;
}

/** The problem an error carries, or one that says what the error says. */
export function problemOf(error: unknown): Problem {
  const { problem } = (error ?? {}) as { problem?: Problem };
  if (problem) return { ...problem, errors: problem.errors ?? [] };
  return { type: 'about:blank', title: messages.problem.ours, status: 500, detail: String((error as Error)?.message ?? error) };
}

/** The engine ended by itself: out of memory, or a bug of ours. */
export function engineStopped(): EngineError {
  return new EngineError({ type: 'about:blank', title: messages.problem.stopped, status: 500, detail: messages.problem.stoppedRemedy });
}
