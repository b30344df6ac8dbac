// The benchmark of `make bench`: the engine, its rivals and the floor, side by side in one run, as a table in Markdown.
//
//   node bench/speed.mjs FOLDER [rounds]
//
// FOLDER holds what the Makefile built: bench, bench.wasm and gofakeit. Contenders take turns, so that whatever else the
// machine does meets all of them. Figures are medians; processor time stands beside wall time.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../public/wasm_exec.js';
import { openBrowser } from './browser.mjs';
import { benchRounds, engineRows, fakerRows, startEngine } from './rows.js';

const [folder, rounds = '5'] = process.argv.slice(2);
const site = fileURLToPath(new URL('..', import.meta.url));
const request = { domain: 'retail', entity: 'customers', format: 'csv', seed: 9, count: 1_000_000 };
const few = 50_000; // rows of the slow ones
const domains = ['retail', 'fintech', 'medical', 'saas'];

const program = (name, args) => () => {
  const { status, stdout, stderr } = spawnSync(join(folder, name), args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  const { rows, bytes, wall, cpu, peak } = JSON.parse(stdout);
  return { rows, bytes, peak, wall: wall / 1e6, cpu: cpu / 1e6 };
};

/** Times work here, in this process; work returns bytes. */
const here = (rows, work) => async () => {
  const began = performance.now();
  const before = process.cpuUsage();
  const bytes = await work();
  const { user, system } = process.cpuUsage(before);
  return { rows, bytes, wall: performance.now() - began, cpu: (user + system) / 1e3 };
};

const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

// Node's engine.
const catalog = JSON.parse(readFileSync(join(site, 'dist/schemas/catalog.json'), 'utf8')).files;
const files = Object.fromEntries(catalog.map((path) => [path, new Uint8Array(readFileSync(join(site, 'dist/schemas', path)))]));
const benchWasm = readFileSync(join(folder, 'bench.wasm'));
await startEngine(readFileSync(join(site, 'public/engine.wasm')), files);

// Chromium's: two workers.
const browser = await openBrowser(site);
const start = { task: 'start', wasm: '/public/engine.wasm', files: Object.fromEntries(catalog.map((path) => [path, `/dist/schemas/${path}`])) };
const open = async () => {
  const worker = await browser.worker();
  await worker.do(start);
  return worker;
};
const pool = [await open(), await open()];

/** Times tasks that run side by side in workers of the browser. */
const there = (rows, tasks) => async () => {
  const began = performance.now();
  const before = browser.cpu();
  const answers = await Promise.all(tasks.map((task, k) => pool[k].do(task)));
  const bytes = answers.reduce((total, { value }) => total + value, 0);
  return { rows, bytes, wall: performance.now() - began, cpu: browser.cpu() - before };
};
const engine = (report, workers = 1) => {
  const slice = (k) => ({ from: (request.count * k) / workers, to: (request.count * (k + 1)) / workers });
  return Array.from({ length: workers }, (_, k) => ({ task: 'engine', report, request: { ...request, rows: slice(k) } }));
};

const n = request.count;
const contenders = {
  'engine, native, 1 goroutine': program('bench', ['-rows', `${n}`]),
  'engine, native, 2 goroutines': program('bench', ['-rows', `${n}`, '-workers', '2']),
  'engine, native, with report': program('bench', ['-rows', `${n}`, '-report']),
  'engine, native, with report and SHA-256': program('bench', ['-rows', `${n}`, '-report', '-hash']),
  'gofakeit/v6, native': program('gofakeit', ['-rows', `${few}`]),
  'floor, native': program('bench', ['-rows', `${10 * n}`, '-floor']),
  'engine, wasm in Node': here(n, () => engineRows(request, false)),
  'engine, wasm in Node, with report': here(n, () => engineRows(request, true)),
  'faker, Node': here(few, () => fakerRows(few, '@faker-js/faker')),
  'floor, wasm in Node': async () => {
    const [, second] = await benchRounds(benchWasm, ['-rows', `${10 * n}`, '-rounds', '2', '-floor']); // the first is compiled meanwhile
    return { ...second, wall: second.wall / 1e6, cpu: second.wall / 1e6 };
  },
  'engine, Chromium, 1 worker': there(n, engine(false)),
  'engine, Chromium, 2 workers': there(n, engine(false, 2)),
  'engine, Chromium, 1 worker, with report': there(n, engine(true)),
  'engine, Chromium, 2 workers, with report': there(n, engine(true, 2)),
  'faker, Chromium': there(few, [{ task: 'faker', rows: few }]),
};

const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round <= Number(rounds); round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const result = await run();
    if (round > 0) results[name].push(result); // the first warms up
  }
}

