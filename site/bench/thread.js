// A worker of the benchmark in the browser: it does one task at a time and says what it took, in ms.
import '../public/wasm_exec.js';
import { engineRows, fakerRows, startEngine } from './rows.js';

const read = async (url) => new Uint8Array(await (await fetch(url)).arrayBuffer());
let memory;

const tasks = {
  async start({ wasm, files }) {
    const entries = await Promise.all(Object.entries(files).map(async ([path, url]) => [path, await read(url)]));
    memory = await startEngine(await read(wasm), Object.fromEntries(entries));
  },
  engine: ({ request, report }) => engineRows(request, report),
  records: async ({ request }) => (await globalThis.groflex.generate(request)).meta.bytes,
  faker: ({ rows }) => fakerRows(rows, '../node_modules/@faker-js/faker/dist/index.js'),
  memory: () => memory.buffer.byteLength,
};

onmessage = async ({ data: { task, ...args } }) => {
  const began = performance.now();
  try {
    const value = await tasks[task](args);
    postMessage({ value, wall: performance.now() - began });
  } catch (error) {
    postMessage({ error: String(error) });
  }
};
