// What the page promises around the rows: offline, private, kept in its address, clear when things go wrong.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { begin, dist, drop, execute, rowsShown, setNumber, settledAddress } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

test('reload and back keep the recipe', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await setNumber(page, '#seed', 4711);
  await settledAddress(page);
  const entities = page.getByRole('group', { name: 'Entity' }).getByRole('button');
  const [first, second] = [await entities.nth(0).innerText(), await entities.nth(1).innerText()];
  await entities.nth(1).click();
  await page.getByRole('button', { name: second, pressed: true }).waitFor();
  await settledAddress(page);

  await page.reload();
  await rowsShown(page);
  assert.equal(await page.locator('#seed').inputValue(), '4711');
  await page.getByRole('button', { name: second, pressed: true }).waitFor();

  await page.goBack();
  await page.getByRole('button', { name: first, pressed: true }).waitFor();
  assert.equal(await page.locator('#seed').inputValue(), '4711');
});

test('no request leaves the origin, and the browser would refuse one, in the page and in the engine’s worker', async () => {
  const reached = [];
  const stranger = createServer((request, response) => {
    reached.push(request.url);
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('here');
  });
  await new Promise((listening) => stranger.listen(0, '127.0.0.1', listening));
  const elsewhereUrl = `http://127.0.0.1:${stranger.address().port}/`;

  const { page, elsewhere } = await visit.open();
  await rowsShown(page);
  await execute(page);
  assert.deepEqual(elsewhere, []);

  const ask = (url) => fetch(url).then(() => 'answered', () => 'refused');
  assert.equal(await page.evaluate(ask, elsewhereUrl), 'refused');
  assert.ok(page.workers().length > 0);
  for (const worker of page.workers()) assert.equal(await worker.evaluate(ask, elsewhereUrl), 'refused');
  assert.deepEqual(reached, []);
  assert.deepEqual(await page.context().cookies(), []);
  stranger.close();
});

test('a bad CSV names line and column, and the page goes on', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'broken.csv', 'a,b\n1,2\n3,"4\n5,6\n');
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /line 3, column 3/);
  assert.match(await alert.innerText(), /3,"4/);
  await page.getByRole('radio', { name: /NEURAL_MATRIX/ }).check();
  await rowsShown(page);
  assert.equal(await alert.count(), 0);
});

test('a file that is none of what is taken says what to do', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  for (const [name, text, expected] of [
    ['book.xlsx', 'PK\u0003\u0004', /save a sheet as CSV/],
    ['notes.json', '{"hello": "world"}', /neither a schema nor rows/],
    ['empty.csv', '', /empty/],
  ]) {
    await drop(page, name, text);
    await page.getByRole('alert').filter({ hasText: expected }).waitFor();
    await rowsShown(page); // what was there stays
  }
});

test('a faulty schema is explained with its place', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'faulty.json', JSON.stringify({ $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object', properties: { a: { type: 'nonsense' } } }));
  const alert = page.getByRole('alert');
  await alert.waitFor();
  assert.match(await alert.innerText(), /column a/);
});

test('a recipe and an OpenAPI document are known for what they are', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'r.json', JSON.stringify({ mode: 'NEURAL_MATRIX', seed: 99, count: 10, format: 'sql' }));
  await page.waitForFunction(() => document.querySelector('#seed').value === '99');
  assert.equal(await page.locator('#format').inputValue(), 'sql');
  const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, tag: { $ref: '#/components/schemas/Tag' } } };
  const api = { openapi: '3.1.0', components: { schemas: { Pet: pet, Tag: { type: 'string', enum: ['x', 'y'] } } } };
  await drop(page, 'api.json', JSON.stringify(api));
  await page.getByRole('button', { name: 'Pet' }).click();
  await page.getByRole('columnheader', { name: 'tag' }).waitFor();
});

test('a run can be cancelled, and the next one works', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await page.evaluate(() => delete window.showSaveFilePicker); // no dialog in a headless browser: the private store is used
  await setNumber(page, '#volume', 20_000_000);
  await page.getByText('straight to disk').waitFor();
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).click();
  await page.getByRole('progressbar').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /Execute Neural Synthesis/ }).waitFor();
  await setNumber(page, '#volume', 10);
  await execute(page);
  assert.equal(await page.locator('[role=grid]').getAttribute('aria-rowcount'), '11');
});

test('the grid is moved through with the keyboard', async () => {
  const { page } = await visit.open('#count=5000');
  await rowsShown(page);
  await execute(page);
  const grid = page.getByRole('grid');
  await grid.focus();
  await page.keyboard.press('Control+End');
  await page.getByText(/row 5,000/).waitFor();
  await page.locator('[role=row][aria-rowindex="5001"]').waitFor();
  await page.keyboard.press('Control+Home');
  await page.getByText(/, row 1,/).waitFor();
});

test('it works offline after the first visit', async (context) => {
  const own = await begin();
  context.after(() => own.end());
  const { page } = await own.open();
  await rowsShown(page);
  await page.locator('[data-offline]').waitFor();
  await own.stopServer();
  await page.context().setOffline(true);
  await page.reload();
  await rowsShown(page);
  await execute(page);
});

test('a new version asks before it reloads, and the recipe stays', async (context) => {
  const own = await begin();
  context.after(() => own.end());
  const { page } = await own.open('#seed=77');
  await rowsShown(page);
  await page.locator('[data-offline]').waitFor();
  own.replaced.set('sw.js', (await readFile(`${dist}sw.js`, 'utf8')) + '\n// another version\n');
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.getByText('A new version is ready').waitFor();
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Reload' }).click()]);
  await rowsShown(page);
  assert.equal(await page.locator('#seed').inputValue(), '77');
});

test('an engine that dies is started anew, and the recipe stays', async () => {
  const { page } = await visit.open('#seed=78');
  await rowsShown(page);
  for (const worker of page.workers())
    await worker.evaluate(() => void setTimeout(() => { throw new Error('the engine ended'); }));
  await page.getByRole('button', { name: 'Another seed' }).click();
  await settledAddress(page);
  await rowsShown(page);
  await execute(page);
  assert.equal(await page.getByRole('alert').count(), 0);
});
