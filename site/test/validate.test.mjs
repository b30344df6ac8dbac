// A file held against a schema, and schemas that come in several documents.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { axeFaults, begin, dist, downloadAs, downloaded, drop, dropAll, rowsShown, settledAddress } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const draft = 'https://json-schema.org/draft/2020-12/schema';
const parcel = {
  $schema: draft,
  title: 'Parcel',
  type: 'object',
  required: ['code', 'grams'],
  properties: { code: { type: 'string', pattern: '^P[0-9]{3}$' }, grams: { type: 'integer', minimum: 5 } },
};
const order = { $schema: draft, title: 'Order', type: 'object', required: ['id', 'to'], properties: { id: { type: 'integer' }, to: { $ref: 'common.json#/$defs/country' } } };
const common = { $defs: { country: { enum: ['NZ', 'FI'] } } };

async function validateFile(page, name, text) {
  await page.locator('input[data-validate]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
}
const verdict = (page) => page.locator('[data-verdict=done]');
const cells = (row) => row.locator('td').allInnerTexts();

test('a CSV against a schema: the verdict, each fault with its place, and both files of them', async () => {
  const { page, errors, elsewhere } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  await validateFile(page, 'in.csv', 'code,grams\nP001,10\nX1,20\n"P003",1\n');
  assert.equal(await verdict(page).innerText(), '1 of 3 rows valid');
  const rows = page.locator('.faults tbody tr');
  assert.equal(await rows.count(), 2);
  const [first, second] = [await cells(rows.nth(0)), await cells(rows.nth(1))];
  assert.deepEqual(first.toSpliced(3, 1), ['2', '3', '/code', '/properties/code/pattern']);
  assert.deepEqual(second.toSpliced(3, 1), ['3', '4', '/grams', '/properties/grams/minimum']);
  assert.match(second[3], /5/);

  const json = await downloaded(page, () => page.getByRole('button', { name: 'Download the faults as JSON' }).click());
  assert.equal(json.name, 'in-faults.json');
  const faults = JSON.parse(json.bytes.toString('utf8'));
  assert.deepEqual(faults.map((f) => [f.row, f.line, f.instance]), [[1, 3, '/code'], [2, 4, '/grams']]);
  const csv = await downloaded(page, () => page.getByRole('button', { name: 'Download the faults as CSV' }).click());
  assert.match(csv.bytes.toString('utf8'), /^row,line,instance,keyword,rule,message\r\n2,3,\/code,\/properties\/code\/pattern,,/);

  await page.getByRole('button', { name: 'Close' }).click();
  assert.equal(await page.locator('.verdict').count(), 0);
  assert.deepEqual(errors, []);
  assert.deepEqual(elsewhere, []);
});

test('the rows of a built-in table are valid, and a broken one is named', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers&count=60&seed=3');
  await rowsShown(page);
  const { bytes } = await downloadAs(page, 'CSV');
  const [header, ...rows] = bytes.toString('utf8').trimEnd().split('\n');
  await validateFile(page, 'customers.csv', bytes.toString('utf8'));
  assert.equal(await verdict(page).innerText(), 'All 60 rows valid');
  const at = header.split(',').indexOf('email');
  assert.ok(at >= 0, 'the table has an e-mail');
  const broken = rows[0].split(',').toSpliced(at, 1, 'nobody').join(',');
  await validateFile(page, 'customers.csv', [header, broken, ...rows.slice(1)].join('\n'));
  await page.getByText('59 of 60 rows valid').waitFor();
  await page.locator('.faults code', { hasText: '/email' }).first().waitFor();
});

test('of many faults the first ones are shown, all are in the files', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  await validateFile(page, 'bad.ndjson', '{"code":"P001","grams":1}\n'.repeat(1500));
  assert.equal(await verdict(page).innerText(), '0 of 1,500 rows valid');
  await page.getByText('the first 200 of 1,500 faults').waitFor();
  assert.equal(await page.locator('.faults tbody tr').count(), 200);
  const json = await downloaded(page, () => page.getByRole('button', { name: 'Download the faults as JSON' }).click());
  assert.equal(JSON.parse(json.bytes.toString('utf8')).length, 1500);
});

test('a sample in use is validated beside being learnt from', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  await drop(page, 'mine.json', JSON.stringify(Array.from({ length: 30 }, (_, i) => ({ code: `P${100 + i}`, grams: i }))));
  await page.getByRole('button', { name: 'Validate mine.json against Parcel' }).click();
  assert.equal(await verdict(page).innerText(), '25 of 30 rows valid');
});

