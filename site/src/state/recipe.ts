// A recipe is everything that decides the rows but the user's data: the same recipe and sample give the same bytes.
// It is written into the address's fragment, which a browser never sends to a server.
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import type { Document, Format, Mode, Request } from '../wire.ts';

export interface Recipe {
  mode: Mode;
  domain: string;
  entity: string;
  profile: string; // '' is the domain's first
  params: Record<string, number>; // departures from the profile
  count: number;
  seed: number;
  asOf: string; // YYYY-MM-DD
  format: Format;
  schema: unknown; // a JSON Schema: the user's own, or with a domain the edited one of its entity; or null
  refs: Document[]; // what the user's own schema refers to
  where: string[]; // conditions on new rows, with a sample
}

export const modes: Mode[] = ['NEURAL_MATRIX', 'MIMIC_BUFFER', 'AUGMENTED_SET'];
export const formats: Format[] = ['csv', 'json', 'ndjson', 'sql'];

/** Seeds beyond this are not whole numbers in JSON any more. */
export const maxSeed = Number.MAX_SAFE_INTEGER;
export const maxCount = 1e12;

export const defaultRecipe: Recipe = {
  mode: 'NEURAL_MATRIX',
  domain: '',
  entity: '',
  profile: '',
  params: {},
  count: 250,
  seed: 42,
  asOf: '2026-01-01',
  format: 'csv',
  schema: null,
  refs: [],
  where: [],
};

/** What the engine is asked for, without the sample. This is also the recipe as a file. */
export function requestOf(recipe: Recipe): Request {
  const { mode, count, seed, asOf, format, schema, where } = recipe;
  const request: Request = { mode, count, seed, as_of: asOf, format };
  if (schema !== null) {
    request.schema = schema;
    if (recipe.refs.length > 0) request.refs = recipe.refs;
    if (!recipe.domain && recipe.entity) request.entity = recipe.entity; // of an OpenAPI document
  }
  if (mode !== 'NEURAL_MATRIX') {
    if (where.length > 0) request.where = where;
    return request;
  }
  if (!recipe.domain) return request;
  request.domain = recipe.domain;
  request.entity = recipe.entity;
  if (recipe.profile) request.profile = recipe.profile;
  if (Object.keys(recipe.params).length > 0) request.params = recipe.params;
  return request;
}

/** Reads a recipe of any origin. What is missing or of a wrong kind has its default; the engine judges the rest. */
export function recipeOf(request: Partial<Record<keyof Request, unknown>>): Recipe {
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise);
  const whole = (value: unknown, otherwise: number, max: number) =>
    Number.isSafeInteger(value) && (value as number) >= 0 ? Math.min(value as number, max) : otherwise;
  const d = defaultRecipe;
  return {
    mode: modes.includes(request.mode as Mode) ? (request.mode as Mode) : d.mode,
    domain: text(request.domain, d.domain),
    entity: text(request.entity, d.entity),
    profile: text(request.profile, d.profile),
    params: numbersOf(request.params),
    count: whole(request.count, d.count, maxCount),
    seed: whole(request.seed, d.seed, maxSeed),
    asOf: text(request.as_of, d.asOf),
    format: typeof request.format === 'string' ? (request.format as Format) : d.format,
    schema: request.schema ?? null,
    refs: documentsOf(request.refs),
    where: Array.isArray(request.where) ? request.where.filter((w): w is string => typeof w === 'string') : [],
  };
}

function documentsOf(value: unknown): Document[] {
  const isDocument = (d: Partial<Document> | null): d is Document => typeof d?.name === 'string' && typeof d.data === 'string';
  return Array.isArray(value) ? value.filter(isDocument) : [];
}

function numbersOf(value: unknown): Record<string, number> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, v]) => typeof v === 'number' && Number.isFinite(v)));
}

/** "domain=fintech&entity=customers&count=250&param.fraud_rate=0.01"; schemas are deflated, in base64url. */
export function toFragment(recipe: Recipe): string {
  const { schema, refs, params, where, ...plain } = requestOf(recipe);
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(plain)) query.set(name, String(value));
  for (const [name, value] of Object.entries(params ?? {})) query.set(`param.${name}`, String(value));
  for (const condition of where ?? []) query.append('where', condition);
  if (schema !== undefined) query.set('schema', pack(schema));
  if (refs !== undefined) query.set('refs', pack(refs));
  return query.toString();
}

export function fromFragment(fragment: string): Recipe | null {
  const query = new URLSearchParams(fragment.replace(/^#/, ''));
  if (query.size === 0) return null;
  const params: Record<string, number> = {};
  for (const [name, value] of query) if (name.startsWith('param.')) params[name.slice(6)] = Number(value);
  return recipeOf({
    ...Object.fromEntries(query),
    params,
    where: query.getAll('where'),
    count: query.has('count') ? Number(query.get('count')) : undefined,
    seed: query.has('seed') ? Number(query.get('seed')) : undefined,
    schema: unpack(query.get('schema')),
    refs: unpack(query.get('refs')),
  });
}

function pack(value: unknown): string {
  const bytes = deflateSync(strToU8(JSON.stringify(value)), { level: 9 });
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function unpack(text: string | null): unknown {
  if (!text) return undefined;
  try {
    const bytes = strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
    return JSON.parse(strFromU8(inflateSync(bytes)));
  } catch {
    return undefined; // a link cut short: the rest of the recipe still counts
  }
}
