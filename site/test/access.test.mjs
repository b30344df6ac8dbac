// axe-core finds nothing to mend in any state, light or dark, wide or narrow.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { axeFaults, begin, drop, execute, rowsShown, samples } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const looks = [
  { name: 'wide and light', options: { viewport: { width: 1600, height: 1000 }, reducedMotion: 'reduce' } },
  { name: 'narrow and dark', options: { viewport: { width: 360, height: 740 }, colorScheme: 'dark', reducedMotion: 'reduce' } },
];

for (const { name, options } of looks) {
  test(`${name}: start, parameters, trust`, async () => {
    const { page } = await visit.open('', options);
    await rowsShown(page);
    await page.locator('details summary', { hasText: 'Parameters' }).click();
    assert.deepEqual(await axeFaults(page), []);
    await page.getByRole('button', { name: 'Nothing leaves this page' }).click();
    assert.deepEqual(await axeFaults(page), []);
  });

  test(`${name}: no sample yet, then a result with its report`, async () => {
    const { page } = await visit.open('#mode=MIMIC_BUFFER', options);
    await page.getByText('Bring rows to learn from').waitFor();
    assert.deepEqual(await axeFaults(page), []);
    await drop(page, 'penguins.json', await readFile(`${samples}penguins.json`, 'utf8'));
    await rowsShown(page);
    await execute(page);
    await page.locator('.report details summary').first().click();
    await page.locator('.report figure svg').first().waitFor();
    assert.deepEqual(await axeFaults(page), []);
  });

  test(`${name}: a column in the hands, faulty, and the switches of a sample`, async () => {
    const { page } = await visit.open('#domain=retail&entity=customers', options);
    await rowsShown(page);
    const column = page.locator('.report details').filter({ has: page.getByText('lifetime_value', { exact: true }) });
    await column.locator('summary').click();
    await column.getByLabel('sigma', { exact: true }).fill('900');
    await column.getByLabel('sigma', { exact: true }).blur();
    await column.locator('.faults li').first().waitFor();
    assert.deepEqual(await axeFaults(page), []);
    await column.getByLabel('Filled by').selectOption('fake');
    await column.getByLabel('Provider').selectOption('person.email');
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);

    await drop(page, 'seattle-weather.csv', await readFile(`${samples}seattle-weather.csv`, 'utf8'));
    await page.locator('.controls summary', { hasText: 'What was understood' }).click();
    await page.locator('.controls li').getByRole('checkbox').uncheck();
    await page.getByLabel('weather', { exact: true }).selectOption('key');
    await page.locator('.controls .fault').waitFor();
    assert.deepEqual(await axeFaults(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
  });

  test(`${name}: an error`, async () => {
    const { page } = await visit.open('', options);
    await rowsShown(page);
    await drop(page, 'notes.json', '{"hello": "world"}');
    await page.getByRole('alert').waitFor();
    assert.deepEqual(await axeFaults(page), []);
  });

  test(`${name}: nothing is wider than the window`, async () => {
    const { page } = await visit.open('', options);
    await rowsShown(page);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), options.viewport.width);
  });
}
