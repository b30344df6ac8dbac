// Schemas made to do harm end in a problem that says so, and the engine's worker goes on.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { begin, rowsShown } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

const nested = (levels) => (levels === 0 ? { type: 'string' } : { type: 'object', required: ['a'], properties: { a: nested(levels - 1) } });

/** Each $def names the next one twice. */
const fan = (keyword) => {
  const $defs = { a30: { type: 'string' } };
  for (let i = 0; i < 30; i++) $defs[`a${i}`] = keyword([{ $ref: `#/$defs/a${i + 1}` }, { $ref: `#/$defs/a${i + 1}` }]);
  return { $defs, $ref: '#/$defs/a0' };
};

const hostile = [
  ['a $ref fan in place', fan((both) => ({ allOf: both })), /more than 20000 subschemas/],
  ['a $ref fan of members', fan(([l, r]) => ({ type: 'object', properties: { l, r }, required: ['l', 'r'] })), /limit of steps/],
  ['deep nesting', nested(150), /nested deeper/],
  ['endless nesting', { $dynamicAnchor: 'n', type: 'object', required: ['c'], properties: { c: { type: 'array', minItems: 20, items: { $dynamicRef: '#n' } } } }, /limit of steps|nested more/],
  ['a catastrophic pattern', { type: 'string', pattern: '(?!.*(.*)*x)^(.*)*y$', minLength: 40 }, /bounded time/],
  ['arrays of arrays', { type: 'array', minItems: 3000, items: { type: 'array', minItems: 3000, items: { type: 'array', minItems: 3000 } } }, /limit of steps/],
  ['a huge array', { type: 'array', minItems: 1e9 }, /the limit is 20000/],
  ['a reference to itself', { $ref: '#' }, /infinite loop/],
];

test('hostile schemas end in a problem, and the worker answers the next request', async () => {
  const { page } = await visit.open();
  await rowsShown(page);
  const [worker] = page.workers();
  const generate = (request) =>
    worker.evaluate(async (request) => {
      try {
        const { meta } = await globalThis.groflex.generate(JSON.parse(request), { write() {}, progress() {} });
        return { sha256: meta.sha256 };
      } catch (e) {
        return { detail: e.problem?.detail };
      }
    }, JSON.stringify(request));
  for (const [name, schema, detail] of hostile) {
    assert.match((await generate({ schema, count: 3, seed: 1, format: 'ndjson' })).detail ?? 'no problem', detail, name);
    assert.equal((await generate({ domain: 'retail', entity: 'customers', count: 3, seed: 1, format: 'csv' })).sha256?.length, 64, name);
  }
});
