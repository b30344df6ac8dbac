// The columns in the user's hands: renamed, filled anew, removed, added, and what a faulty edit says.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, downloadAs, rowsShown, settledAddress } from './visit.mjs';

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
  await set(column(page, 'tier').locator('input.data'), 'gold=1, silver=2');
  await page.getByRole('gridcell', { name: 'silver' }).first().waitFor();

  await column(page, 'phone').locator('summary').click();
  await column(page, 'phone').getByRole('button', { name: 'Remove' }).click();
  await header(page, 'phone').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Add a column' }).click();
  const added = page.locator('.report details[open]').last();
  await added.getByLabel('Filled by').selectOption('formula');
  await set(added.locator('input.data'), "tier == 'gold' ? 'yes' : 'no'");
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

test('a faulty edit is explained at the column, and undone', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers');
  await rowsShown(page);
  await column(page, 'segment').locator('summary').click();
  const editor = column(page, 'segment');
  await editor.getByLabel('Filled by').selectOption('formula');
  await set(editor.locator('input.data'), 'lifetime_value * nonsense');
  await editor.locator('.faults', { hasText: 'nonsense' }).waitFor();
  await page.getByRole('button', { name: 'Undo all edits' }).click();
  await page.getByRole('alert').waitFor({ state: 'detached' });
});
