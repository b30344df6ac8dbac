// The benchmark of `make bench`: the engine, its rivals and the floor, side by side in one run, as a table in Markdown.
//
//   node bench/speed.mjs FOLDER [rounds]
//
// FOLDER holds what the Makefile built: bench, bench.wasm and gofakeit. Contenders take turns, so that whatever else the
// machine does meets all of them; a worker stays, so that its code is compiled after the first round, unless a contender
// says otherwise. Figures are medians; processor time stands beside wall time.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import '../public/wasm_exec.js';
import { openBrowser } from './browser.mjs';
import { Figures, median, print } from './figures.mjs';
import { openPool } from './pool.mjs';
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
const page = await openPool(site, browser.newPage);

/** Times tasks that run side by side in workers of the browser. */
const there = (rows, tasks) => async () => {
  const began = performance.now();
  const before = browser.cpu();
  const answers = await Promise.all(tasks.map((task, k) => pool[k].do(task)));
  const bytes = answers.reduce((total, { value }) => total + value, 0);
  return { rows, bytes, wall: performance.now() - began, cpu: browser.cpu() - before };
};
/** Times the first rows of a worker that has made none, while the browser still compiles; it is started before. */
const cold = async () => {
  const worker = await open();
  const began = performance.now();
  const before = browser.cpu();
  const { value: bytes } = await worker.do(...engine(false));
  const round = { rows: n, bytes, wall: performance.now() - began, cpu: browser.cpu() - before };
  await worker.end();
  return round;
};
/** Times the page's own way to a file, with so many workers. */
const paged = (workers) => async () => {
  await page.generate({ ...request, count: n / 2 }, workers); // workers that had nothing to do are gone by now
  const began = performance.now();
  const before = browser.cpu();
  const { bytes } = await page.generate(request, workers);
  return { rows: n, bytes, wall: performance.now() - began, cpu: browser.cpu() - before };
};
const engine = (report, workers = 1) => {
  const slice = (k) => ({ from: (request.count * k) / workers, to: (request.count * (k + 1)) / workers });
  return Array.from({ length: workers }, (_, k) => ({ task: 'engine', report, request: { ...request, rows: slice(k) } }));
};

const n = request.count;
const whole = 'with report and SHA-256';
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
  'engine, Chromium, first 1 M rows of a worker': cold,
  'engine, Chromium, 2 workers': there(n, engine(false, 2)),
  'engine, Chromium, 1 worker, with report': there(n, engine(true)),
  'engine, Chromium, 2 workers, with report': there(n, engine(true, 2)),
  [`page, Chromium, 1 worker, ${whole}`]: paged(1), // its hash has a thread of its own
  [`page, Chromium, 2 workers, ${whole}`]: paged(2),
  'faker, Chromium': there(few, [{ task: 'faker', rows: few }]),
};

const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
for (let round = 0; round <= Number(rounds); round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const result = await run();
    if (round > 0) results[name].push(result); // the first warms up
  }
}
const table = new Figures(results);
console.log(`${cpus()[0].model}, ${cpus().length} cores; ${new Date().toISOString().slice(0, 10)}; medians of ${rounds} rounds\n`);
table.printRows(`${request.domain}/${request.entity}, ${request.format.toUpperCase()}`);

// 250 rows of every table, in a warm worker, in ms.
const quick = [];
for (const domain of domains) {
  for (const path of catalog.filter((path) => path.startsWith(`${domain}/`) && !path.endsWith('domain.json'))) {
    const task = { task: 'records', request: { domain, entity: path.slice(domain.length + 1, -5), seed: 9, count: 250 } };
    const took = [];
    for (let k = 0; k < 13; k++) took.push((await pool[0].do(task)).wall);
    quick.push({ name: path.slice(0, -5), median: median(took.slice(3)), best: Math.min(...took) });
  }
}

