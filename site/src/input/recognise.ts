// What is in a file that a user dropped, told by its content: a JSON Schema, an OpenAPI document, a recipe or a sample.
import { isObject, textToKeep } from '../json.ts';
import { messages } from '../messages.ts';
import { isShallow } from './depth.ts';
import { type Reading, recipeOf } from '../state/recipe.ts';
import type { Document, Json, JsonObject, Problem } from '../wire.ts';

export type Recognised =
  | { is: 'schema'; name: string; schema: Json; text: string } // text: as json.ts keeps it
  | { is: 'openapi'; name: string; schema: Json; components: string[] }
  | { is: 'recipe'; name: string; reading: Reading }
  | { is: 'sample'; name: string; sample: Document; encoding: string }
  | { is: 'unreadable'; name: string; problem: Problem; schema?: Json }; // schema: JSON that only a $ref would make sense of

/** Beyond this a text does not fit into a browser's string, and hardly into the engine's memory. */
export const maxSampleBytes = 400 * 1024 * 1024;

export async function recogniseFile(file: File): Promise<Recognised> {
  if (file.size > maxSampleBytes) return unreadable(file.name, messages.input.tooLarge(file.size, maxSampleBytes));
  return recognise(file.name, new Uint8Array(await file.arrayBuffer()));
}

/** A file as rows to be validated: any JSON is, be it one record that looks like something else. */
export async function rowsOf(file: File): Promise<Recognised> {
  const found = await recogniseFile(file);
  if (found.is === 'sample' || (found.is === 'unreadable' && !found.schema)) return found;
  const data = new Uint8Array(await file.arrayBuffer());
  return { is: 'sample', name: file.name, sample: { name: file.name, format: 'json', data }, encoding: 'utf-8' };
}

export function recognise(name: string, bytes: Uint8Array): Recognised {
  if (bytes.length === 0) return unreadable(name, messages.input.empty);
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return unreadable(name, messages.input.zip);
  const { text, encoding } = decode(bytes);
  if (text.slice(0, 4096).includes('\0')) return unreadable(name, messages.input.binary);
  const data = encoding === 'utf-8' ? bytes : new TextEncoder().encode(text);
  const sample = (format: Document['format']): Recognised => ({ is: 'sample', name, sample: { name, format, data }, encoding });

  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start.startsWith('[')) return sample('json');
  if (!start.startsWith('{')) return sample('csv');
  try {
    const value = JSON.parse(start) as JsonObject;
    return isShallow(value) ? ofObject(name, value, start) : unreadable(name, messages.input.tooDeep);
  } catch (error) {
    if (isObject(firstLine(start))) return sample('ndjson');
    return unreadable(name, messages.input.brokenJson((error as Error).message));
  }
}

function ofObject(name: string, value: JsonObject, text: string): Recognised {
  const schema = (): Recognised => ({ is: 'schema', name, schema: value, text: textToKeep(text, value) });
  if ('openapi' in value || 'swagger' in value) return ofOpenApi(name, value);
  if (['$schema', '$ref', 'properties', '$defs', 'allOf', 'anyOf', 'oneOf'].some((keyword) => keyword in value))
    return schema();
  if (['mode', 'entity', 'domain', 'seed'].filter((field) => field in value).length >= 2)
    return { is: 'recipe', name, reading: recipeOf(value) };
  // {"rows": [{…}, …]}: the one array of objects in it is the sample.
  const tables = Object.values(value).filter((v) => Array.isArray(v) && v.length > 0 && v.every(isObject));
  if (tables.length === 1)
    return { is: 'sample', name, sample: { name, format: 'json', data: JSON.stringify(tables[0]) }, encoding: 'utf-8' };
  if (typeof value.type === 'string') return schema();
  return { ...unreadable(name, messages.input.unknownJson), schema: value };
}

function ofOpenApi(name: string, document: JsonObject): Recognised {
  const named = 'openapi' in document ? (document.components as JsonObject | undefined)?.schemas : document.definitions;
  const components = Object.keys((named ?? {}) as JsonObject);
  if (components.length === 0) return unreadable(name, messages.input.emptyOpenApi);
  return { is: 'openapi', name, schema: document, components };
}

/** UTF-8, with its mark kept, since augmented rows come back byte for byte; other bytes are read as Windows-1252. */
function decode(bytes: Uint8Array): { text: string; encoding: string } {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16' };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), encoding: 'utf-8' };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
  }
}

function firstLine(text: string): Json | undefined {
  try {
    return JSON.parse(text.split('\n', 1)[0]!) as Json;
  } catch {
    return undefined;
  }
}

function unreadable(name: string, why: { message: string; remedy: string }): Recognised & { is: 'unreadable' } {
  const fault = { kind: 'malformed' as const, pointer: '', message: why.message, remedy: why.remedy };
  const problem = { type: 'about:blank', title: messages.input.unreadable(name), status: 400, detail: why.message, errors: [fault] };
  return { is: 'unreadable', name, problem };
}
