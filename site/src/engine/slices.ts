import type { Range, Request } from '../wire.ts';

/** Below this many rows, and characters of a sample, to start a worker for the hash costs more than it takes off the engine. */
const fewRows = 50_000;
const smallSample = 2_000_000;

/** Whether a request is worth a worker for the hash. */
export function isLong({ count = 0, sample }: Request): boolean {
  return count >= fewRows || (sample?.data.length ?? 0) >= smallSample;
}

/**
 * Rows that are worth an engine. A part of fewer has columns whose different values are still counted exactly, 65,536 of
 * them, and to join such parts costs more than the engine gains.
 */
const rowsEach = 200_000;

/** Formats whose slices join; the others are written whole. */
const streamed = ['csv', 'json', 'ndjson', 'sql'];

/**
 * How many rows a long request has to deal out; 0 when one engine makes it whole. That is so with a sample: every engine would
 * fit the model for itself, and what is compared with the sample are rows, which do not join as sketches do.
 */
export function divisibleRows({ mode = 'NEURAL_MATRIX', format = 'json', count = 0, rows }: Request): number {
  return mode === 'NEURAL_MATRIX' && streamed.includes(format) && !rows ? count : 0;
}

/** Engines that so many rows are worth, up to most. */
export function enginesFor(rows: number, most: number): number {
  return Math.max(1, Math.min(most, Math.floor(rows / rowsEach)));
}

const blockRows = 2048; // what an engine makes at once
const sliceBytes = 2 * 1024 * 1024;
const mostBlocks = 32;

/** Deals rows out in slices of about 2 MiB. Where they are cut does not show in the bytes. */
export class Slices {
  #dealt = 0;
  #made = 0; // rows
  #bytes = 0; // of them

  constructor(readonly total: number) {}

  /** The next slice; null when there is none left. */
  next(): Range | null {
    if (this.#dealt >= this.total) return null;
    const fitting = this.#bytes > 0 ? Math.floor((sliceBytes / this.#bytes) * (this.#made / blockRows)) : 1;
    const from = this.#dealt;
    this.#dealt = Math.min(this.total, from + blockRows * Math.min(mostBlocks, Math.max(1, fitting)));
    return { from, to: this.#dealt };
  }

  /** Learns how large rows are. */
  learn({ from, to }: Range, bytes: number): void {
    this.#made += to - from;
    this.#bytes += bytes;
  }
}
