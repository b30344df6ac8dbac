// A worker that takes the SHA-256 of what passes through it, so that neither the page nor an engine has to.
import { expose, transfer } from 'comlink';
import { createSHA256 } from 'hash-wasm'; // twice as quick as the best in JavaScript; the browser's own takes no streams

const hash = createSHA256();

const hasher = {
  /** Takes in chunks, and hands them back. */
  async pass(chunks: Uint8Array[]): Promise<Uint8Array[]> {
    const sum = await hash;
    for (const chunk of chunks) sum.update(chunk);
    return transfer(chunks, chunks.map(({ buffer }) => buffer));
  },

  async digest(): Promise<string> {
    return (await hash).digest('hex');
  },
};

export type Hasher = typeof hasher;

expose(hasher);
