// Edits of a table's JSON Schema, column by column. Each returns a new document; the engine judges what comes out.
import { isObject } from '../json.ts';
import type { Json, JsonObject } from '../wire.ts';

/** A JSON Schema of a flat table, as the engine's built-in ones are. */
export interface TableSchema extends JsonObject {
  properties: { [column: string]: JsonObject };
}

const extension = 'x-groflex';

/** The document as a table; null when its columns are not plain properties that could be edited. */
export function tableOf(schema: unknown): TableSchema | null {
  const properties = (schema as Partial<TableSchema> | null)?.properties;
  if (typeof properties !== 'object' || properties === null) return null;
  const flat = Object.values(properties).every((p) => isObject(p) && !('$ref' in p) && p.type !== 'object' && p.type !== 'array');
  return flat ? (schema as TableSchema) : null;
}

export function columnNames(table: TableSchema): string[] {
  return Object.keys(table.properties);
}

export function settingsOf(property: JsonObject): JsonObject {
  return isObject(property[extension]) ? (property[extension] as JsonObject) : {};
}

export function addColumn(table: TableSchema): { table: TableSchema; name: string } {
  let n = columnNames(table).length + 1;
  while (`column_${n}` in table.properties) n++;
  const name = `column_${n}`;
  const property: JsonObject = { type: 'string', [extension]: { fake: 'text.word' } };
  return { name, table: withColumns(table, [...Object.entries(table.properties), [name, property]], [...requiredOf(table), name]) };
}

export function replaceColumn(table: TableSchema, name: string, property: JsonObject): TableSchema {
  return { ...table, properties: { ...table.properties, [name]: property } };
}

/** Takes a column out. Where a formula or a rule still needs it, it stays as a hidden value of the row. */
export function removeColumn(table: TableSchema, name: string): TableSchema {
  const { [name]: removed, ...others } = table.properties;
  const rest = withColumns(table, Object.entries(others), requiredOf(table).filter((n) => n !== name));
  const settings = settingsOf(rest);
  if (settings.key === name) delete settings.key;
  if (!removed || !mentions([others, settings.rules, settings.vars], name)) return rest;
  return { ...rest, [extension]: { ...settings, vars: { ...(settings.vars as JsonObject | undefined), [name]: removed } } };
}

/** Renames a column here and in every expression of the document that names it. */
export function renameColumn(table: TableSchema, from: string, to: string): TableSchema {
  if (to === from || to === '' || to in table.properties) return table;
  const renamed = Object.entries(table.properties).map(([name, p]): [string, JsonObject] => [
    name === from ? to : name,
    isObject(p[extension]) ? { ...p, [extension]: inExpressions(p[extension], from, to) } : p,
  ]);
  const next = withColumns(table, renamed, requiredOf(table).map((n) => (n === from ? to : n)));
  return extension in next ? { ...next, [extension]: inExpressions(next[extension]!, from, to) } : next;
}

/** Moves a column up (−1) or down (+1) in the order of the output. */
export function moveColumn(table: TableSchema, name: string, by: -1 | 1): TableSchema {
  const entries = Object.entries(table.properties);
  const from = entries.findIndex(([n]) => n === name);
  const [moved] = entries.splice(from, 1);
  entries.splice(Math.max(0, from + by), 0, moved!);
  return { ...table, properties: Object.fromEntries(entries) };
}

function withColumns(table: TableSchema, columns: [string, JsonObject][], required: string[]): TableSchema {
  const next: TableSchema = { ...table, properties: Object.fromEntries(columns) };
  if ('required' in table) next.required = required;
  if (extension in table) next[extension] = { ...settingsOf(table) };
  return next;
}

function requiredOf(table: TableSchema): string[] {
  return Array.isArray(table.required) ? (table.required as string[]) : [];
}

/** Expressions are texts; inside them names stand outside of quotes and not behind a dot. */
const nameIn = (name: string) => new RegExp(`'[^']*'|"[^"]*"|(?<![\\w.])${escaped(name)}(?!\\w)`, 'g');

function inExpressions(value: Json, from: string, to: string): Json {
  if (typeof value === 'string') return value.replace(nameIn(from), (match) => (match === from ? to : match));
  if (Array.isArray(value)) return value.map((item) => inExpressions(item, from, to));
  if (!isObject(value)) return value;
  const free = new Set(['fake', 'why', 'note', 'source', 'group']); // texts that are no expressions
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k, free.has(k) ? v : inExpressions(v, from, to)]));
}

function mentions(value: unknown, name: string): boolean {
  return inExpressionsOf(value).some((text) => [...text.matchAll(nameIn(name))].some(([match]) => match === name));
}

function inExpressionsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(inExpressionsOf) : [];
}

function escaped(name: string): string {
  return name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
