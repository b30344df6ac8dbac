import type { Json, JsonObject, Kind } from '../wire.ts';

/** The text of a cell; null for a missing one. */
export function cellText(value: Json | undefined, decimals: number): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return decimals > 0 ? value.toFixed(decimals) : String(value);
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}

/** What the grid must know of a column before it draws it. */
export interface Track {
  name: string;
  kind: Kind;
  decimals: number; // of a decimal column: as many as any of its cells has
  width: number; // in pixels
}

/** The report's columns; rows that are no flat table, which the report has as one column, show their own members. */
export function columnsIn(reported: { name: string; kind: Kind }[], rows: JsonObject[]): { name: string; kind: Kind }[] {
  const [only] = reported;
  if (reported.length !== 1 || only?.name !== '') return reported;
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names].map((name) => ({ name, kind: kindOf(rows.find((row) => (row[name] ?? null) !== null)?.[name]) }));
}

/** A row as an object, whatever a schema makes rows of. */
export function asObject(row: Json): JsonObject {
  return typeof row === 'object' && row !== null && !Array.isArray(row) ? row : { value: row };
}

function kindOf(value: Json | undefined): Kind {
  if (typeof value === 'number') return 'float';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'object' ? 'json' : 'text';
}

const padding = 26;

/** Measures columns on the first rows, so that they need not move while one scrolls. A character is so many pixels wide. */
export function tracks(columns: { name: string; kind: Kind }[], rows: JsonObject[], character: number): Track[] {
  return columns.map(({ name, kind }) => {
    const decimals = kind === 'decimal' ? Math.max(0, ...rows.map((row) => decimalsOf(row[name]))) : 0;
    const longest = rows.reduce((most, row) => Math.max(most, cellText(row[name], decimals)?.length ?? 0), 0);
    const characters = Math.min(34, Math.max(longest, name.length + 1, 5));
    return { name, kind, decimals, width: Math.ceil(characters * character + padding) };
  });
}

export const isNumeric = (kind: Kind): boolean => kind === 'int' || kind === 'decimal' || kind === 'float';

function decimalsOf(value: Json | undefined): number {
  if (typeof value !== 'number') return 0;
  const text = String(value);
  const point = text.indexOf('.');
  return point < 0 || text.includes('e') ? 0 : text.length - point - 1;
}
