// A worker that takes the SHA-256 of what passes through it, so that neither the page nor an engine has to.
import { expose } from 'comlink';
import { createSHA256 } from 'hash-wasm'; // twice as quick as the best in JavaScript; the browser's own takes no streams
import { handOver } from './chunks.ts';

const hash = createSHA256();

const hasher = {
  /** Takes in chunks, and hands them back. */
  async pass(chunks: Uint8Array[]): Promise<Uint8Array[]> {
    const sum = await hash;
    for (const chunk of chunks) sum.update(chunk);
    return handOver(chunks);
  },

  async digest(): Promise<string> {
    return (await hash).digest('hex');
  },
};

export type Hasher = typeof hasher;

expose(hasher);
