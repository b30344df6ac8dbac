// A worker whose engine only judges records: a schema that takes too long is ended without harm to the page's other engines.
import { expose } from 'comlink';
import { settle } from '../engine/outcome.ts';
import type { Groflex, ValidateRequest } from '../wire.ts';

/** What Go's wasm_exec.js defines. */
interface GoRuntime {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}
const scope = globalThis as unknown as { Go: new () => GoRuntime; groflex: Groflex };

const judge = {
  async start(module: WebAssembly.Module, runtime: string, files: Record<string, Uint8Array>) {
    if (runtime) await import(/* @vite-ignore */ runtime);
    const go = new scope.Go();
    const ended = go.run(await WebAssembly.instantiate(module, go.importObject));
    ended.then(() => reportError(new Error('the engine ended')), reportError);
    return settle(() => scope.groflex.catalog(files));
  },

  validate: (request: ValidateRequest) => settle(() => scope.groflex.validate(request)),
};

export type Judge = typeof judge;

expose(judge);
