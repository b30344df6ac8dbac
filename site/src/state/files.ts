import type { Format, Request } from '../wire.ts';

export const mediaTypes: Record<Format, string> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  sql: 'application/sql',
  parquet: 'application/vnd.apache.parquet',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The rows that a sheet of XLSX holds below its header. */
export const xlsxRows = 1_048_575;

/** "fintech-customers-seed42.csv": what the rows are and how to get them again. */
export function fileName(request: Request, extension: string = request.format ?? 'json'): string {
  const sample = request.sample?.name?.replace(/\.[^.]*$/, '');
  const suffix = request.mode === 'AUGMENTED_SET' ? 'augmented' : 'mimic';
  const base = sample ? `${sample}-${suffix}` : [request.domain ?? 'custom', request.entity ?? 'rows'].join('-');
  return `${base}-seed${request.seed ?? 0}.${extension}`.replace(/[^\w.-]+/g, '_');
}
