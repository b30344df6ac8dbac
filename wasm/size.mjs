// What the engine weighs on the wire: fails where the file, compressed by brotli, is more than 10% over the budget.
//
//   node size.mjs ENGINE.wasm BUDGET.txt
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [file, budgetFile] = process.argv.slice(2);
const wasm = readFileSync(file);
const budget = Number(readFileSync(budgetFile, 'utf8').split('#')[0]);
const options = { [constants.BROTLI_PARAM_SIZE_HINT]: wasm.length, [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS };
const brotli = brotliCompressSync(wasm, { params: options }).length; // at its best quality, the default
const gzip = gzipSync(wasm, { level: 9 }).length;
console.log(`engine.wasm: ${wasm.length} bytes, gzip -9 ${gzip}, brotli -q 11 ${brotli}; budget ${budget}, ${((brotli / budget - 1) * 100).toFixed(1)}% over it`);
if (!(brotli <= 1.1 * budget)) process.exit(1);
