import type { Remote } from 'comlink';
import { file, isSingle } from '../engine/files.ts';
import { launch, type Parts, readParts } from '../engine/launch.ts';
import { unwrap } from '../engine/outcome.ts';
import type { ValidateAnswer, ValidateRequest } from '../wire.ts';
import type { Judge } from './judge.ts';
import judgeUrl from './judge.ts?worker&url';

let parts: Promise<Parts> | undefined; // compiled once, kept for the next file

/** Holds a file against a schema in a worker that lives as long as the call. Aborting the signal ends it at once. */
export async function validate(request: ValidateRequest, signal: AbortSignal): Promise<ValidateAnswer> {
  parts ??= readJudge();
  parts.catch(() => (parts = undefined));
  const engine = await launch(await parts);
  const abort = () => engine.end(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    signal.throwIfAborted();
    const judge = engine.remote as unknown as Remote<Judge>;
    return unwrap(await Promise.race([judge.validate(request), engine.failed]));
  } finally {
    signal.removeEventListener('abort', abort);
    engine.end();
  }
}

async function readJudge(): Promise<Parts> {
  const [shared, worker] = await Promise.all([readParts(), readScript()]);
  return { ...shared, worker };
}

/** As in engine/launch.ts: a page opened from disk has the script whole. */
async function readScript(): Promise<string> {
  if (!isSingle()) return `import ${JSON.stringify(new URL(judgeUrl, document.baseURI).href)};`;
  const texts = await Promise.all(['wasm_exec.js', 'judge.js'].map(async (path) => (await file(path)).text()));
  return texts.join('\n');
}
