// What was inferred of a sample, and the switches of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults, begin, downloadAs, drop, rowsShown, settledAddress } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const names = ['Ada', 'Bo', 'Cy', 'Dee'];
const line = (_, i) => [i + 1, names[i % 4], 10001 + (i % 7), (i * 37) % 101, ((i * 37) % 101) + ((i * 53) % 89)].join();
const stock = ['id,first_name,zip_code,part,total', ...Array.from({ length: 400 }, line)].join('\n') + '\n';
const records = async (page) => JSON.parse((await downloadAs(page, 'JSON')).bytes.toString('utf8'));
const understood = (page) => page.locator('.controls details', { hasText: 'What was understood' });

async function open(fragment = '') {
  const visited = await visit.open(fragment);
  const { page } = visited;
  await rowsShown(page);
  await drop(page, 'stock.csv', stock);
  await understood(page).locator('summary').click();
  return visited;
}

test('personal data, keys and ties are said, and each is switched off and on again', async () => {
  const { page, errors } = await open();
  const summary = understood(page).locator('summary');
  assert.match(await summary.innerText(), /3 replaced.*1 tie kept|2 replaced.*1 tie kept/);
  assert.match(await page.locator('.report').innerText(), /Not taken over: new values are made/);
  const before = await records(page);
  assert.ok(before.every((row) => !names.includes(row.first_name) && row.total >= row.part));

  await page.getByLabel('first_name', { exact: true }).selectOption('category');
  await page.locator('.report dt', { hasText: 'As you asked' }).waitFor();
  const tie = understood(page).getByRole('checkbox');
  await tie.uncheck();
  await page.locator('.report dd', { hasText: 'not kept, as asked' }).waitFor();
  await page.getByLabel('zip_code', { exact: true }).selectOption('place.zip');
  await page.locator('.report dd', { hasText: 'place.zip' }).waitFor();
  assert.match(await summary.innerText(), /3 switched/);
  assert.deepEqual(await axeFaults(page), []);

  const rows = await records(page);
  assert.ok(rows.every((row) => names.includes(row.first_name)));
  assert.ok(rows.some((row) => row.total < row.part));
  assert.ok(rows.some((row) => row.zip_code > 10010 || row.zip_code < 10001));

  await settledAddress(page);
  const fragment = await page.evaluate(() => location.hash);
  assert.match(fragment, /take\.first_name=category/);
  assert.match(fragment, /free=/);
  await page.getByLabel('first_name', { exact: true }).selectOption('');
  await tie.check();
  await page.getByLabel('zip_code', { exact: true }).selectOption('');
  await page.locator('.report dt', { hasText: 'As you asked' }).waitFor({ state: 'detached' });
  assert.deepEqual(await records(page), before);
  assert.deepEqual(errors, []);
});

test('a switch that the values do not allow is explained at the column', async () => {
  const { page } = await open();
  await page.getByLabel('first_name', { exact: true }).selectOption('key');
  await understood(page).locator('.fault', { hasText: 'a value occurs twice' }).waitFor();
  await page.getByLabel('first_name', { exact: true }).selectOption('');
  await page.getByRole('alert').waitFor({ state: 'detached' });
});
