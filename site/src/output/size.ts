import type { Format, JsonObject } from '../wire.ts';

/** How large a file is beside CSV: binary files compress, by about this much on the built-in tables. */
const besideCsv: Partial<Record<Format, number>> = { sql: 1.25, parquet: 0.5, xlsx: 0.5 };

/** What a row takes in a format, judged by some rows; a guess without any. */
export function bytesPerRow(rows: JsonObject[], format: Format): number {
  if (rows.length === 0) return 200;
  if (format === 'json' || format === 'ndjson') return JSON.stringify(rows).length / rows.length;
  const cells = rows.flatMap((row) => Object.values(row));
  const lengths = cells.map((cell) => (cell === null ? 0 : typeof cell === 'object' ? JSON.stringify(cell).length : String(cell).length));
  const csv = lengths.reduce((sum, length) => sum + length + 1, 0) / rows.length;
  return csv * (besideCsv[format] ?? 1);
}
