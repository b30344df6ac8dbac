// What fills a column, as one line of text that can be read and edited: "lognormal mean=3.4 sd=1".
import { messages } from '../messages.ts';
import type { Json, JsonObject } from '../wire.ts';
import { settingsOf } from './columns.ts';

/** The ways to fill a column, by the settings of x-groflex; 'auto' goes by its name and type. */
export const ways = ['auto', 'fake', 'dist', 'choice', 'formula', 'sequence', 'chance', 'ref', 'other'] as const;
export type Way = (typeof ways)[number];

export interface Fill {
  way: Way;
  text: string;
}

/** Settings of a way, which another way takes the place of. */
const settingsOfWays = ['fake', 'dist', 'choice', 'cases', 'by', 'formula', 'sequence', 'chance', 'ref', 'pick', 'time', 'with', 'group', 'options', 'source'];

export function fillOf(property: JsonObject): Fill {
  const settings = settingsOf(property);
  if (typeof settings.fake === 'string') return { way: 'fake', text: settings.fake };
  if (typeof settings.formula === 'string') return { way: 'formula', text: settings.formula };
  if (typeof settings.ref === 'string') return { way: 'ref', text: settings.ref };
  if (settings.chance !== undefined) return { way: 'chance', text: String(settings.chance) };
  if (settings.dist !== undefined) return { way: 'dist', text: distributionText(settings.dist as JsonObject) };
  if (settings.choice !== undefined) return { way: 'choice', text: pairsText(settings.choice as JsonObject, ', ') };
  if (settings.sequence !== undefined) return { way: 'sequence', text: sequenceText(settings.sequence as JsonObject) };
  const kept = settings.time ?? settings.cases;
  return kept === undefined ? { way: 'auto', text: '' } : { way: 'other', text: JSON.stringify(kept) };
}

/** The property filled another way; a sentence when the text cannot be read. */
export function withFill(property: JsonObject, { way, text }: Fill): JsonObject | string {
  if (way === 'other') return property;
  const kept = Object.entries(settingsOf(property)).filter(([name]) => !settingsOfWays.includes(name));
  const trimmed = text.trim();
  if (way === 'auto') return withSettings(property, Object.fromEntries(kept));
  const value = readers[way](trimmed);
  if (value === null) return messages.editor.examples[way];
  // A reference keeps how it picks, a provider what it goes with, as long as the text is the same.
  const same = fillOf(property);
  const before = same.way === way && same.text === trimmed ? settingsOf(property) : Object.fromEntries(kept);
  const enumerated: JsonObject = way === 'choice' && Array.isArray(property.enum) ? { enum: Object.keys(value as JsonObject) } : {};
  return withSettings({ ...property, ...enumerated }, { ...before, [way]: value });
}

/** The share of missing cells as it is written: a number, or an expression. */
export function nullOf(property: JsonObject): string {
  const share = settingsOf(property).null;
  return share === undefined ? '0' : String(share);
}

export function withNull(property: JsonObject, text: string): JsonObject {
  const { null: _, ...settings } = settingsOf(property);
  const share = numberOr(text.trim());
  const types = [property.type].flat().filter((t): t is string => typeof t === 'string' && t !== 'null');
  if (share === 0 || share === '') return withSettings({ ...property, type: types.length === 1 ? types[0]! : types }, settings);
  return withSettings({ ...property, type: [...types, 'null'] }, { ...settings, null: share });
}

function withSettings(property: JsonObject, settings: JsonObject): JsonObject {
  const { 'x-groflex': _, ...plain } = property;
  return Object.keys(settings).length > 0 ? { ...plain, 'x-groflex': settings } : plain;
}

const readers: Record<Exclude<Way, 'auto' | 'other'>, (text: string) => Json> = {
  fake: (text) => (/^\w+\.\w+$/.test(text) ? text : null),
  formula: (text) => text || null,
  ref: (text) => (/^\w+\.\w+$/.test(text) ? text : null),
  chance: (text) => (text ? numberOr(text) : null),
  dist(text) {
    const [name, ...rest] = text.split(/\s+/);
    const parameters = pairs(rest.join(' '), /\s+/);
    return name && parameters ? { [name]: parameters } : null;
  },
  choice: (text) => (text ? pairs(text, /\s*,\s*/) : null),
  sequence(text) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(text) ?? [];
    return digits === undefined ? null : { prefix: prefix!, start: Number(digits), width: digits.length };
  },
};

/** "a=1 b=x+2" → {a: 1, b: "x+2"}; null when a part has no equals sign. */
function pairs(text: string, separator: RegExp): JsonObject | null {
  const parts = text === '' ? [] : text.split(separator);
  const found: JsonObject = {};
  for (const part of parts) {
    const at = part.lastIndexOf('=');
    if (at < 1) return null;
    found[part.slice(0, at).trim()] = numberOr(part.slice(at + 1).trim());
  }
  return found;
}

const numberOr = (text: string): number | string => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

function pairsText(values: JsonObject, separator: string): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(separator);
}

function distributionText(dist: JsonObject): string {
  const [name, parameters] = Object.entries(dist)[0] ?? ['', {}];
  return `${name} ${pairsText((parameters ?? {}) as JsonObject, ' ')}`.trim();
}

function sequenceText({ prefix = '', start = 1, width = 1 }: JsonObject): string {
  return `${String(prefix)}${String(start).padStart(Number(width), '0')}`;
}
