import type { Progress, Request } from '../wire.ts';

/** A run under way: how far it is, how fast, and its end. */
export class Run {
  now = $state.raw<Progress>({ phase: 'rows', done: 0, total: 0, bytes: 0 });
  table = $state.raw<{ name: string; index: number; of: number } | null>(null); // of a whole domain
  #elapsed = $state(0);
  readonly #started = performance.now();
  #rowsStarted = 0;
  readonly #abort = new AbortController();

  /** Rows a second since the first row. */
  rate = $derived(this.now.phase === 'rows' && this.#elapsed > 0 ? (this.now.done / this.#elapsed) * 1000 : 0);
  secondsLeft = $derived(this.rate > 0 ? (this.now.total - this.now.done) / this.rate : Infinity);
  share = $derived(this.now.total > 0 ? Math.min(1, this.now.done / this.now.total) : 0);

  constructor(readonly request: Request) {
    this.now = { ...this.now, total: request.count ?? 0 };
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get milliseconds(): number {
    return performance.now() - this.#started;
  }

  progress = (progress: Progress): void => {
    if (progress.phase === 'rows' && progress.done < this.now.done) this.#rowsStarted = 0; // the next table
    if (progress.phase === 'rows' && this.#rowsStarted === 0) this.#rowsStarted = performance.now();
    this.#elapsed = performance.now() - this.#rowsStarted;
    this.now = progress;
  };

  cancel(): void {
    this.#abort.abort();
  }
}
