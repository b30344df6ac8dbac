// All tables of a domain, made one after the other so that their keys meet.
import { downloadZip } from 'client-zip';
import type { Client } from '../engine/client.ts';
import type { Target } from '../output/target.ts';
import type { Request, Sink } from '../wire.ts';
import type { Run } from './run.svelte.ts';

/** How the tables of a domain come in one file: SQL joins into a script, other formats are files of a zip. */
export function bundleOf(format: Request['format']): { extension: string; type: string } {
  return format === 'sql' ? { extension: 'sql', type: 'application/sql' } : { extension: 'zip', type: 'application/zip' };
}

/** Writes the tables of requests, in their order, into target. */
export async function writeTables(client: Client, requests: Request[], run: Run, target: Target): Promise<void> {
  const make = (request: Request, write: Sink['write']) => {
    run.table = { name: request.entity ?? '', index: requests.indexOf(request), of: requests.length };
    return client.generate(request, { write, progress: run.progress }, run.signal);
  };
  if (requests[0]?.format === 'sql') {
    for (const request of requests) await make(request, (chunk) => target.write(chunk));
    return;
  }
  async function* files() {
    for (const request of requests) {
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      // A failure breaks the file's stream, and so the zip, with its reason.
      const made = make(request, (chunk) => writer.write(chunk)).then(
        () => writer.close(),
        (error) => writer.abort(error),
      );
      yield { name: `${request.entity}.${request.format}`, input: readable, lastModified: new Date(request.as_of ?? 0) };
      await made;
    }
  }
  const zip = downloadZip(files()).body as unknown as AsyncIterable<Uint8Array>;
  for await (const chunk of zip) await target.write(chunk);
}