// Peak memory, in MiB, for n and 10·n rows.
const peaks = [];
for (const [name, args] of [['native', []], ['native, with report', ['-report']]]) {
  peaks.push({ name, goal: 64, sizes: [n, 10 * n].map((rows) => program('bench', ['-rows', `${rows}`, ...args])().peak / 2 ** 20) });
}
for (const report of [false, true]) {
  const sizes = [];
  for (const rows of [n, 10 * n]) {
    const worker = await open();
    await worker.do({ task: 'engine', report, request: { ...request, count: rows } });
    sizes.push((await worker.do({ task: 'memory' })).value / 2 ** 20);
    await worker.end();
  }
  peaks.push({ name: `wasm memory in Chromium${report ? ', with report' : ''}`, goal: 96, sizes });
}

const visits = await browser.visits(7);
await page.close();
await browser.close();

const one = 'engine, Chromium, 1 worker';
print(['figure; processor time unless said', 'measured', 'goal'], [
  ['rows/s of one core, native', table.rate('engine, native, 1 goroutine'), '≥ 6 M'],
  ['rows/s of one core, wasm in Node', table.rate('engine, wasm in Node'), '≥ 3 M'],
  ['rows/s of one core, Chromium', table.rate(one), '≥ 3 M'],
  ['engine over gofakeit, native', table.times('gofakeit/v6, native', 'engine, native, 1 goroutine'), '≥ 30'],
  ['engine over faker, Node', table.times('faker, Node', 'engine, wasm in Node'), '≥ 100'],
  ['engine over faker, Chromium', table.times('faker, Chromium', one), '≥ 100'],
  ['time over the floor, native', table.times('engine, native, 1 goroutine', 'floor, native'), ''],
  ['time over the floor, wasm in Node', table.times('engine, wasm in Node', 'floor, wasm in Node'), '≤ 20'],
  ['wasm in Node over native, time', table.times('engine, wasm in Node', 'engine, native, 1 goroutine'), ''],
  ['two goroutines over one, wall', table.gain('engine, native, 1 goroutine', 'engine, native, 2 goroutines'), '≥ 1.85'],
  ['two workers over one, Chromium, wall', table.gain(one, 'engine, Chromium, 2 workers'), '≥ 1.85'],
  ['two workers over one, with report, wall', table.gain(`${one}, with report`, 'engine, Chromium, 2 workers, with report'), '≥ 1.85'],
  ['two workers over one, the page with report and SHA-256, wall', table.gain(`page, Chromium, 1 worker, ${whole}`, `page, Chromium, 2 workers, ${whole}`), ''],
  ['with report over bare, native, time', table.times('engine, native, with report', 'engine, native, 1 goroutine'), ''],
  ['with report over bare, wasm in Node, time', table.times('engine, wasm in Node, with report', 'engine, wasm in Node'), ''],
  ['250 rows with report, slowest table, median', `${Math.max(...quick.map((q) => q.median)).toFixed(1)} ms`, '≤ 10 ms'],
  ['tables whose 250 rows take longer than 10 ms', `${quick.filter((q) => q.median > 10).length} of ${quick.length}`, '0'],
  ...peaks.map(({ name, goal, sizes }) => [`peak memory, 10 M rows, ${name}`, `${sizes[1].toFixed(0)} MiB`, `≤ ${goal} MiB`]),
  ['peak memory, 10 M rows over 1 M rows, most', Math.max(...peaks.map(({ sizes }) => sizes[1] / sizes[0])).toFixed(2), 'flat'],
  ['engine.wasm, brotli', `${(weigh() / 1e6).toFixed(2)} MB`, '≤ 2.6 MB'],
  ['navigation to the first rows on screen, warm, median', `${median(visits).toFixed(0)} ms`, '≤ 800 ms'],
]);
print(['250 rows with report in a warm Chromium worker, ms', 'median', 'best'], quick.map((q) => [q.name, q.median.toFixed(1), q.best.toFixed(1)]));
print(['peak memory, MiB', '1 M rows', '10 M rows'], peaks.map(({ name, sizes }) => [name, ...sizes.map((size) => size.toFixed(0))]));
process.exit(0); // the engine here waits for calls

/** The engine's bytes after brotli, as `make size` tells them. */
function weigh() {
  const { stdout } = spawnSync('node', ['../wasm/size.mjs', 'public/engine.wasm', '../wasm/budget.txt'], { cwd: site, encoding: 'utf8' });
  return Number(/brotli -q 11 (\d+)/.exec(stdout)[1]);
}
