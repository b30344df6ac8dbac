import type { JsonObject } from '../wire.ts';

/**
 * The rows of a run as they came: NDJSON in chunks, and where each line begins. A row is parsed when it is looked at, so
 * that 100,000 of them cost their bytes and no more.
 */
export class Lines {
  readonly #chunks: Uint8Array[] = [];
  readonly #starts: number[] = []; // of each chunk, in bytes from the first one
  readonly #ends: number[] = []; // of each line: the place of its line feed
  #bytes = 0;

  write(chunk: Uint8Array): void {
    this.#starts.push(this.#bytes);
    this.#chunks.push(chunk);
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) this.#ends.push(this.#bytes + at);
    this.#bytes += chunk.length;
  }

  get length(): number {
    return this.#ends.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  row(index: number): JsonObject {
    const from = index === 0 ? 0 : this.#ends[index - 1]! + 1;
    return JSON.parse(new TextDecoder().decode(this.#slice(from, this.#ends[index]!))) as JsonObject;
  }

  blob(type: string): Blob {
    return new Blob(this.#chunks as BlobPart[], { type });
  }

  #slice(from: number, to: number): Uint8Array {
    let first = this.#chunkAt(from);
    const start = this.#starts[first]!;
    const chunk = this.#chunks[first]!;
    if (to <= start + chunk.length) return chunk.subarray(from - start, to - start);
    const joined = new Uint8Array(to - from);
    for (let at = from; at < to; first++) {
      const offset = at - this.#starts[first]!;
      const part = this.#chunks[first]!.subarray(offset, offset + to - at);
      joined.set(part, at - from);
      at += part.length;
    }
    return joined;
  }

  /** The last chunk that starts at or before byte. */
  #chunkAt(byte: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= byte) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
