// Many workers make what one makes, and a run that ends early leaves none of them behind.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { begin, downloaded, drop, execute, rowsShown, samples, setNumber } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const cores = 3;
const rows = 410_000; // worth two engines, and no multiple of a slice
const viewers = 1; // workers beside the pool: the one of previews

async function open(fragment) {
  const visited = await visit.open(fragment, { cores });
  await rowsShown(visited.page);
  await visited.page.evaluate(() => delete window.showSaveFilePicker); // no dialog in a headless browser
  return visited;
}

const names = { csv: 'CSV', json: 'JSON', ndjson: 'NDJSON', sql: 'SQL' };
const run = (page) => page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
const reportOf = async (page) => {
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: 'Download the report as JSON' }).click());
  return JSON.parse(bytes.toString('utf8'));
};
const workersBecome = async (page, enough) => {
  for (let tries = 0; !enough(page.workers().length) && tries < 200; tries++) await page.waitForTimeout(50);
  assert.ok(enough(page.workers().length), `${page.workers().length} workers`);
};

/** Has the pool make the page's rows, and one engine the same; both bytes and reports must be equal. */
async function compare(page, request) {
  const { bytes } = await downloaded(page, () => run(page));
  await page.locator('.sha', { hasText: `(${names[request.format]})` }).waitFor();
  assert.ok(page.workers().length >= viewers + 2, `${page.workers().length} workers`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  assert.equal(await page.locator('.sha code').innerText(), sha256);

  const one = await page.workers()[0].evaluate((request) => globalThis.groflex.generate(request, { write() {} }), request);
  assert.equal(one.meta.sha256, sha256);
  assert.equal(one.meta.bytes, bytes.length);
  const shared = await reportOf(page);
  assert.deepEqual(shared.meta, one.meta);
  assert.deepEqual(shared.quality, one.quality);
}

test(`${rows} rows have the bytes and the report of one worker`, async () => {
  const request = { mode: 'NEURAL_MATRIX', domain: 'retail', entity: 'customers', count: rows, seed: 9, as_of: '2026-01-01', format: 'csv' };
  const { page, errors } = await open(`#domain=retail&entity=customers&count=${rows}&seed=9&format=csv`);
  await compare(page, request);
  assert.deepEqual(errors, []);
});

test('so have those of a schema of the user’s own, in every format that streams', async () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    type: 'object',
    required: ['kind', 'grams'],
    properties: { kind: { enum: ['letter', 'parcel'] }, grams: { type: 'integer', minimum: 5, maximum: 900 } },
  };
  const { page, errors } = await open(`#count=${rows}&seed=3&format=csv`);
  await drop(page, 'parcel.json', JSON.stringify(schema));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  for (const format of ['csv', 'json', 'ndjson', 'sql']) {
    await page.locator('#format').selectOption(format);
    await compare(page, { mode: 'NEURAL_MATRIX', schema, count: rows, seed: 3, as_of: '2026-01-01', format });
  }
  assert.deepEqual(errors, []);
});

const many = 110_000; // more than the grid shows: they go into a file

test('what one engine makes whole is hashed beside it, to the sum that the engine tells', async () => {
  const sample = await readFile(`${samples}penguins.json`, 'utf8');
  const { page, errors } = await open(`#domain=retail&entity=customers&count=${many}&seed=9&format=parquet`);
  const sums = async (name, request) => {
    const { bytes } = await downloaded(page, () => run(page));
    await page.locator('.sha', { hasText: `(${name})` }).waitFor();
    const one = await page.workers()[0].evaluate((request) => globalThis.groflex.generate(request, { write() {} }), request);
    const shown = await page.locator('.sha code').innerText();
    assert.deepEqual([shown, one.meta.sha256], Array(2).fill(createHash('sha256').update(bytes).digest('hex')));
    assert.deepEqual((await reportOf(page)).meta, one.meta);
  };
  const request = { seed: 9, as_of: '2026-01-01', count: many };
  await sums('Parquet', { ...request, mode: 'NEURAL_MATRIX', domain: 'retail', entity: 'customers', format: 'parquet' });
  await drop(page, 'penguins.json', sample);
  await page.locator('.report').getByText('Column shapes').waitFor();
  await setNumber(page, '#volume', many);
  await page.locator('#format').selectOption('csv');
  await sums('CSV', { ...request, mode: 'MIMIC_BUFFER', format: 'csv', sample: { name: 'penguins.json', data: sample } });
  assert.deepEqual(errors, []);
});

/** The files of the private store that downloads left. */
async function kept() {
  const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('downloads');
  return Array.fromAsync(folder.keys());
}

/** A run that would take minutes, under way in all workers. */
async function long() {
  const { page } = await open('#domain=retail&entity=customers&count=20000000&format=csv');
  await run(page);
  await page.getByText(/rows\/s/).waitFor();
  await workersBecome(page, (n) => n >= viewers + cores);
  return page;
}

const anew = async (page) => {
  await setNumber(page, '#volume', 10);
  await execute(page);
  assert.equal(await page.locator('[role=grid]').getAttribute('aria-rowcount'), '11');
};

test('to cancel ends the workers', async () => {
  const page = await long();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await workersBecome(page, (n) => n <= viewers);
  assert.equal(await page.getByRole('alert').count(), 0);
  assert.deepEqual(await page.evaluate(kept), []);
  await anew(page);
});

test('a worker that dies ends the run with a problem, the recipe stays, and the next run works', async () => {
  const page = await long();
  await page.workers()[viewers + 1].evaluate(() => void setTimeout(() => { throw new Error('the engine ended'); }));
  await page.getByRole('alert').filter({ hasText: 'The engine stopped' }).waitFor();
  await workersBecome(page, (n) => n <= viewers);
  assert.equal(await page.locator('#volume').inputValue(), '20000000');
  await anew(page);
});
