// Tables that belong together, held against each other.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync, zipSync } from 'fflate';
import { axeFaults, begin, downloaded, rowsShown } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const verdict = (page) => page.locator('[data-verdict=done]');
const text = (bytes) => new TextDecoder().decode(bytes);

/** The tables of retail as the page makes them, by file name. */
async function made(page) {
  const { bytes } = await downloaded(page, async () => {
    await page.locator('summary[aria-label=Download]').click();
    await page.getByRole('button', { name: /^All tables of/ }).click();
  });
  return { zip: bytes, files: unzipSync(bytes) };
}

const upload = (name, bytes) => ({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(bytes) });
const openFiles = (page, files) => page.getByLabel('Open a file').setInputFiles(files);
const pickToValidate = (page, files) => page.locator('input[data-validate]').setInputFiles(files);

test('what the page makes is valid together, as a zip and as files; a broken key and a broken amount are named', async () => {
  const { page, errors, elsewhere } = await visit.open('#domain=retail&entity=orders&count=8');
  await rowsShown(page);
  const { zip, files } = await made(page);
  await page.getByRole('button', { name: 'SaaS' }).click(); // the files say which domain they are of
  await rowsShown(page);
  await openFiles(page, [upload('retail.zip', zip)]);
  await verdict(page).waitFor();
  assert.match(await verdict(page).innerText(), /^All [\d,]+ rows valid$/);
  await page.getByRole('heading', { name: `${Object.keys(files).length} files against Retail` }).waitFor();
  assert.equal(await page.locator('.verdict details.fold').count(), Object.keys(files).length);
  assert.deepEqual(await axeFaults(page), []);

  const orders = text(files['orders.csv']).replace(',CUS-00000003,', ',CUS-99999999,');
  const [header, first, ...items] = text(files['order_items.csv']).split('\n');
  const cells = first.split(',');
  cells[header.split(',').indexOf('line_total')] = '1234.56';
  const broken = { ...files, 'orders.csv': new TextEncoder().encode(orders), 'order_items.csv': new TextEncoder().encode([header, cells.join(','), ...items].join('\n')) };
  await openFiles(page, Object.entries(broken).map(([name, bytes]) => upload(name, bytes)));
  await page.locator('.verdict .bad[data-verdict=done]').waitFor();
  await page.getByText('no row of customers has the id "CUS-99999999"').waitFor();
  await page.locator('.verdict summary', { hasText: 'order_items.csv' }).click();
  await page.getByText('breaks the rule line_total == qty * unit_price - discount').waitFor();

  const csv = await downloaded(page, () => page.getByRole('button', { name: 'Download the faults as CSV' }).click());
  assert.equal(csv.name, 'retail-faults.csv');
  const lines = text(csv.bytes).split('\r\n');
  assert.equal(lines[0], 'file,row,line,instance,keyword,rule,message');
  assert.ok(lines.some((line) => /^orders\.csv,\d+,\d+,\/customer_id,\/properties\/customer_id\/x-groflex\/ref,,/.test(line)), lines[1]);
  assert.ok(lines.some((line) => line.startsWith('order_items.csv,1,2,,,line total,')));
  assert.deepEqual(errors, []);
  assert.deepEqual(elsewhere, []);
});

test('one table alone says what it could not be held against; with the tables it reads that is checked', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=8');
  await rowsShown(page);
  const { files } = await made(page);
  await pickToValidate(page, [upload('orders.csv', files['orders.csv'])]);
  await verdict(page).waitFor();
  await page.locator('.verdict summary').click();
  const unchecked = page.locator('.verdict li', { hasText: 'paid in full' });
  assert.match(await unchecked.innerText(), /sum\(payments\.captured\)/);
  await pickToValidate(page, [upload('part.zip', zipSync({ 'shop/orders.csv': files['orders.csv'], 'shop/payments.csv': files['payments.csv'], 'notes.md': new Uint8Array(3) }))]);
  await page.getByRole('heading', { name: '2 files against Retail' }).waitFor();
  await verdict(page).waitFor();
  await page.getByText(/^There is no file of customers, categories,/).waitFor();
  await page.locator('.verdict .fold > summary', { hasText: 'orders.csv' }).click();
  await page.locator('.verdict .fold .quiet', { hasText: 'read what is not there' }).first().waitFor();
  assert.equal(await unchecked.count(), 0);
});

test('a file of no table says so by its name', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=8');
  await rowsShown(page);
  await pickToValidate(page, [upload('a.csv', Buffer.from('x\n1\n')), upload('b.csv', Buffer.from('x\n1\n'))]);
  await page.getByRole('alert').filter({ hasText: 'a.csv' }).waitFor();
});

test('narrow and dark: axe finds nothing in the verdict on many files, and nothing is wider than the window', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=4', { viewport: { width: 360, height: 740 }, colorScheme: 'dark', reducedMotion: 'reduce' });
  await rowsShown(page);
  const { files } = await made(page);
  files['orders.csv'] = new TextEncoder().encode(text(files['orders.csv']).replaceAll('CUS-', 'KUS-'));
  await openFiles(page, Object.entries(files).map(([name, bytes]) => upload(name, bytes)));
  await verdict(page).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 360);
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/dataset.png`, fullPage: true });
});
