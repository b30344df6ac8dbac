// Zips as the files in them.
import { unzipSync } from 'fflate';
import { maxSampleBytes } from './recognise.ts';

const isTable = (path: string) => /\.(csv|tsv|txt|json|ndjson|jsonl)$/i.test(path) && !/(^|\/)(__MACOSX\/|\.)/.test(path);

/** The files, with those in each zip instead of it. A zip without tables, or too large a one, stays what it is. */
export async function unpack(files: File[]): Promise<File[]> {
  return (await Promise.all(files.map(unpackOne))).flat();
}

async function unpackOne(zip: File): Promise<File[]> {
  const [p, k] = new Uint8Array(await zip.slice(0, 2).arrayBuffer());
  if (p !== 0x50 || k !== 0x4b || zip.size > maxSampleBytes) return [zip];
  const content = new Uint8Array(await zip.arrayBuffer());
  try {
    let bytes = 0; // that the zip says it holds: a small one may claim gigabytes
    unzipSync(content, { filter: ({ name, originalSize }) => ((bytes += isTable(name) ? originalSize : 0), false) });
    if (bytes > maxSampleBytes) return [zip];
    const tables = Object.entries(unzipSync(content, { filter: ({ name }) => isTable(name) }));
    if (tables.length === 0) return [zip]; // a workbook of Excel, for one
    return tables.map(([path, data]) => new File([data as BlobPart], path.slice(path.lastIndexOf('/') + 1)));
  } catch {
    return [zip];
  }
}
