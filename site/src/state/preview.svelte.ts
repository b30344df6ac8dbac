import type { Client } from '../engine/client.ts';
import { problemOf } from '../engine/outcome.ts';
import type { Answer, Problem, Request } from '../wire.ts';

/** The first rows of what the controls ask for, renewed as they change. Answers that were overtaken are dropped. */
export class Preview {
  answer = $state.raw<Answer | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  milliseconds = $state(0); // from asking to answer

  readonly #client: Client;
  #wanted: Request | null = null;
  #answered: Request | null = null;
  #asked: AbortController | null = null;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Asks for the preview of request; null: there is nothing to show. */
  renew(request: Request | null): void {
    this.#wanted = request;
    if (this.#asked) this.#asked.abort();
    else void this.#ask();
  }

  /** One question at a time: those wanted meanwhile are asked for in one, the last. */
  async #ask(): Promise<void> {
    while (this.#wanted) {
      const request = this.#wanted;
      this.#wanted = null;
      this.#asked = new AbortController();
      this.busy = true;
      const started = performance.now();
      const { signal } = this.#asked;
      try {
        const answer = await this.#client.preview(request, signal);
        if (signal.aborted) continue;
        this.answer = answer;
        if (!this.#answered) performance.mark('first-rows'); // for benchmarks: its startTime counts from navigation
        this.#answered = request;
        this.problem = null;
        this.milliseconds = performance.now() - started;
      } catch (error) {
        if (signal.aborted) continue;
        this.problem = problemOf(error);
        // While one edits, the last rows that worked stay; those of another source would mislead.
        if (request.mode !== this.#answered?.mode || request.sample !== this.#answered?.sample) this.answer = null;
      }
    }
    this.#asked = null;
    this.busy = false;
  }
}
