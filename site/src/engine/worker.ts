// A worker that owns one engine: it starts the wasm and answers the page's calls, one at a time.
import { expose, transfer } from 'comlink';
import type { Groflex, Part, Progress, Range, Request, Spent, ValidateRequest } from '../wire.ts';
import { settle } from './outcome.ts';

/** What Go's wasm_exec.js defines. */
interface GoRuntime {
  importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}
const scope = globalThis as unknown as { Go: new () => GoRuntime; groflex: Groflex };

const spare: Uint8Array[] = [];

const engine = {
  /** Starts the engine and gives it the schema files. Everything else comes after it. */
  async start(module: WebAssembly.Module, runtime: string, files: Record<string, Uint8Array>) {
    if (runtime) await import(/* @vite-ignore */ runtime);
    const go = new scope.Go();
    const ended = go.run(await WebAssembly.instantiate(module, go.importObject));
    // The engine ends only by a crash or for want of memory, and its calls then never return: tell the page.
    ended.then(() => reportError(new Error('the engine ended')), reportError);
    return settle(() => scope.groflex.catalog(files));
  },

  preview: (request: Request) => settle(() => scope.groflex.preview(request)),

  schemas: () => settle(() => scope.groflex.schemas()),

  linked: (request: Request) => settle(() => scope.groflex.linked(request)),

  validate: (request: ValidateRequest) => settle(() => scope.groflex.validate(request)),

  /** The page says of each chunk when it will take the next, so that a slow disk slows the engine and not memory down. */
  generate: (request: Request, write: (chunk: Uint8Array) => Promise<Spent>, progress: (p: Progress) => Promise<void>, hash: boolean) =>
    settle(() => {
      const sink = {
        write: (chunk: Uint8Array) => write(transfer(chunk, [chunk.buffer])), // each chunk has a buffer of its own
        progress: (p: Progress) => void progress(p),
      };
      return scope.groflex.generate(request, sink, { hash });
    }),

  /** Begins a run of which this worker makes slices. */
  open: (request: Request) => settle(() => scope.groflex.open(request)),

  /** The bytes of some rows of the run, in chunks; in memory that is spent, as far as it goes. */
  async slice(rows: Range, spent: Uint8Array[]) {
    spare.push(...spent);
    const chunks: Uint8Array[] = [];
    const write = (chunk: Uint8Array) => {
      chunks.push(chunk);
      return spare.pop();
    };
    const made = await settle(() => scope.groflex.slice(rows, { write }));
    return transfer('problem' in made ? made : { value: chunks }, chunks.map(({ buffer }) => buffer));
  },

  /** The report on the slices, with which the run ends. */
  async part() {
    const outcome = await settle(() => scope.groflex.part());
    return transfer(outcome, 'value' in outcome && outcome.value.sketch ? [outcome.value.sketch.buffer] : []);
  },

  merge: (request: Request, parts: Part[]) => settle(() => scope.groflex.merge(request, parts)),
};

export type EngineWorker = typeof engine;

expose(engine);
