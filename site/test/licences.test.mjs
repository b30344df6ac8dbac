// What is handed out with the page names the terms of all that it is made of.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { dist } from './visit.mjs';

test('the build has the terms of every package and module', async () => {
  const text = await readFile(`${dist}licences.txt`, 'utf8');
  const { dependencies } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
  for (const [name, version] of Object.entries(dependencies)) assert.ok(text.includes(`\n${name} ${version}\n`), name);
  for (const name of ['workbox-core', 'ibm-plex-mono', 'ibm-plex-sans', 'vega-datasets', 'santhosh-tekuri/jsonschema', 'expr-lang/expr', 'dlclark/regexp2', 'The Go Authors', 'GeoNames'])
    assert.ok(text.includes(name), name);
  assert.ok(!/^Licence: undefined$/m.test(text), 'a package without terms');
  assert.match(await readFile(`${dist}groflex.html`, 'utf8'), /id="file:licences\.txt"/);
});