const per = (name, what) => median(results[name].map((r) => (r[what] * 1e6) / r.rows)); // ns a row
const ratio = (a, b) => (per(b, 'cpu') / per(a, 'cpu')).toPrecision(3);
console.log(`${cpus()[0].model}, ${cpus().length} cores; ${new Date().toISOString().slice(0, 10)}; medians of ${rounds} rounds\n`);
console.log('| retail/customers, CSV | ns/row, processor | ns/row, wall | rows/s of one core | rows/s, wall | MB/s, wall |');
console.log('|---|--:|--:|--:|--:|--:|');
for (const name of Object.keys(contenders)) {
  const cpu = per(name, 'cpu');
  const wall = per(name, 'wall');
  const size = results[name][0].bytes / results[name][0].rows;
  const cells = [cpu.toFixed(cpu < 100 ? 1 : 0), wall.toFixed(wall < 100 ? 1 : 0), count(1e9 / cpu), count(1e9 / wall), count((size * 1e3) / wall)];
  console.log(`| ${name} | ${cells.join(' | ')} |`);
}
function count(x) {
  return x >= 1e6 ? `${(x / 1e6).toPrecision(3)} M` : Math.round(x).toLocaleString('en');
}

const walls = (name) => median(results[name].map((r) => r.wall));
console.log(`
| ratio, in processor time unless said | |
|---|--:|
| engine over gofakeit, native | ${ratio('engine, native, 1 goroutine', 'gofakeit/v6, native')} |
| engine over faker, Node | ${ratio('engine, wasm in Node', 'faker, Node')} |
| engine over faker, Chromium | ${ratio('engine, Chromium, 1 worker', 'faker, Chromium')} |
| two workers over one, Chromium, wall | ${(walls('engine, Chromium, 1 worker') / walls('engine, Chromium, 2 workers')).toFixed(2)} |
| two goroutines over one, wall | ${(walls('engine, native, 1 goroutine') / walls('engine, native, 2 goroutines')).toFixed(2)} |
| engine's time over the floor's, native | ${ratio('floor, native', 'engine, native, 1 goroutine')} |
| engine's time over the floor's, wasm in Node | ${ratio('floor, wasm in Node', 'engine, wasm in Node')} |
`);

console.log('| 250 rows with report in a warm Chromium worker, ms | median | best |\n|---|--:|--:|');
for (const domain of domains) {
  for (const path of catalog.filter((path) => path.startsWith(`${domain}/`) && !path.endsWith('domain.json'))) {
    const task = { task: 'records', request: { domain, entity: path.slice(domain.length + 1, -5), seed: 9, count: 250 } };
    const took = [];
    for (let k = 0; k < 13; k++) took.push((await pool[0].do(task)).wall);
    console.log(`| ${path.slice(0, -5)} | ${median(took.slice(3)).toFixed(1)} | ${Math.min(...took).toFixed(1)} |`);
  }
}

console.log('\n| peak memory, MiB | 1 M rows | 10 M rows |\n|---|--:|--:|');
for (const [name, args] of [['native', []], ['native, with report', ['-report']]]) {
  const peaks = [n, 10 * n].map((rows) => (program('bench', ['-rows', `${rows}`, ...args])().peak / 2 ** 20).toFixed(0));
  console.log(`| ${name} | ${peaks.join(' | ')} |`);
}
for (const report of [false, true]) {
  const peaks = [];
  for (const rows of [n, 10 * n]) {
    const worker = await open();
    await worker.do({ task: 'engine', report, request: { ...request, count: rows } });
    peaks.push(((await worker.do({ task: 'memory' })).value / 2 ** 20).toFixed(0));
    await worker.end();
  }
  console.log(`| wasm memory in Chromium${report ? ', with report' : ''} | ${peaks.join(' | ')} |`);
}

const visits = await browser.visits(7);
console.log(`\nFrom navigation to the first rows on screen, warm: median ${median(visits).toFixed(0)} ms, best ${Math.min(...visits).toFixed(0)} ms`);
await browser.close();
process.exit(0); // the engine here waits for calls
