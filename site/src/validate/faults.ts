// The faults of validated files as files of their own.
import type { RecordFault, TableAnswer } from '../wire.ts';

const places = ['row', 'line', 'instance', 'keyword', 'rule', 'message'] as const;

/** A fault; of several files each with the name of its own. */
export type Listed = RecordFault & { file?: string };

export function faultsOf(tables: TableAnswer[]): Listed[] {
  if (tables.length === 1) return tables[0]!.faults ?? [];
  return tables.flatMap(({ name, faults }) => (faults ?? []).map((fault) => ({ file: name, ...fault })));
}

/** CSV as of RFC 4180: rows count from 1 here, as people do; lines too. */
export function faultsAsCsv(faults: Listed[]): string {
  const columns = faults[0]?.file === undefined ? places : (['file', ...places] as const);
  const cells = (fault: Listed) => columns.map((column) => (column === 'row' ? fault.row + 1 : fault[column]));
  return [[...columns], ...faults.map(cells)].map((row) => row.map(quoted).join(',') + '\r\n').join('');
}

export function faultsAsJson(faults: Listed[]): string {
  return JSON.stringify(faults, null, 1) + '\n';
}

function quoted(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
