// Each mode as a person uses it, on real files, and what is downloaded read back.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { begin, downloadAs, downloaded, drop, execute, rowsShown, samples, setNumber } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const lines = (bytes) => bytes.toString('utf8').trimEnd().split('\n');
const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const shownSum = (page) => page.locator('.sha code').innerText();

test('NEURAL_MATRIX: rows at once, then all of them, as CSV and as JSON of the same rows', async () => {
  const { page, errors } = await visit.open();
  await rowsShown(page);
  assert.equal(await page.locator('[role=grid]').getAttribute('aria-rowcount'), '101');

  await setNumber(page, '#volume', 1234);
  await rowsShown(page);
  await execute(page);
  assert.equal(await page.locator('[role=grid]').getAttribute('aria-rowcount'), '1235');

  const csv = await downloadAs(page, 'CSV');
  assert.match(csv.name, /-seed42\.csv$/);
  assert.equal(lines(csv.bytes).length, 1235);
  await page.locator('.sha', { hasText: 'CSV' }).waitFor();
  assert.equal(await shownSum(page), sha256(csv.bytes));

  const json = await downloadAs(page, 'JSON');
  const records = JSON.parse(json.bytes.toString('utf8'));
  assert.equal(records.length, 1234);
  assert.equal(Object.keys(records[0]).join(), lines(csv.bytes)[0]);
  assert.deepEqual(errors, []);
});

test('the same recipe gives the same bytes, another seed gives others', async () => {
  const file = async (fragment) => {
    const { page } = await visit.open(fragment);
    await rowsShown(page);
    const { bytes } = await downloadAs(page, 'CSV');
    await page.context().close();
    return sha256(bytes);
  };
  const [first, again, other] = [await file('#seed=7&count=300'), await file('#seed=7&count=300'), await file('#seed=8&count=300')];
  assert.equal(first, again);
  assert.notEqual(first, other);
});

test('a profile and a parameter change the rows', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  const firstRow = () => page.locator('[role=row][aria-rowindex="2"]').innerText();
  const before = await firstRow();
  const profiles = await page.locator('#profile option').count();
  assert.ok(profiles >= 2, 'a domain has two profiles');
  await page.locator('#profile').selectOption({ index: 1 });
  await page.waitForFunction(() => location.hash.includes('profile='));
  await rowsShown(page);
  await page.locator('details summary', { hasText: 'Parameters' }).click();
  const slider = page.locator('.param input').first();
  await slider.focus();
  await slider.press('ArrowRight');
  await page.waitForFunction(() => location.hash.includes('param.'));
  assert.ok(before.length > 0);
  assert.match(await page.locator('.profile summary').innerText(), /1 change/);
});

/** A seed whose rows like the 344 penguins pass the privacy check: a table that does not asks before its download. */
const safe = '#seed=2';

test('MIMIC_BUFFER: a dropped JSON sample is learned, and the report compares', async () => {
  const { page, errors } = await visit.open(safe);
  await rowsShown(page);
  await drop(page, 'penguins.json', await readFile(`${samples}penguins.json`, 'utf8'));
  await page.locator('.report').getByText('Column shapes').waitFor();
  await setNumber(page, '#volume', 344);
  await execute(page);
  assert.match(await page.locator('[data-headline]').innerText(), /alike/);
  await page.getByRole('heading', { name: 'Privacy' }).waitFor();

  const { bytes } = await downloadAs(page, 'NDJSON');
  const rows = lines(bytes).map((line) => JSON.parse(line));
  assert.equal(rows.length, 344);
  assert.deepEqual([...new Set(rows.map((row) => row.Species))].sort(), ['Adelie', 'Chinstrap', 'Gentoo']);
  assert.deepEqual(errors, []);
});

test('AUGMENTED_SET: the sample comes back byte for byte, then new rows', async () => {
  const weather = await readFile(`${samples}seattle-weather.csv`, 'utf8');
  const { page, errors } = await visit.open();
  await rowsShown(page);
  await page.getByRole('radio', { name: /AUGMENTED_SET/ }).check();
  await page.getByText('Bring rows to learn from').waitFor();
  await page.getByLabel('Open a file').setInputFiles({ name: 'seattle-weather.csv', mimeType: 'text/csv', buffer: Buffer.from(weather) });
  await rowsShown(page);
  await setNumber(page, '#volume', 50);
  await rowsShown(page);
  await execute(page);
  const { bytes } = await downloadAs(page, 'CSV');
  assert.equal(bytes.subarray(0, weather.length).toString('utf8'), weather);
  assert.equal(lines(bytes).length, lines(Buffer.from(weather)).length + 50);
  assert.deepEqual(errors, []);
});

test('a JSON Schema of the user’s own makes rows of it', async () => {
  const schema = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Parcel',
    type: 'object',
    required: ['code', 'grams'],
    properties: { code: { type: 'string', pattern: '^P[0-9]{6}$' }, grams: { type: 'integer', minimum: 5, maximum: 900 } },
  };
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(schema));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  const { bytes } = await downloadAs(page, 'JSON');
  for (const row of JSON.parse(bytes.toString('utf8'))) {
    assert.match(row.code, /^P[0-9]{6}$/);
    assert.ok(row.grams >= 5 && row.grams <= 900);
  }
});

test('the report is had as JSON and as one HTML file', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await execute(page);
  const json = await downloaded(page, () => page.getByRole('button', { name: 'Download the report as JSON' }).click());
  assert.equal(JSON.parse(json.bytes.toString('utf8')).quality.rows, 250);
  const html = await downloaded(page, () => page.getByRole('button', { name: 'Download the report as one HTML file' }).click());
  const text = html.bytes.toString('utf8');
  assert.match(text, /^<!doctype html>/);
  assert.doesNotMatch(text, /(src|href)="http/);
  assert.match(text, /<svg/);
});

test('a condition holds in every new row of a learned sample', async () => {
  const { page } = await visit.open(safe);
  await rowsShown(page);
  await drop(page, 'penguins.json', await readFile(`${samples}penguins.json`, 'utf8'));
  await page.locator('.report').getByText('Column shapes').waitFor();
  const field = page.getByLabel('Only new rows where');
  await field.fill('Species=Gentoo');
  await field.blur();
  await page.waitForFunction(() => location.hash.includes('where='));
  const { bytes } = await downloadAs(page, 'NDJSON');
  for (const line of lines(bytes)) assert.equal(JSON.parse(line).Species, 'Gentoo');
});
