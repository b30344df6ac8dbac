// What fills a column, as text that can be read and edited.
import { isObject } from '../json.ts';
import { messages } from '../messages.ts';
import type { Json, JsonObject } from '../wire.ts';
import { settingsOf } from './columns.ts';
import { typeOf, withType } from './types.ts';

/** The ways to fill a column, by the settings of x-groflex; 'auto' goes by its name and type. */
export const ways = ['auto', 'fake', 'dist', 'choice', 'formula', 'sequence', 'chance', 'ref', 'other'] as const;
export type Way = (typeof ways)[number];

export interface Fill {
  way: Way;
  text: string;
}

/** Settings of a way, which another way takes the place of. */
const settingsOfWays = ['fake', 'dist', 'choice', 'cases', 'by', 'formula', 'sequence', 'chance', 'ref', 'pick', 'time', 'with', 'group', 'options', 'min', 'max', 'source', 'note'];

export function fillOf(property: JsonObject): Fill {
  const settings = settingsOf(property);
  if (typeof settings.fake === 'string') return { way: 'fake', text: settings.fake };
  if (typeof settings.formula === 'string') return { way: 'formula', text: settings.formula };
  if (typeof settings.ref === 'string') return { way: 'ref', text: settings.ref };
  if (settings.chance !== undefined) return { way: 'chance', text: String(settings.chance) };
  if (isObject(settings.dist)) return { way: 'dist', text: Object.keys(settings.dist)[0] ?? '' };
  if (settings.choice !== undefined) return { way: 'choice', text: pairsText(settings.choice as JsonObject) };
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
  const same = fillOf(property);
  if (same.way !== way) property = unbound(way === 'chance' ? withType(property, 'bool') : property);
  // A reference keeps how it picks, a provider what it goes with, as long as the text is the same.
  const before = same.way === way && same.text === trimmed ? settingsOf(property) : Object.fromEntries(kept);
  const levels = way === 'choice' ? Object.keys(value as JsonObject).map((level) => (isNumeric(property) ? Number(level) : level)) : [];
  const enumerated: JsonObject = way === 'choice' && Array.isArray(property.enum) ? { enum: levels } : {};
  return withSettings({ ...property, ...enumerated }, { ...before, [way]: value });
}

/** What held the values of another way would only be broken by those of this one. */
function unbound(property: JsonObject): JsonObject {
  const bounds = ['enum', 'const', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'];
  const moment = property.format === 'date' || property.format === 'date-time';
  return Object.fromEntries(Object.entries(property).filter(([name]) => !bounds.includes(name) && (moment || name !== 'format')));
}

const isNumeric = (property: JsonObject): boolean => ['int', 'decimal', 'float'].includes(typeOf(property));

/** Parameters of the distribution, and the bounds of what it draws, as they are written; absent ones have their defaults. */
export function parametersOf(property: JsonObject): Record<string, string> {
  const dist = settingsOf(property).dist;
  const given = isObject(dist) ? Object.values(dist)[0] : undefined;
  return isObject(given) ? texts(given) : {};
}

/** The property with one parameter of its distribution written anew; '' leaves it to its default. */
export function withParameter(property: JsonObject, name: string, text: string): JsonObject {
  const settings = settingsOf(property);
  const [dist, given] = Object.entries(settings.dist as JsonObject)[0]!;
  const { [name]: _, ...others } = isObject(given) ? given : {};
  const parameters = text.trim() === '' ? others : { ...others, [name]: numberOr(text.trim()) };
  return withSettings(property, { ...settings, dist: { [dist]: parameters } });
}

/** A setting beside what fills the column: a bound of what is drawn. */
export function settingOf(property: JsonObject, name: 'min' | 'max'): string {
  return String(settingsOf(property)[name] ?? '');
}

export function withSetting(property: JsonObject, name: 'min' | 'max', text: string): JsonObject {
  const { [name]: _, ...others } = settingsOf(property);
  return withSettings(property, text.trim() === '' ? others : { ...others, [name]: numberOr(text.trim()) });
}

/** A provider's options as text; null where they are more than texts and numbers. */
export function optionsOf(property: JsonObject): string | null {
  const { options = {} } = settingsOf(property);
  return isObject(options) && !Object.values(options).some((value) => typeof value === 'object') ? pairsText(options) : null;
}

/** The property with other options; null where the text cannot be read. */
export function withOptions(property: JsonObject, text: string): JsonObject | null {
  const { options: _, ...others } = settingsOf(property);
  const options = pairs(text.trim());
  if (!options) return null;
  return withSettings(property, Object.keys(options).length > 0 ? { ...others, options } : others);
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
  dist: (name) => ({ [name]: {} }), // with the parameters it has of itself
  choice: (text) => (text ? pairs(text) : null),
  sequence(text) {
    const [, prefix, digits] = /^(.*?)(\d+)$/.exec(text) ?? [];
    return digits === undefined ? null : { prefix: prefix!, start: Number(digits), width: digits.length };
  },
};

/** "a=1, b=x+2" → {a: 1, b: "x+2"}; null when a part has no equals sign. */
function pairs(text: string): JsonObject | null {
  const parts = text === '' ? [] : text.split(/\s*,\s*/);
  const found: JsonObject = {};
  for (const part of parts) {
    const at = part.lastIndexOf('=');
    if (at < 1) return null;
    found[part.slice(0, at).trim()] = numberOr(part.slice(at + 1).trim());
  }
  return found;
}

const texts = (values: JsonObject): Record<string, string> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]));

const numberOr = (text: string): number | string => (text !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

function pairsText(values: JsonObject): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(', ');
}

function sequenceText({ prefix = '', start = 1, width = 1 }: JsonObject): string {
  return `${String(prefix)}${String(start).padStart(Number(width), '0')}`;
}
