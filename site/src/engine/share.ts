import { type Remote, transfer } from 'comlink';
import type { Answer, Range, Request, Sink } from '../wire.ts';
import { handOver } from './chunks.ts';
import type { Hasher } from './hasher.ts';
import type { Engine } from './launch.ts';
import { unwrap } from './outcome.ts';
import { Slices } from './slices.ts';

/** Slices that an engine may be ahead of what is written: a slow disk slows the engines and not memory down. */
const slicesAhead = 2;

interface Made {
  rows: number;
  chunks: Uint8Array[];
}

/**
 * Makes the rows of request, so many, with several engines and hands them to sink in order. The answer is the one that a
 * single engine would have given, of the same bytes. After an error the engines are of no use.
 */
export async function share(engines: Engine[], hasher: Remote<Hasher>, request: Request, rows: number, sink: Sink): Promise<Answer> {
  const slices = new Slices(rows);
  const idle = [...engines];
  const queue: Promise<Made>[] = []; // in the order of rows
  const spent: Uint8Array[] = []; // chunks that are written

  function deal(): void {
    while (idle.length > 0 && queue.length < slicesAhead * engines.length) {
      const range = slices.next();
      if (!range) return;
      const made = make(idle.shift()!, range);
      made.catch(() => {}); // heard when its turn comes
      queue.push(made);
    }
  }

  async function make(engine: Engine, range: Range): Promise<Made> {
    const chunks = unwrap(await engine.remote.slice(range, handOver(spent.splice(0))));
    slices.learn(range, bytesOf(chunks));
    idle.push(engine);
    deal();
    return { rows: range.to - range.from, chunks };
  }

  let done = 0;
  let bytes = 0;
  async function write({ rows: some, chunks }: Made): Promise<void> {
    for (const chunk of chunks) {
      bytes += chunk.length;
      const read = await sink.write(chunk);
      if (read) spent.push(read);
    }
    done += some;
    sink.progress({ phase: 'rows', done, total: rows, bytes });
  }

  await Promise.all(engines.map(async ({ remote }) => unwrap(await remote.open(request))));
  let writing = Promise.resolve(); // while one slice is written, the next is hashed
  for (deal(); queue.length > 0; deal()) {
    const { rows: some, chunks } = await queue[0]!;
    const hashed = await hasher.pass(handOver(chunks));
    await writing;
    writing = write({ rows: some, chunks: hashed });
    void queue.shift();
  }
  await writing;

  sink.progress({ phase: 'report', done: 0, total: 1, bytes });
  const parts = await Promise.all(engines.map(async ({ remote }) => unwrap(await remote.part())));
  const sketches = parts.flatMap(({ sketch }) => sketch?.buffer ?? []);
  const answer = unwrap(await engines[0]!.remote.merge(request, transfer(parts, sketches)));
  answer.meta.sha256 = await hasher.digest();
  sink.progress({ phase: 'report', done: 1, total: 1, bytes });
  return answer;
}

function bytesOf(chunks: Uint8Array[]): number {
  return chunks.reduce((sum, { length }) => sum + length, 0);
}
