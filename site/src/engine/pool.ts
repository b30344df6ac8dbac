import type { Engine } from './launch.ts';

/** Beyond eight engines the hash of the file is slower than they are, and each takes up to 70 MB. */
const mostEngines = 8;

/** How long engines wait for another run before all but the first go, and their memory with them, in ms. */
const patience = 30_000;

/** The engines that make rows: started when they are first wanted, and anew after their end. */
export class Pool {
  #engines: Promise<Engine>[] = [];
  #resting?: ReturnType<typeof setTimeout>;
  readonly #launch: () => Promise<Engine>;

  constructor(launch: () => Promise<Engine>, readonly size = Math.min(mostEngines, navigator.hardwareConcurrency)) {
    this.#launch = launch;
  }

  /** Starts the first engine ahead of the first run. */
  warm(): void {
    this.#take(1).catch(() => {});
  }

  /**
   * Has so many engines do work. When the signal is aborted all engines end, and so does their memory; likewise when the
   * work fails or one of them dies, since the others would go on with it.
   */
  async run<T>(engines: number, signal: AbortSignal, work: (engines: Engine[]) => Promise<T>): Promise<T> {
    clearTimeout(this.#resting);
    const abort = () => this.#end(0, signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    try {
      const taken = await this.#take(engines);
      signal.throwIfAborted();
      return await Promise.race([work(taken), ...taken.map(({ failed }) => failed)]);
    } catch (error) {
      this.#end(0, error);
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      this.#resting = setTimeout(() => this.#end(1), patience);
    }
  }

  #take(engines: number): Promise<Engine[]> {
    while (this.#engines.length < engines) {
      const engine = this.#launch();
      const forget = () => void (this.#engines = this.#engines.filter((other) => other !== engine));
      engine.then(({ failed }) => failed.catch(forget), forget);
      this.#engines.push(engine);
    }
    return Promise.all(this.#engines.slice(0, engines));
  }

  /** Ends all but the first few, those too that are still starting. */
  #end(kept: number, reason?: unknown): void {
    for (const engine of this.#engines.splice(kept)) engine.then(({ end }) => end(reason), () => {});
  }
}
