import { proxy } from 'comlink';
import type { Answer, Catalog, Request, Sink } from '../wire.ts';
import { type Engine, launch, type Parts, readParts } from './launch.ts';
import { unwrap } from './outcome.ts';

/**
 * The page's way to the engine. Live previews have a worker of their own, so that controls answer while rows are made;
 * runs have another, which is ended to cancel one.
 */
export class Client {
  readonly #parts: Promise<Parts> = readParts();
  #viewer?: Promise<Engine>;
  #maker?: Promise<Engine>;

  async catalog(): Promise<Catalog> {
    return (await this.#view()).catalog;
  }

  /** Starts the worker of runs ahead of the first one. */
  warm(): void {
    this.#make().catch(() => {});
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

  /** What makes each table of a domain, linked. */
  async linked(request: Request): Promise<Request[]> {
    const engine = await this.#view();
    return unwrap(await Promise.race([engine.remote.linked(request), engine.failed]));
  }

  /** Makes the rows of request and hands them to sink in order. Aborting the signal ends the work at once. */
  async generate(request: Request, sink: Sink, signal: AbortSignal): Promise<Answer> {
    const engine = await this.#make();
    signal.throwIfAborted();
    const abort = () => engine.end(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    // An error of the sink (a full disk) must reach the caller, not only the worker.
    const failing = Promise.withResolvers<never>();
    failing.promise.catch(() => {});
    const write = proxy(async (chunk: Uint8Array) => {
      try {
        await sink.write(chunk);
      } catch (error) {
        failing.reject(error);
        engine.end(error);
      }
    });
    const progress = proxy((p: Parameters<Sink['progress']>[0]) => sink.progress(p));
    try {
      const run = engine.remote.generate(request, write as never, progress as never);
      return unwrap(await Promise.race([run, engine.failed, failing.promise]));
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #view(): Promise<Engine> {
    return (this.#viewer ??= this.#launch(() => (this.#viewer = undefined)));
  }

  #make(): Promise<Engine> {
    return (this.#maker ??= this.#launch(() => (this.#maker = undefined)));
  }

  async #launch(onFailure: () => void): Promise<Engine> {
    try {
      const engine = await launch(await this.#parts);
      engine.failed.catch(onFailure);
      return engine;
    } catch (error) {
      onFailure();
      throw error;
    }
  }
}
