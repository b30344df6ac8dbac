// The columns in the user's hands: renamed, filled anew, removed, added, and what a faulty edit says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, downloadAs, downloaded, drop, execute, rowsShown, settledAddress } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const column = (page, name) => page.locator('.report details').filter({ has: page.locator('summary .name', { hasText: new RegExp(`^${name}$`) }) });
const header = (page, name) => page.getByRole('columnheader', { name, exact: true });
async function set(field, text) {
  await field.fill(text);
  await field.blur();
}

test('edits show in the rows, in the file and after a reload', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'segment').locator('summary').click();
  await set(column(page, 'segment').getByLabel('Name', { exact: true }), 'tier');
  await header(page, 'tier').waitFor();
  await set(column(page, 'tier').getByLabel('With'), 'gold=1, silver=2');
  await page.getByRole('gridcell', { name: 'silver' }).first().waitFor();

  await column(page, 'phone').locator('summary').click();
  await column(page, 'phone').getByRole('button', { name: 'Remove' }).click();
  await header(page, 'phone').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Add a column' }).click();
  const added = page.locator('.report details[open]').last();
  await added.getByLabel('Filled by').selectOption('formula');
  await set(added.getByLabel('With'), "tier == 'gold' ? 'yes' : 'no'");
  await page.getByRole('gridcell', { name: 'yes' }).first().waitFor();

  await settledAddress(page);
  await page.reload();
  await header(page, 'tier').waitFor();
  const { bytes } = await downloadAs(page, 'JSON');
  for (const row of JSON.parse(bytes.toString('utf8'))) {
    assert.ok(!('phone' in row));
    assert.equal(Object.values(row).at(-1), row.tier === 'gold' ? 'yes' : 'no');
  }
  assert.deepEqual(errors, []);
});

test('a faulty formula is explained at its place, and taken back edit by edit', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'segment').locator('summary').click();
  const editor = column(page, 'segment');
  await editor.getByLabel('Filled by').selectOption('formula');
  await set(editor.getByLabel('With'), 'lifetime_value * nonsense');
  const fault = editor.locator('.faults li', { hasText: 'no column or parameter "nonsense"' });
  await fault.waitFor();
  assert.equal(await fault.locator('mark').innerText(), 'n');
  assert.match(await fault.locator('code').innerText(), /^lifetime_value \* nonsense$/);
  await set(editor.getByLabel('With'), 'lat * 2 > 76 ? "much" : "little"');
  await page.getByRole('gridcell', { name: 'little' }).first().waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await fault.waitFor();
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  await page.getByRole('gridcell', { name: 'consumer' }).first().waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo', exact: true }).count(), 0);
});

test('every distribution has its parameters, and one out of range is explained at it', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'lifetime_value').locator('summary').click();
  const editor = column(page, 'lifetime_value');
  const choice = editor.getByLabel('Distribution', { exact: true });
  await choice.locator('option[value=normal]').waitFor({ state: 'attached' });
  assert.equal(await choice.inputValue(), 'lognormal');
  assert.match(await editor.getByLabel('mu', { exact: true }).inputValue(), /business/);
  assert.ok((await choice.locator('option').count()) >= 16);

  await set(editor.getByLabel('sigma', { exact: true }), '900');
  await editor.locator('.control', { has: page.getByLabel('sigma', { exact: true }) }).locator('li', { hasText: 'must be between 0 and 20' }).waitFor();
  await editor.getByRole('button', { name: 'Reset this column' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.equal(await editor.getByLabel('sigma', { exact: true }).inputValue(), '1.3');

  await choice.selectOption('uniform');
  await set(editor.getByLabel('min', { exact: true }), '5');
  await set(editor.getByLabel('max', { exact: true }), '6');
  await set(editor.getByLabel('At most'), '5.5');
  await settledAddress(page);
  await rowsShown(page);
  const { bytes } = await downloadAs(page, 'JSON');
  for (const row of JSON.parse(bytes.toString('utf8'))) assert.ok(row.lifetime_value >= 5 && row.lifetime_value <= 5.5, row.lifetime_value);
  assert.deepEqual(errors, []);
});

test('every provider is offered with a value of it, and the column takes its type', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'lifetime_value').locator('summary').click();
  const editor = column(page, 'lifetime_value');
  await editor.getByLabel('Filled by').selectOption('fake');
  const provider = editor.getByLabel('Provider');
  await provider.locator('option[value="finance.iban"]').waitFor({ state: 'attached' });
  assert.ok((await provider.locator('option').count()) > 100);
  assert.match(await provider.locator('option[value="finance.iban"]').innerText(), /finance\.iban · [A-Z]{2}\d{2}/);
  await provider.selectOption('finance.iban');
  await page.getByRole('gridcell', { name: /^[A-Z]{2}\d{2}[0-9A-Z]{10,}$/ }).first().waitFor();
  assert.equal(await editor.getByLabel('Type').inputValue(), 'text');
  await set(editor.getByLabel('Options'), 'country=XX');
  await editor.locator('.control', { has: page.getByLabel('Options') }).locator('li').first().waitFor();
  await set(editor.getByLabel('Options'), 'country=DE');
  await page.getByRole('gridcell', { name: /^DE\d{20}$/ }).first().waitFor();
  assert.deepEqual(errors, []);
});

