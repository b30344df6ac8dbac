// The engine in the page gives the bytes that it gives natively: the table of engine/testdata, in the page's own worker.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { begin, rowsShown } from './visit.mjs';

let visit;
before(async () => (visit = await begin()));
after(() => visit.end());

test('every request of the table gives the bytes it gives elsewhere', async () => {
  const table = JSON.parse(await readFile(new URL('../../engine/testdata/parity.json', import.meta.url), 'utf8'));
  const { page } = await visit.open();
  await rowsShown(page);
  const [worker] = page.workers();
  for (const { name, request, sha256 } of table) {
    const { text, meta } = await worker.evaluate(async (request) => {
      let text = '';
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      const sink = { write: (chunk) => void (text += decoder.decode(chunk, { stream: true })), progress() {} };
      const { meta } = await globalThis.groflex.generate(request, sink);
      return { text: text + decoder.decode(), meta };
    }, request);
    assert.equal(createHash('sha256').update(text).digest('hex'), sha256, name);
    assert.equal(meta.sha256, sha256, name);
  }
});
