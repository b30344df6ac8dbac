// All tables of a domain in one file, their keys meeting.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { unzipSync } from 'fflate';
import { begin, downloaded, rowsShown } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const all = (page) =>
  downloaded(page, async () => {
    await page.locator('summary[aria-label=Download]').click();
    await page.getByRole('button', { name: /^All tables of/ }).click();
  });

test('a zip has a file for each table, and every order names a customer of it', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=40&format=ndjson');
  await rowsShown(page);
  const { name, bytes } = await all(page);
  assert.match(name, /retail-all-seed42\.zip/);
  const files = unzipSync(bytes);
  const rows = (table) => new TextDecoder().decode(files[`${table}.ndjson`]).trimEnd().split('\n').map((line) => JSON.parse(line));
  const customers = new Set(rows('customers').map((row) => row.id));
  assert.equal(customers.size, 40);
  const orders = rows('orders');
  assert.ok(orders.length > 0);
  for (const order of orders) assert.ok(customers.has(order.customer_id), order.customer_id);
});

test('as SQL it is one script', async () => {
  const { page } = await visit.open('#domain=retail&entity=orders&count=5&format=sql');
  await rowsShown(page);
  const { name, bytes } = await all(page);
  assert.match(name, /\.sql$/);
  const script = bytes.toString('utf8');
  assert.ok(script.indexOf('CREATE TABLE "customers"') >= 0);
  assert.ok(script.indexOf('CREATE TABLE "customers"') < script.indexOf('CREATE TABLE "orders"'));
});
