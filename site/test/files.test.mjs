// Where files go: formats that are written whole, large files on each kind of disk, and rows that are too near to a sample.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { axeFaults, begin, downloadAs, downloaded, drop, execute, rowsShown, samples, setNumber } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
const shownSum = (page) => page.locator('.sha code').innerText();
const main = (page) => page.getByRole('button', { name: 'Download CSV', exact: true }).first().click();

test('Parquet and Excel are in the menu, and their rows are those of the page', async () => {
  const { page, errors } = await visit.open('#domain=retail&entity=customers&count=30&seed=4');
  await rowsShown(page);
  const parquet = await downloadAs(page, 'Parquet');
  assert.match(parquet.name, /\.parquet$/);
  assert.equal(parquet.bytes.subarray(0, 4).toString() + parquet.bytes.subarray(-4).toString(), 'PAR1PAR1');
  await page.locator('.sha', { hasText: 'Parquet' }).waitFor();
  assert.equal(await shownSum(page), sha256(parquet.bytes));

  const workbook = await downloadAs(page, 'Excel');
  assert.match(workbook.name, /\.xlsx$/);
  const sheet = new TextDecoder().decode(unzipSync(workbook.bytes)['xl/worksheets/sheet1.xml']);
  assert.equal(sheet.match(/<row /g).length, 31);
  assert.ok(sheet.includes('CUS-00000030'));
  await page.locator('.sha', { hasText: 'Excel' }).waitFor();
  assert.equal(await shownSum(page), sha256(workbook.bytes));
  assert.deepEqual(errors, []);
});

test('more rows than a sheet holds are refused before any is made', async () => {
  const { page } = await visit.open('#domain=retail&entity=customers&count=1048576&format=xlsx');
  await rowsShown(page);
  await page.locator('summary[aria-label=Download]').click();
  assert.ok(await page.getByRole('listitem').getByRole('button', { name: 'Download Excel', exact: true }).isDisabled());
  await page.getByText('up to 1,048,575 rows').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
  await page.getByRole('alert').filter({ hasText: 'at most 1,048,575 rows' }).waitFor();
});

test('all tables of a domain come as a zip of Parquet files', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=20&format=parquet');
  await rowsShown(page);
  const { bytes } = await downloaded(page, async () => {
    await page.locator('summary[aria-label=Download]').click();
    await page.getByRole('button', { name: /^All tables of/ }).click();
  });
  const files = unzipSync(bytes);
  assert.ok('orders.parquet' in files && 'customers.parquet' in files);
  for (const file of Object.values(files)) assert.equal(Buffer.from(file.subarray(-4)).toString(), 'PAR1');
});

/** A page whose rows have 2 kB each, so that few of them are a large file. */
async function open(without, count) {
  const visited = await visit.open();
  await visited.page.addInitScript((without) => {
    if (without.includes('dialog')) delete window.showSaveFilePicker;
    if (without.includes('store')) navigator.storage.getDirectory = () => Promise.reject(new DOMException('none', 'SecurityError'));
  }, without);
  await visited.page.goto(`${visit.address}#count=${count}&seed=3&format=csv`);
  await visited.page.reload();
  await rowsShown(visited.page);
  const schema = { type: 'object', required: ['size', 'text'], properties: { size: { type: 'integer', minimum: 1, maximum: 99 }, text: { const: 'long '.repeat(400) } } };
  await drop(visited.page, 'large.json', JSON.stringify(schema));
  await visited.page.getByRole('columnheader', { name: 'size' }).waitFor();
  return visited;
}
const large = 40_000; // rows: 80 MB

test('a large file goes to the file that the user picks', async () => {
  const { page, errors } = await open([], large);
  await page.evaluate(() => {
    window.showSaveFilePicker = async ({ suggestedName }) => {
      window.picked = await (await navigator.storage.getDirectory()).getFileHandle(suggestedName, { create: true });
      return window.picked;
    };
  });
  await main(page);
  await page.locator('.sha code').waitFor();
  const { name, size, sum } = await page.evaluate(async () => {
    const file = await window.picked.getFile();
    const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
    return { name: file.name, size: file.size, sum: [...new Uint8Array(digest)].map((b) => b.toString(16).padStart(2, '0')).join('') };
  });
  assert.match(name, /seed3\.csv$/);
  assert.ok(size > 64 * 1024 * 1024);
  assert.equal(await shownSum(page), sum);
  assert.deepEqual(errors, []);
});

for (const [place, without] of [['the private store', ['dialog']], ['memory', ['dialog', 'store']]]) {
  test(`without ${without.join(' and ')} it goes through ${place} to a download`, async () => {
    const { page, errors } = await open(without, large);
    const { name, bytes } = await downloaded(page, () => main(page));
    await page.locator('.sha code').waitFor();
    assert.match(name, /seed3\.csv$/);
    assert.ok(bytes.length > 64 * 1024 * 1024);
    assert.equal(await shownSum(page), sha256(bytes));
    assert.deepEqual(errors, []);
  });
}

test('what memory would not hold is said before it begins', async () => {
  const { page } = await open(['dialog', 'store'], 2_000_000);
  await page.getByText('More than this browser can keep').waitFor();
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
  await page.getByRole('alert').filter({ hasText: 'memory only' }).waitFor();
  assert.equal(await page.getByRole('progressbar').count(), 0);
});

test('what the private store has no room for is said before it begins', async () => {
  const { page } = await open(['dialog'], large);
  await page.evaluate(() => (navigator.storage.estimate = async () => ({ quota: 5e7, usage: 1e7 })));
  await main(page);
  await page.getByRole('alert').filter({ hasText: 'has room for 40.0 MB' }).waitFor();
});

test('rows whose privacy fails are handed over only after a question', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'penguins.json', await readFile(`${samples}penguins.json`, 'utf8'));
  await page.locator('.report').getByText('Column shapes').waitFor();
  await execute(page); // so that the worker of runs is there
  await setNumber(page, '#volume', 20);
  await rowsShown(page);
  for (const worker of page.workers()) {
    await worker.evaluate(() => {
      const { generate } = globalThis.groflex;
      globalThis.groflex.generate = async (...args) => {
        const answer = await generate(...args);
        answer.quality.privacy = { ...answer.quality.privacy, verdict: 'fail', why: 'rows were copied' };
        return answer;
      };
    });
  }
  let downloads = 0;
  page.on('download', () => downloads++);
  const dialog = page.getByRole('alertdialog');
  const declined = async (keys) => {
    await dialog.getByText('rows were copied').waitFor();
    for (const key of keys) await page.keyboard.press(key);
    await dialog.waitFor({ state: 'hidden' });
    await page.getByRole('progressbar').waitFor({ state: 'detached' });
    assert.equal(downloads, 0);
  };
  await main(page); // made first, then asked about
  await dialog.waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await declined(['Escape']);
  await page.getByText('You did not take these rows').waitFor(); // what was told of them stays
  await page.locator('.report').getByText('rows were copied.').waitFor();
  await main(page);
  await declined(['Enter']); // on what has the focus: no

  await execute(page); // into the page: there is nothing to ask
  await main(page);
  await declined(['Enter']);
  const { bytes } = await downloaded(page, async () => {
    await main(page);
    await dialog.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
  });
  assert.equal(bytes.toString('utf8').trimEnd().split('\n').length, 21);
  assert.equal(downloads, 1);
});
