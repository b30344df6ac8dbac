// The page that is one file, opened from disk: no server, no network.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { begin, dist, downloadAs, downloaded, drop, execute, rowsShown, samples } from './visit.mjs';

let visit;
before(async () => (visit = await begin(`file://${dist}groflex.html`)));
after(() => visit.end());

test('rows, a run, a download and a sample, from file://', async () => {
  const { page, errors, elsewhere } = await visit.open('#seed=5&count=40');
  await rowsShown(page);
  await execute(page);
  const { bytes } = await downloadAs(page, 'CSV');
  assert.equal(bytes.toString('utf8').trimEnd().split('\n').length, 41);
  await drop(page, 'penguins.json', await readFile(`${samples}penguins.json`, 'utf8'));
  await page.locator('.report').getByText('Column shapes').waitFor();
  await page.locator('.report details summary').first().click();
  await page.locator('.report figure svg').first().waitFor();
  assert.deepEqual(errors, []);
  assert.deepEqual(elsewhere, []);
});

test('a run that is shared among workers, from file://', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=categories&count=410000&seed=5&format=csv', { cores: 2 });
  await rowsShown(page);
  const { bytes } = await downloaded(page, () => page.getByRole('button', { name: /Execute Neural Synthesis/ }).click());
  await page.locator('.sha code').waitFor();
  assert.ok(page.workers().length >= 3, 'one of previews and two of the run');
  assert.equal(await page.locator('.sha code').innerText(), createHash('sha256').update(bytes).digest('hex'));
  assert.deepEqual(errors, []);
});

test('a demo sample is inside the file', async () => {
  const { page } = await visit.open('#mode=MIMIC_BUFFER');
  await page.getByRole('button', { name: /Palmer penguins/ }).click();
  await rowsShown(page);
});
