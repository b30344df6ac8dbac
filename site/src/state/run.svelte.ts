import type { Progress, Request } from '../wire.ts';

/** How often progress is shown, in ms. */
const showEvery = 50;

/** A run under way: how far it is, how fast, and its end. */
export class Run {
  now = $state.raw<Progress>({ phase: 'rows', done: 0, total: 0, bytes: 0 });
  table = $state.raw<{ name: string; index: number; of: number } | null>(null); // of a whole domain
  readonly #started = performance.now();
  #shown = 0; // when
  #first = $state.raw({ done: 0, bytes: 0, at: 0 }); // telling of rows
  #elapsed = $state(0); // since then, in ms
  readonly #abort = new AbortController();

  #isTelling = $derived(this.now.phase === 'rows' && this.#elapsed > 0);
  /** Rows and bytes a second since the first ones. */
  rate = $derived(this.#isTelling ? ((this.now.done - this.#first.done) / this.#elapsed) * 1000 : 0);
  byteRate = $derived(this.#isTelling ? ((this.now.bytes - this.#first.bytes) / this.#elapsed) * 1000 : 0);
  secondsLeft = $derived(this.rate > 0 ? (this.now.total - this.now.done) / this.rate : Infinity);
  share = $derived(this.now.total > 0 ? Math.min(1, this.now.done / this.now.total) : 0);
  /** What the file will have. */
  expectedBytes = $derived(this.share > 0 ? this.now.bytes / this.share : 0);

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
    const { phase, done, total, bytes } = progress;
    const at = performance.now();
    const isNew = phase !== this.now.phase || done < this.now.done; // also: the next table
    if (!isNew && done < total && at - this.#shown < showEvery) return;
    this.#shown = at;
    if (phase === 'rows' && (isNew || this.#first.at === 0)) this.#first = { done, bytes, at };
    this.#elapsed = at - this.#first.at;
    this.now = progress;
  };

  cancel(): void {
    this.#abort.abort();
  }
}
