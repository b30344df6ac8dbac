import { type Remote, wrap } from 'comlink';
import type { Catalog } from '../wire.ts';
import { engineStopped, unwrap } from './outcome.ts';
import type { EngineWorker } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/** What every engine starts from, fetched once. */
export interface Parts {
  module: WebAssembly.Module;
  runtime: string; // address of wasm_exec.js
  files: Record<string, Uint8Array>; // schema files by their path
}

/** A running engine in a worker of its own. */
export interface Engine {
  remote: Remote<EngineWorker>;
  catalog: Catalog;
  failed: Promise<never>; // rejects when the worker dies or is ended
  end(reason?: unknown): void;
}

export async function fetchParts(base: string): Promise<Parts> {
  const [module, files] = await Promise.all([compile(new URL('engine.wasm', base)), fetchSchemas(new URL('schemas/', base))]);
  return { module, runtime: new URL('wasm_exec.js', base).href, files };
}

async function compile(address: URL): Promise<WebAssembly.Module> {
  const response = await fetched(address);
  // Some static hosts do not know the type of .wasm, and without it a stream is refused.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function fetchSchemas(folder: URL): Promise<Record<string, Uint8Array>> {
  const list = (await (await fetched(new URL('catalog.json', folder))).json()) as { files: string[] };
  const read = async (path: string) => {
    const response = await fetched(new URL(path, folder));
    return [path, new Uint8Array(await response.arrayBuffer())] as const;
  };
  return Object.fromEntries(await Promise.all(list.files.map(read)));
}

async function fetched(address: URL): Promise<Response> {
  const response = await fetch(address, { cache: 'no-cache' });
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status} ${response.statusText}`);
  return response;
}

export async function launch(parts: Parts): Promise<Engine> {
  const worker = startWorker(new URL(workerUrl, document.baseURI).href);
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
function startWorker(address: string): Worker {
  const blob = new Blob([`import ${JSON.stringify(address)};`], { type: 'text/javascript' });
  const url = URL.createObjectURL(blob);
  const worker = new Worker(url, { type: 'module', name: 'groflex' });
  worker.addEventListener('message', () => URL.revokeObjectURL(url), { once: true });
  return worker;
}
