import type { Catalog } from '../wire.ts';
import { file, isSingle } from './files.ts';
import { type Hired, hire, scriptOf } from './hire.ts';
import { unwrap } from './outcome.ts';
import type { EngineWorker } from './worker.ts';
import workerUrl from './worker.ts?worker&url';

/** What every engine starts from, read once. */
export interface Parts {
  module: WebAssembly.Module; // compiled once, shared by all workers
  script: string; // of a worker
  runtime: string; // address of wasm_exec.js, or '' when the worker's script has it
  files: Record<string, Uint8Array>; // schema files by their path
}

/** A running engine in a worker of its own. */
export interface Engine extends Hired<EngineWorker> {
  catalog: Catalog;
}

export async function readParts(): Promise<Parts> {
  const runtime = isSingle() ? '' : new URL('wasm_exec.js', document.baseURI).href;
  const reading = [compile(), scriptOf(workerUrl, ['wasm_exec.js', 'worker.js']), readSchemas()] as const;
  const [module, script, files] = await Promise.all(reading);
  return { module, script, runtime, files };
}

async function compile(): Promise<WebAssembly.Module> {
  const response = await file('engine.wasm');
  // Some static hosts do not know the type of .wasm, and without it a stream is refused.
  if (response.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

async function readSchemas(): Promise<Record<string, Uint8Array>> {
  const list = (await (await file('schemas/catalog.json')).json()) as { files: string[] };
  const read = async (path: string) => [path, new Uint8Array(await (await file(`schemas/${path}`)).arrayBuffer())] as const;
  return Object.fromEntries(await Promise.all(list.files.map(read)));
}

export async function launch({ module, script, runtime, files }: Parts): Promise<Engine> {
  const hired = hire<EngineWorker>(script);
  const started = await Promise.race([hired.remote.start(module, runtime, files), hired.failed]);
  return { ...hired, catalog: unwrap(started) };
}
