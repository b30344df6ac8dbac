// The recipe in the address's fragment, which a browser never sends to a server:
// "domain=fintech&entity=customers&count=250&param.fraud_rate=0.01&take.zip=category"; schemas are deflated, in base64url.
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { textToKeep } from '../json.ts';
import type { Fault } from '../wire.ts';
import { messages } from '../messages.ts';
import { type Reading, type Recipe, recipeOf, requestOf } from './recipe.ts';

/** Values that are lists of texts: each text is an entry of its own. */
const lists = ['where', 'free', 'balance', 'fill_missing', 'derive'] as const;
/** Objects, by what their members' names begin with. */
const maps = { params: 'param.', take: 'take.' } as const;
const numbers = ['count', 'seed', 'faulty'] as const;
const packed = ['schema', 'refs'] as const;

export function toFragment(recipe: Recipe): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(requestOf(recipe))) {
    const prefix = maps[name as keyof typeof maps];
    if (prefix) for (const [member, of] of Object.entries(value as object)) query.set(prefix + member, String(of));
    else if (isOneOf(lists, name)) for (const text of value as string[]) query.append(name, text);
    else query.set(name, isOneOf(packed, name) ? pack(typeof value === 'string' ? value : JSON.stringify(value)) : String(value));
  }
  return query.toString();
}

/** The recipe of a fragment; null where the fragment is no recipe at all. */
export function fromFragment(fragment: string): Reading | null {
  if (!fragment.includes('=')) return null; // empty, or the id of a part of the page
  const query = new URLSearchParams(fragment.replace(/^#/, ''));
  const given: { [field: string]: unknown } = Object.fromEntries(query);
  const damaged: Fault[] = [];
  for (const [name, prefix] of Object.entries(maps)) {
    const members = [...query].filter(([member]) => member.startsWith(prefix));
    given[name] = Object.fromEntries(members.map(([member, of]) => [member.slice(prefix.length), name === 'params' ? numberOf(of) : of]));
  }
  for (const name of lists) given[name] = query.getAll(name);
  for (const name of numbers) if (query.has(name)) given[name] = numberOf(query.get(name)!);
  const texts: Record<string, string | undefined> = {};
  for (const name of packed) {
    texts[name] = unpack(query.get(name));
    given[name] = valueOf(texts[name]);
    if (query.has(name) && given[name] === undefined) damaged.push({ kind: 'malformed', pointer: `/${name}`, ...messages.recipe.damaged });
  }
  const { recipe, faults } = recipeOf(given);
  if (recipe.schema !== null) recipe.schemaText = textToKeep(texts.schema ?? '', recipe.schema);
  return { recipe, faults: [...damaged, ...faults] };
}

/** A number, or what is none as it stands. */
const numberOf = (text: string): number | string => (text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text);

const isOneOf = (names: readonly string[], name: string): boolean => names.includes(name);

function pack(text: string): string {
  const bytes = deflateSync(strToU8(text), { level: 9 });
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** What pack packed; undefined where there is nothing, or a link was cut short or tampered with. */
function unpack(text: string | null): string | undefined {
  if (!text) return undefined;
  try {
    const bytes = strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
    return strFromU8(inflate(bytes));
  } catch {
    return undefined;
  }
}

function valueOf(json: string | undefined): unknown {
  try {
    return json === undefined ? undefined : JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** A link of a few kilobytes may claim to hold gigabytes. */
const mostBytes = 64 * 1024 * 1024;

function inflate(packed: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const inflater = new Inflate((chunk) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > mostBytes) throw new RangeError('too large');
  });
  for (let at = 0; at < packed.length; at += 4096) inflater.push(packed.subarray(at, at + 4096), at + 4096 >= packed.length);
  const whole = new Uint8Array(size);
  let end = 0;
  for (const chunk of chunks) {
    whole.set(chunk, end);
    end += chunk.length;
  }
  return whole;
}
