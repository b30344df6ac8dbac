import { type Remote, wrap } from 'comlink';
import { file, isSingle } from './files.ts';
import { engineStopped } from './outcome.ts';

/** A worker at work: what it can be asked, and its end. */
export interface Hired<T> {
  remote: Remote<T>;
  failed: Promise<never>; // rejects when the worker dies or is ended
  end(reason?: unknown): void;
}

/**
 * The text of a worker's script. A page opened from disk may import nothing, not even from beside itself: there it is
 * made whole of the scripts named within.
 */
export async function scriptOf(address: string, within: string[]): Promise<string> {
  if (!isSingle()) return `import ${JSON.stringify(new URL(address, document.baseURI).href)};`;
  return (await Promise.all(within.map(async (path) => (await file(path)).text()))).join('\n');
}

export function hire<T>(script: string): Hired<T> {
  const worker = startWorker(script);
  const failing = Promise.withResolvers<never>();
  failing.promise.catch(() => {});
  const end = (reason: unknown = engineStopped()) => {
    worker.terminate();
    failing.reject(reason);
  };
  worker.addEventListener('error', () => end());
  return { remote: wrap<T>(worker), failed: failing.promise, end };
}

/**
 * A worker from a blob inherits the page's Content-Security-Policy, so that it too can reach no other origin; a worker
 * from an address would have only the policy its own response carries, which a static host does not send.
 */
function startWorker(script: string): Worker {
  const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  // Opened from disk, a page has no origin that modules could be of; its script has no imports either.
  const worker = new Worker(url, { type: isSingle() ? 'classic' : 'module', name: 'groflex' });
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}