test('a long validation is ended, the next one works', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  await validateFile(page, 'long.csv', 'code,grams\n' + 'P001,10\n'.repeat(400_000));
  await page.locator('.verdict').getByRole('button', { name: 'Cancel' }).click();
  assert.equal(await page.locator('.verdict').count(), 0);
  await validateFile(page, 'short.csv', 'code,grams\nP001,10\n');
  assert.equal(await verdict(page).innerText(), 'All 1 row valid');
});

test('a file that cannot be read is explained with its line', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await validateFile(page, 'broken.csv', 'a,b\n1,2\n3,"4\n5,6\n');
  await page.locator('.verdict').getByText(/line 3/).waitFor();
});

test('a schema and what it refers to are dropped together, listed, kept in the address and removable', async () => {
  const { page, elsewhere } = await visit.open();
  await rowsShown(page);
  await dropAll(page, { 'common.json': JSON.stringify(common), 'order.json': JSON.stringify(order) });
  await page.getByRole('columnheader', { name: 'to' }).waitFor();
  await page.getByText('Named by its $refs').waitFor();
  for (const row of JSON.parse((await downloadAs(page, 'JSON')).bytes.toString('utf8'))) assert.ok(['NZ', 'FI'].includes(row.to));
  await validateFile(page, 'orders.json', JSON.stringify([{ id: 1, to: 'NZ' }, { id: 2, to: 'XX' }]));
  assert.equal(await verdict(page).innerText(), '1 of 2 rows valid');

  await settledAddress(page);
  await page.reload();
  await page.getByText('Named by its $refs').waitFor();
  await page.getByRole('columnheader', { name: 'to' }).waitFor();
  await page.locator('.controls div', { hasText: 'common.json' }).getByRole('button', { name: 'Remove' }).last().click();
  await page.getByRole('alert').filter({ hasText: 'common.json' }).waitFor();
  await drop(page, 'common.json', JSON.stringify(common)); // the document that was missing completes what is there
  await page.getByRole('columnheader', { name: 'to' }).waitFor();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.deepEqual(elsewhere, []);
});

test('rows dropped with their schema are validated at once', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await dropAll(page, { 'rows.csv': 'code,grams\nP001,4\n', 'parcel.json': JSON.stringify(parcel) });
  assert.equal(await verdict(page).innerText(), '0 of 1 row valid');
});

test('a component of an OpenAPI document is chosen by name, and judges', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string', nullable: true }, tag: { $ref: '#/components/schemas/Tag' } } };
  await drop(page, 'api.json', JSON.stringify({ openapi: '3.0.3', components: { schemas: { Pet: pet, Tag: { type: 'string', enum: ['x', 'y'] } } } }));
  await page.getByRole('group', { name: 'Schemas in api.json' }).getByRole('button', { name: 'Pet' }).click();
  await page.getByRole('columnheader', { name: 'tag' }).waitFor();
  await validateFile(page, 'pets.ndjson', '{"name":null,"tag":"x"}\n{"name":"Rex","tag":"z"}\n');
  assert.equal(await verdict(page).innerText(), '1 of 2 rows valid');
});

for (const [name, options] of [
  ['wide and light', { viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' }],
  ['narrow and dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', reducedMotion: 'reduce' }],
]) {
  test(`${name}: axe finds nothing in a verdict with references, and nothing is wider than the window`, async () => {
    const { page } = await visit.open('', options);
    await rowsShown(page);
    await dropAll(page, { 'order.json': JSON.stringify(order), 'common.json': JSON.stringify(common) });
    await page.getByRole('columnheader', { name: 'to' }).waitFor();
    await validateFile(page, 'orders.json', JSON.stringify(Array.from({ length: 40 }, (_, id) => ({ id, to: 'XX' }))));
    await verdict(page).waitFor();
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
    if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/${options.viewport.width}.png`, fullPage: true });
  });
}

test('the page that is one file validates too', async (context) => {
  const own = await begin(`file://${dist}groflex.html`);
  context.after(() => own.end());
  const { page, errors } = await own.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await page.getByRole('columnheader', { name: 'grams' }).waitFor();
  await validateFile(page, 'in.csv', 'code,grams\nP001,10\n');
  assert.equal(await verdict(page).innerText(), 'All 1 row valid');
  assert.deepEqual(errors, []);
});
