import { transfer } from 'comlink';

/** Chunks on their way to another thread: their memory goes with them, and is not copied. */
export function handOver<Chunks extends Uint8Array[]>(chunks: Chunks): Chunks {
  return transfer(chunks, chunks.map(({ buffer }) => buffer));
}
