// All tables of a domain, so that their keys meet: one zip with a file for each, made one after the other.
import { downloadZip } from 'client-zip';
import type { Client } from '../engine/client.ts';
import type { Target } from '../output/target.ts';
import type { Request } from '../wire.ts';
import type { Run } from './run.svelte.ts';

/** Writes the tables of requests, in their order, into target as a zip. */
export async function zipTables(client: Client, requests: Request[], run: Run, target: Target): Promise<void> {
  async function* files() {
    for (const [i, request] of requests.entries()) {
      run.table = { name: request.entity ?? '', index: i, of: requests.length };
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const written = writeTable(client, request, run, writable);
      yield { name: `${request.entity}.${request.format}`, input: readable, lastModified: new Date(request.as_of ?? 0) };
      await written;
    }
  }
  const zip = downloadZip(files()).body!;
  for await (const chunk of zip as unknown as AsyncIterable<Uint8Array>) await target.write(chunk);
}

/** Makes one table into a stream; a failure ends the stream, and so the zip, with its reason. */
async function writeTable(client: Client, request: Request, run: Run, writable: WritableStream<Uint8Array>): Promise<void> {
  const writer = writable.getWriter();
  try {
    await client.generate(request, { write: (chunk) => writer.write(chunk), progress: run.progress }, run.signal);
    await writer.close();
  } catch (error) {
    await writer.abort(error);
  }
}
