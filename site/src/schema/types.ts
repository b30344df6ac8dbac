// The types a column may have, by the JSON Schema keywords that say so.
import type { JsonObject } from '../wire.ts';

export const columnTypes = ['text', 'int', 'decimal', 'float', 'bool', 'date', 'time'] as const;
export type ColumnType = (typeof columnTypes)[number];

const keywords: Record<ColumnType, JsonObject> = {
  text: { type: 'string' },
  int: { type: 'integer' },
  decimal: { type: 'number', multipleOf: 0.01 },
  float: { type: 'number' },
  bool: { type: 'boolean' },
  date: { type: 'string', format: 'date' },
  time: { type: 'string', format: 'date-time' },
};

export function typeOf(property: JsonObject): ColumnType {
  const type = [property.type].flat().find((t) => t !== 'null');
  if (type === 'integer') return 'int';
  if (type === 'boolean') return 'bool';
  if (type === 'number') return 'multipleOf' in property ? 'decimal' : 'float';
  if (property.format === 'date') return 'date';
  return property.format === 'date-time' ? 'time' : 'text';
}

/** The column with another type: what bounded the old one goes, what fills it stays. */
export function withType(property: JsonObject, type: ColumnType): JsonObject {
  const kept = ['title', 'description', 'x-groflex'].filter((name) => name in property);
  const nullable = Array.isArray(property.type) && property.type.includes('null');
  const { type: plain, ...rest } = keywords[type];
  return { type: nullable ? [plain!, 'null'] : plain!, ...rest, ...Object.fromEntries(kept.map((name) => [name, property[name]!])) };
}
