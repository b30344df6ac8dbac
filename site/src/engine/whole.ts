import { proxy, type Remote } from 'comlink';
import type { Answer, Progress, Request, Sink, Spent } from '../wire.ts';
import { handOver } from './chunks.ts';
import type { Hasher } from './hasher.ts';
import type { Engine } from './launch.ts';
import { unwrap } from './outcome.ts';

/**
 * Makes the rows of request with one engine and hands them to sink. While the engine makes a chunk, the one before is
 * hashed, by the hasher if there is one and else by the engine, and written.
 */
export async function makeWhole(engine: Engine, request: Request, sink: Sink, hasher?: Remote<Hasher>): Promise<Answer> {
  let passing: Promise<Spent> = Promise.resolve();

  async function pass(chunk: Uint8Array, before: Promise<Spent>): Promise<Spent> {
    const [hashed] = hasher ? await hasher.pass(handOver([chunk])) : [chunk];
    await before;
    return sink.write(hashed!);
  }

  const write = proxy(async (chunk: Uint8Array) => {
    const before = passing;
    passing = pass(chunk, before);
    // An error of the sink (a full disk) must reach the caller, not only the worker.
    passing.catch((error) => engine.end(error));
    const spent = await before;
    return spent && handOver([spent])[0];
  });
  const progress = proxy((p: Progress) => sink.progress(p));
  const answer = unwrap(await engine.remote.generate(request, write as never, progress as never, !hasher));
  await passing;
  if (hasher) answer.meta.sha256 = await hasher.digest();
  return answer;
}
