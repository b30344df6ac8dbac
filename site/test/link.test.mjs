// Links and recipe files of any content: what cannot be understood is said, and the page stays.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { begin, drop, rowsShown, setNumber } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const pack = (value) => deflateRawSync(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const nested = (depth) => '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);

/** The link put into the address bar of an open page; what the page then says. */
async function follow(page, fragment) {
  await page.evaluate((fragment) => (location.hash = fragment), fragment);
  await page.getByRole('alert').waitFor();
  assert.ok(await page.getByRole('button', { name: /Execute Neural Synthesis/ }).isVisible());
  return page.getByRole('alert').innerText();
}

test('a link with something wrong in it says what, and its other parts count', async () => {
  const { page, errors } = await visit.open('#count=abc&seed=5&mode=MAGIC');
  await rowsShown(page);
  const text = await page.getByRole('alert').innerText();
  assert.match(text, /Volume\s+"abc" cannot stand here/);
  assert.match(text, /Mode\s+"MAGIC" cannot stand here/);
  assert.equal(await page.locator('#seed').inputValue(), '5');
  assert.equal(await page.locator('#volume').inputValue(), '250');
  await setNumber(page, '#seed', 6);
  await page.getByRole('alert').waitFor({ state: 'detached' });
  assert.deepEqual(errors, []);
});

test('tampered links end in a message', async () => {
  const { page, errors } = await visit.open();
  await rowsShown(page);
  for (const [fragment, expected] of [
    ['schema=!!!not-base64', /damaged/],
    [`schema=${pack({ type: 'object', properties: { a: { type: 'integer' } } }).slice(0, -9)}`, /damaged/],
    [`schema=${pack('[1,2')}`, /damaged/],
    [`schema=${pack('"text"')}`, /\/schema/],
    [`schema=${pack('[]')}`, /\/schema/],
    [`schema=${pack(nested(5000))}`, /\/schema.*|deep/],
    [`schema=${pack(' '.repeat(80e6))}`, /damaged/],
    [`schema=${pack({ properties: { a: { type: 'nonsense' } } })}`, /column a/],
    [`schema=${pack({ properties: { a: null, b: [], c: 7 } })}`, /./],
    [`schema=${pack({ type: 'object', properties: { a: { $ref: 'x.json' } } })}&refs=${pack([{ name: 'x.json', data: '{' }])}`, /./],
    [`refs=${pack([{ name: 1 }])}`, /\/refs/],
    ['count=-1', /Volume/],
    ['count=1e400', /Volume/],
    ['seed=1.5', /Seed/],
    ['format=exe', /File format/],
    ['as_of=yesterday', /not a date/],
    ['domain=nowhere&entity=nothing', /no domain "nowhere"/],
    ['domain=retail&entity=nothing', /no table "nothing"/],
    ['domain=retail&entity=customers&profile=none', /no profile "none"/],
    ['domain=retail&entity=customers&param.nothing=1', /no such parameter/],
    ['domain=retail&entity=customers&param.return_rate=x', /\/params/],
    ['domain=__proto__&entity=constructor', /no domain/],
    [`schema=${pack('{"properties":{"__proto__":{"type":"string"}},"title":{"a":1}}')}`, /./],
  ]) {
    assert.match(await follow(page, fragment), expected, fragment.slice(0, 80));
    await page.evaluate(() => (location.hash = 'seed=1'));
    await page.getByRole('alert').waitFor({ state: 'detached' });
    await rowsShown(page);
  }
  assert.deepEqual(errors, []);
});

test('a recipe whose documents are no JSON takes more files', async () => {
  const { page, errors } = await visit.open(`#schema=${pack({ $ref: 'x.json' })}&refs=${pack([{ name: 'x.json', data: '{' }])}`);
  await page.getByRole('alert').waitFor();
  await drop(page, 'x.json', JSON.stringify({ type: 'object', properties: { a: { type: 'integer', minimum: 3, maximum: 4 } } }));
  await page.getByRole('columnheader', { name: 'a', exact: true }).waitFor();
  assert.deepEqual(errors, []);
});

test('a recipe file with something wrong in it says what', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  await drop(page, 'r.json', JSON.stringify({ mode: 7, seed: 99, count: '10', where: [1] }));
  await page.waitForFunction(() => document.querySelector('#seed').value === '99');
  const text = await page.getByRole('alert').innerText();
  for (const field of ['Mode', 'Volume', 'Only new rows where']) assert.ok(text.includes(field), text);
});

test('the link to the rows leaves the recipe alone', async () => {
  const { page } = await visit.open('#seed=31');
  await rowsShown(page);
  await page.getByRole('link', { name: 'Skip to the rows' }).focus();
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'stage');
  assert.equal(await page.locator('#seed').inputValue(), '31');
  assert.match(await page.evaluate(() => location.hash), /seed=31/);
});
