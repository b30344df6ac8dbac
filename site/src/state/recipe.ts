// A recipe is everything that decides the rows but the user's data: the same recipe and sample give the same bytes.
import { isShallow } from '../input/depth.ts';
import { isObject } from '../json.ts';
import { messages } from '../messages.ts';
import type { Document, Fault, Format, Mode, Request } from '../wire.ts';

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
  schemaText: string; // the schema as it was written, where JavaScript cannot hold it as such; else ''
  refs: Document[]; // what the user's own schema refers to
  where: string[]; // conditions on new rows, with a sample
  balance: string[]; // levels of a column and their share of all rows, with a sample
  fillMissing: string[]; // columns of an augmented sample; '*' is all
  derive: string[]; // columns computed from others
  faulty: number; // share of the new rows that are broken on purpose
  faultColumn: string; // '' is _fault
  take: Record<string, string>; // what columns of the sample are taken for, other than what was inferred
  free: string[]; // columns of the sample whose ties to others are not kept
}

export const modes: Mode[] = ['NEURAL_MATRIX', 'MIMIC_BUFFER', 'AUGMENTED_SET'];
export const formats: Format[] = ['csv', 'json', 'ndjson', 'sql', 'parquet', 'xlsx'];

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
  schemaText: '',
  refs: [],
  where: [],
  balance: [],
  fillMissing: [],
  derive: [],
  faulty: 0,
  faultColumn: '',
  take: {},
  free: [],
};

/** What the engine is asked for, without the sample. This is also the recipe as a file. */
export function requestOf(recipe: Recipe): Request {
  const { mode, count, seed, asOf, format, schema, where, take, free, balance, fillMissing, derive, faulty, faultColumn } = recipe;
  const request: Request = { mode, count, seed, as_of: asOf, format };
  if (schema !== null) {
    request.schema = recipe.schemaText || schema;
    if (recipe.refs.length > 0) request.refs = recipe.refs;
    if (!recipe.domain && recipe.entity) request.entity = recipe.entity; // of an OpenAPI document
  }
  if (derive.length > 0) request.derive = derive;
  if (faulty > 0) request.faulty = faulty;
  if (faulty > 0 && faultColumn) request.fault_column = faultColumn;
  if (mode !== 'NEURAL_MATRIX') {
    if (where.length > 0) request.where = where;
    if (balance.length > 0) request.balance = balance;
    if (mode === 'AUGMENTED_SET' && fillMissing.length > 0) request.fill_missing = fillMissing;
    if (Object.keys(take).length > 0) request.take = take;
    if (free.length > 0) request.free = free;
    return request;
  }
  if (!recipe.domain) return request;
  request.domain = recipe.domain;
  request.entity = recipe.entity;
  if (recipe.profile) request.profile = recipe.profile;
  if (Object.keys(recipe.params).length > 0) request.params = recipe.params;
  return request;
}

/** A request as a recipe's file: a schema that is a text stands there as it was written. */
export function recipeText(request: Request): string {
  const { schema } = request;
  const text = JSON.stringify(request, null, 2) + '\n';
  return typeof schema === 'string' ? text.replace(`"schema": ${JSON.stringify(schema)}`, () => `"schema": ${schema}`) : text;
}

/** A recipe as it was read, and what of it could not be. */
export interface Reading {
  recipe: Recipe;
  faults: Fault[];
}

/** Reads a recipe of any origin. What is missing has its default, and so has what is faulty; the engine judges the rest. */
export function recipeOf(given: { [field: string]: unknown }): Reading {
  const faults: Fault[] = [];
  const read = <T>(field: keyof Request, otherwise: T, fits: (value: unknown) => boolean): T => {
    const value = given[field] ?? undefined;
    if (value === undefined) return otherwise;
    if (fits(value)) return value as T;
    faults.push({ kind: 'invalid', pointer: `/${field}`, ...messages.recipe.faulty(field, value) });
    return otherwise;
  };
  const whole = (most: number) => (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0 && (value as number) <= most;
  const d = defaultRecipe;
  const recipe: Recipe = {
    mode: read('mode', d.mode, (value) => modes.includes(value as Mode)),
    domain: read('domain', d.domain, isText),
    entity: read('entity', d.entity, isText),
    profile: read('profile', d.profile, isText),
    params: read('params', {}, (value) => isObject(value) && Object.values(value).every(Number.isFinite)),
    count: read('count', d.count, whole(maxCount)),
    seed: read('seed', d.seed, whole(maxSeed)),
    asOf: read('as_of', d.asOf, isText),
    format: read('format', d.format, (value) => isText(value) && Object.hasOwn(messages.formats, value)),
    schema: read('schema', null, (value) => (isObject(value) || typeof value === 'boolean') && isShallow(value)),
    schemaText: '',
    refs: read('refs', [], (value) => Array.isArray(value) && value.every(isDocument)),
    where: read('where', [], isTexts),
    balance: read('balance', [], isTexts),
    fillMissing: read('fill_missing', [], isTexts),
    derive: read('derive', [], isTexts),
    faulty: read('faulty', d.faulty, (value) => typeof value === 'number' && value >= 0 && value <= 1),
    faultColumn: read('fault_column', d.faultColumn, isText),
    take: read('take', {}, (value) => isObject(value) && Object.values(value).every(isText)),
    free: read('free', [], isTexts),
  };
  return { recipe, faults };
}

const isText = (value: unknown): value is string => typeof value === 'string';

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && value.every(isText);

function isDocument(value: unknown): value is Document {
  return isObject(value) && isText(value.name) && isText(value.data);
}
