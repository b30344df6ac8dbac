// What rows get beyond the schema or the sample, set on the page and found in the file.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults, begin, downloadAs, drop, execute, rowsShown, setNumber, settledAddress } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const table = ({ bytes }) => bytes.toString('utf8').trimEnd().split('\n').map((line) => line.split(','));

/** A sample of which a quarter left, with gaps. */
const sample = ['plan,months,left', ...Array.from({ length: 200 }, (_, i) => [['basic', 'pro'][i % 2], i % 10 === 3 ? '' : 1 + ((i * 7) % 40), i % 4 ? 'No' : 'Yes'])].join('\n') + '\n';

async function put(page, field, text) {
  await page.locator(field).fill(text);
  await page.locator(field).blur();
}

test('faulty rows and derived columns of a built-in table', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=orders&count=400');
  await rowsShown(page);
  await page.locator('.augment summary').click();
  await put(page, '[data-derive]', 'net = total - taxx\nagain = net');
  await page.locator('#derive-faults', { hasText: 'line 1, character 15' }).waitFor();
  await put(page, '[data-derive]', 'net = total - tax');
  await setNumber(page, '[data-faulty]', 5);
  await settledAddress(page);
  assert.match(page.url(), /derive=net/);
  assert.match(page.url(), /faulty=0.05/);
  await rowsShown(page);
  await execute(page);
  assert.deepEqual(await axeFaults(page), []);
  assert.equal(await page.getByRole('columnheader').last().innerText(), '_fault');
  assert.match(await page.locator('[data-broken]').innerText(), /:/);
  const [header, ...rows] = table(await downloadAs(page, 'CSV'));
  assert.deepEqual(header.slice(-2), ['net', '_fault']);
  assert.equal(rows.filter((row) => row.at(-1) !== '').length, 20);
  assert.deepEqual(errors, []);
});

test('a sample balanced, its gaps filled', async () => {
  const { page, errors } = await visit.open('#mode=AUGMENTED_SET&count=50');
  await drop(page, 'churn.csv', sample);
  await rowsShown(page);
  await page.locator('.augment summary').click();
  assert.match(await page.locator('[data-balance]').getAttribute('placeholder'), /^plan=(basic|pro):0\.5$/); // a level of the sample's
  await put(page, '[data-balance]', 'left=Yes:0.5');
  await page.locator('#balance-faults', { hasText: 'at least 100' }).waitFor();
  await setNumber(page, '#volume', 100);
  await page.locator('[data-fill]').check();
  await rowsShown(page);
  await execute(page);
  assert.deepEqual(await axeFaults(page), []);
  assert.match(await page.locator('[data-filled]').innerText(), /months 20 cells/);
  const [, ...rows] = table(await downloadAs(page, 'CSV'));
  assert.equal(rows.length, 300);
  assert.equal(rows.filter((row) => row[2] === 'Yes').length, 150);
  assert.ok(rows.slice(0, 200).every((row) => row[1] !== ''));
  assert.deepEqual(errors, []);
});

test('a link with nonsense in it is told, and the rest of it taken', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&faulty=seven&derive=x%20%3D%201');
  await page.getByRole('alert').getByText('Faulty new rows').waitFor();
  assert.equal(await page.locator('[data-derive]').inputValue(), 'x = 1');
});