test('a name that is taken is refused at once', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'segment').locator('summary').click();
  await set(column(page, 'segment').getByLabel('Name', { exact: true }), 'email');
  await column(page, 'segment').getByText('There is a column email already').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Undo all edits' }).count(), 0);
});

const parcel = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'Parcel',
  type: 'object',
  required: ['code', 'grams', 'to'],
  properties: { code: { type: 'string', pattern: '^P[0-9]{6}$' }, grams: { type: 'integer', minimum: 5, maximum: 900 }, to: { $ref: '#/$defs/country' } },
  $defs: { country: { type: 'string', enum: ['NZ', 'FI'] } },
};

test('the columns of a schema of one’s own are edited, and it is had back', async () => {
  const { page, errors } = await visit.open();
  await rowsShown(page);
  await drop(page, 'parcel.json', JSON.stringify(parcel));
  await header(page, 'grams').waitFor();
  await column(page, 'to').locator('summary').click();
  await column(page, 'to').getByLabel('Filled by').selectOption('choice');
  await set(column(page, 'to').getByLabel('With'), 'NZ=1, SE=1');
  await page.getByRole('gridcell', { name: 'SE' }).first().waitFor();
  await settledAddress(page);
  await page.reload();
  await page.getByRole('gridcell', { name: 'SE' }).first().waitFor();
  await column(page, 'code').locator('summary').click();
  await column(page, 'code').getByRole('button', { name: 'Remove' }).click();
  await header(page, 'code').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo all edits' }).click();
  await header(page, 'code').waitFor();
  assert.deepEqual(errors, []);
});

test('a flat component of an OpenAPI document is a table whose columns are edited', async () => {
  const { page, errors } = await visit.open();
  await rowsShown(page);
  const size = { type: 'integer', minimum: 3, exclusiveMinimum: true, maximum: 5, nullable: true };
  const pet = { type: 'object', required: ['name', 'size'], properties: { name: { type: 'string' }, size: { $ref: '#/components/schemas/Size' } } };
  const owner = { type: 'object', properties: { pets: { type: 'array', items: { $ref: '#/components/schemas/Pet' } } } };
  await drop(page, 'api.json', JSON.stringify({ openapi: '3.0.3', components: { schemas: { Pet: pet, Size: size, Owner: owner } } }));
  await page.getByRole('button', { name: 'Pet' }).click();
  await header(page, 'size').waitFor();
  await column(page, 'name').locator('summary').click();
  await column(page, 'name').getByLabel('Filled by').selectOption('fake');
  await column(page, 'name').getByLabel('Provider').selectOption('color.hex');
  await page.getByRole('gridcell', { name: /^#[0-9a-f]{6}$/ }).first().waitFor();
  const { bytes } = await downloadAs(page, 'JSON');
  for (const row of JSON.parse(bytes.toString('utf8'))) assert.ok(row.size === null || row.size === 4 || row.size === 5, String(row.size));

  await drop(page, 'api.json', JSON.stringify({ openapi: '3.0.3', components: { schemas: { Pet: pet, Size: size, Owner: owner } } }));
  await page.getByRole('button', { name: 'Owner' }).click();
  await page.getByText('This schema nests values').waitFor();
  assert.deepEqual(errors, []);
});

test('from a result one goes on editing at once', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await execute(page);
  await column(page, 'segment').locator('summary').click();
  await set(column(page, 'segment').getByLabel('Name', { exact: true }), 'tier');
  await header(page, 'tier').waitFor();
  await page.locator('[data-rows=preview]').waitFor();
  await page.getByRole('button', { name: 'Result', exact: true }).click();
  await page.getByText('The settings have changed since').waitFor();
  await header(page, 'segment').waitFor();
});

test('a schema’s text reaches the engine as it is: large numbers, names that are numbers', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  const text = '{"type": "object", "required": ["big", "2024"], "properties": {"big": {"type": "integer", "const": 9007199254740993}, "2024": {"enum": ["x"]}}}';
  await drop(page, 'big.json', text);
  await header(page, 'big').waitFor();
  const csv = async () => (await downloadAs(page, 'CSV')).bytes.toString('utf8').split('\n').slice(0, 2).join(' ');
  assert.equal(await csv(), 'big,2024 9007199254740993,x');
  await settledAddress(page);
  await page.reload();
  await header(page, 'big').waitFor();
  assert.equal(await csv(), 'big,2024 9007199254740993,x');
  const recipe = await downloaded(page, () => page.getByRole('button', { name: 'Recipe' }).click());
  assert.ok(recipe.bytes.toString('utf8').includes(`"schema": ${text}`));
});
