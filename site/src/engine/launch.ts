import { type Remote, wrap } from 'comlink';
import type { Catalog } from '../wire.ts';
import { file, isSingle } from './files.ts';
import { engineStopped, unwrap } from './outcome.ts';
import type { EngineWorker } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/** What every engine starts from, read once. */
export interface Parts {
  module: WebAssembly.Module;
  worker: string; // the text of a worker's script
  runtime: string; // address of wasm_exec.js, or '' when the worker's script has it
  files: Record<string, Uint8Array>; // schema files by their path
}

/** A running engine in a worker of its own. */
export interface Engine {
  remote: Remote<EngineWorker>;
  catalog: Catalog;
  failed: Promise<never>; // rejects when the worker dies or is ended
  end(reason?: unknown): void;
}

export async function readParts(): Promise<Parts> {
  const [module, script, files] = await Promise.all([compile(), readScript(), readSchemas()]);
  return { module, ...script, files };
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await file('engine.wasm');
  // Some static hosts do not know the type of .wasm, and without it a stream is refused.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** A page opened from disk may import nothing, not even from beside itself: there the script is whole. */
async function readScript(): Promise<{ worker: string; runtime: string }> {
  if (!isSingle()) {
    const address = new URL(workerUrl, document.baseURI).href;
    return { worker: `import ${JSON.stringify(address)};`, runtime: new URL('wasm_exec.js', document.baseURI).href };
  }
  const texts = await Promise.all(['wasm_exec.js', 'worker.js'].map(async (path) => (await file(path)).text()));
  return { worker: texts.join('\n'), runtime: '' };
}

async function readSchemas(): Promise<Record<string, Uint8Array>> {
  const list = (await (await file('schemas/catalog.json')).json()) as { files: string[] };
  const read = async (path: string) => [path, new Uint8Array(await (await file(`schemas/${path}`)).arrayBuffer())] as const;
  return Object.fromEntries(await Promise.all(list.files.map(read)));
}

export async function launch(parts: Parts): Promise<Engine> {
  const worker = startWorker(parts.worker);
  const failing = Promise.withResolvers<never>();
  failing.promise.catch(() => {});
  const end = (reason: unknown = engineStopped()) => {
    worker.terminate();
    failing.reject(reason);
  };
  worker.addEventListener('error', () => end());
  const remote = wrap<EngineWorker>(worker);
  const started = await Promise.race([remote.start(parts.module, parts.runtime, parts.files), failing.promise]);
  return { remote, catalog: unwrap(started), failed: failing.promise, end };
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
