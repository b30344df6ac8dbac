import type { Answer, Catalog, DataSetAnswer, Request, Sink, ValidateRequest } from '../wire.ts';
import type { Hasher } from './hasher.ts';
import hasherUrl from './hasher.ts?worker&url';
import { hire, scriptOf } from './hire.ts';
import { type Engine, launch, type Parts, readParts } from './launch.ts';
import { unwrap } from './outcome.ts';
import { Pool } from './pool.ts';
import { share } from './share.ts';
import { divisibleRows, enginesFor, isLong } from './slices.ts';
import { makeWhole } from './whole.ts';

/**
 * The page's way to the engine. Live previews have a worker of their own, so that controls answer while rows are made;
 * runs have a pool of others, and a file that is validated has one that lives as long as the call.
 */
export class Client {
  readonly #parts: Promise<Parts> = readParts();
  readonly #makers: Pool;
  #viewer?: Promise<Engine>;

  /** Runs are made by so many workers at most. */
  constructor(workers?: number) {
    this.#makers = new Pool(() => this.#launch(), workers);
  }

  async catalog(): Promise<Catalog> {
    return (await this.#view()).catalog;
  }

  /** Starts a worker of runs ahead of the first one. */
  warm(): void {
    this.#makers.warm();
  }

  /**
   * The first rows of request. Aborting the signal means that the answer is no longer wanted; a preview that then still
   * goes on for a second is ended, so that the next one need not wait.
   */
  async preview(request: Request, signal: AbortSignal): Promise<Answer> {
    const engine = await this.#view();
    signal.throwIfAborted();
    let patience: ReturnType<typeof setTimeout> | undefined;
    signal.addEventListener('abort', () => (patience = setTimeout(() => engine.end(signal.reason), 1000)), { once: true });
    try {
      return unwrap(await Promise.race([engine.remote.preview(request), engine.failed]));
    } finally {
      clearTimeout(patience);
    }
  }

  /** All that can be asked for, with what columns can be filled with. */
  async vocabulary(): Promise<Catalog> {
    const engine = await this.#view();
    return unwrap(await Promise.race([engine.remote.schemas(), engine.failed]));
  }

  /** What makes each table of a domain, linked. */
  async linked(request: Request): Promise<Request[]> {
    const engine = await this.#view();
    return unwrap(await Promise.race([engine.remote.linked(request), engine.failed]));
  }

  /** Makes the rows of request and hands them to sink in order. Aborting the signal ends the work at once. */
  async generate(request: Request, sink: Sink, signal: AbortSignal): Promise<Answer> {
    if (!isLong(request)) return this.#makers.run(1, signal, ([engine]) => makeWhole(engine!, request, sink));
    const rows = divisibleRows(request);
    const hasher = hire<Hasher>(await scriptOf(hasherUrl, ['hasher.js']));
    try {
      return await this.#makers.run(enginesFor(rows, this.#makers.size), signal, (engines) =>
        Promise.race([
          rows > 0 ? share(engines, hasher.remote, request, rows, sink) : makeWhole(engines[0]!, request, sink, hasher.remote),
          hasher.failed,
        ]),
      );
    } finally {
      hasher.end();
    }
  }

  /**
   * Holds records against a schema, or tables against each other; records are a data set of one table. Aborting the signal
   * ends that at once, however long the schema takes.
   */
  async validate(request: ValidateRequest, signal: AbortSignal): Promise<DataSetAnswer> {
    const engine = await this.#launch();
    const abort = () => engine.end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      signal.throwIfAborted();
      const answer = unwrap(await Promise.race([engine.remote.validate(request), engine.failed]));
      if ('tables' in answer) return answer;
      return { ...answer, tables: [{ ...answer, entity: request.entity ?? '', name: request.sample?.name ?? '' }] };
    } finally {
      signal.removeEventListener('abort', abort);
      engine.end();
    }
  }

  async #launch(): Promise<Engine> {
    return launch(await this.#parts);
  }

  #view(): Promise<Engine> {
    if (this.#viewer) return this.#viewer;
    const forget = () => void (this.#viewer = undefined);
    const viewer = (this.#viewer = this.#launch());
    viewer.then(({ failed }) => failed.catch(forget), forget);
    return viewer;
  }
}
