// The faults of a validated file as files of their own.
import type { RecordFault } from '../wire.ts';

const columns = ['row', 'line', 'instance', 'keyword', 'rule', 'message'] as const;

/** CSV as of RFC 4180: rows count from 1 here, as people do; lines too. */
export function faultsAsCsv(faults: RecordFault[]): string {
  const cells = (fault: RecordFault) => columns.map((column) => (column === 'row' ? fault.row + 1 : fault[column]));
  return [[...columns], ...faults.map(cells)].map((row) => row.map(quoted).join(',') + '\r\n').join('');
}

export function faultsAsJson(faults: RecordFault[]): string {
  return JSON.stringify(faults, null, 1) + '\n';
}

function quoted(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
