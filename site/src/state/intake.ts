// What becomes of the files that a user opens: a schema, a sample, a recipe, or rows to be judged.
import { arrange, type SchemaFile } from '../input/documents.ts';
import { recogniseFile, type Recognised, rowsOf } from '../input/recognise.ts';
import { unpack } from '../input/unpack.ts';
import { messages } from '../messages.ts';
import type { Document, Domain, Json } from '../wire.ts';
import type { Session } from './session.svelte.ts';

type Rows = Extract<Recognised, { is: 'sample' }>;
const isRows = (found: Recognised): found is Rows => found.is === 'sample';

/**
 * Files opened together: a schema takes along those that its $refs name, and judges rows that come with it. Several files
 * of rows, named after the tables of a domain, are held against each other.
 */
export async function open(session: Session, files: File[]): Promise<void> {
  const found = await Promise.all((await unpack(files)).map(recogniseFile));
  const tables = found.filter(isRows);
  const domain = tables.length > 1 && tables.length === found.length ? domainOf(session, tables) : undefined;
  if (domain) return validateTables(session, domain, tables);
  const { main, refs, rest } = arrange(found, documentsOf(session));
  if (main) take(session, main, refs);
  else if (refs.length > 0) {
    const kept = session.recipe.refs.filter((old) => refs.every((ref) => ref.name !== old.name));
    session.recipe.refs = [...kept, ...refs];
    session.changed();
  }
  const rows = rest.find((found) => found.is === 'sample');
  if (main && rows) session.hold({ ...rows, document: rows.sample });
  if (main?.is === 'schema' && rows) void validate(session, rows.sample);
  const unread = rest.find((found) => found.is === 'unreadable');
  const alone = unread ?? (main ? undefined : rest[0]);
  if (alone) take(session, alone);
}

export function take(session: Session, found: Recognised, refs: Document[] = []): void {
  session.changed();
  if (found.is === 'unreadable') session.failure = found.problem;
  else if (found.is === 'recipe') session.adopt(found.reading, messages.recipe.ofFile(found.name));
  else if (found.is === 'openapi') session.choices = { ...found, refs };
  else if (found.is === 'schema') session.useSchema(found.name, found.schema, '', refs, found.text);
  else {
    session.hold({ ...found, document: found.sample });
    if (!session.usesSample) session.recipe.mode = 'MIMIC_BUFFER';
  }
}

/** Holds a file against the schema in use, or several against each other, without learning from them. */
export async function validateFiles(session: Session, files: File[]): Promise<void> {
  const found = await Promise.all((await unpack(files)).map(rowsOf));
  const unread = found.find((one) => !isRows(one));
  if (unread) return take(session, unread);
  const tables = found.filter(isRows);
  if (tables.length === 1) return validate(session, tables[0]!.sample);
  const domain = domainOf(session, tables) ?? session.domain;
  if (domain) return validateTables(session, domain, tables);
  session.changed();
  session.failure = messages.validate.severalForOne(session.judgedBy);
}

export async function validate(session: Session, sample: Document): Promise<void> {
  session.changed();
  const { domain, entity, profile, params, asOf, schema, schemaText, refs, faultColumn } = session.snapshot();
  const own = schema === null ? {} : { schema: schemaText || schema, ...(refs.length > 0 && { refs }) };
  const place = { ...(domain && { domain, params }), ...(entity && { entity }), ...(profile && { profile }) };
  await session.check.run({ ...place, ...own, as_of: asOf, sample, fault_column: faultColumn || '_fault' }, session.judgedBy);
}

/** The settings of the domain chosen count for its own tables only. */
async function validateTables(session: Session, { name, title }: Domain, tables: Rows[]): Promise<void> {
  session.changed();
  const { domain, profile, params, asOf, faultColumn } = session.snapshot();
  const settings = domain === name ? { ...(profile && { profile }), params } : {};
  const documents = tables.map(({ sample }) => sample);
  await session.check.run({ domain: name, entity: 'all', ...settings, as_of: asOf, tables: documents, fault_column: faultColumn || '_fault' }, title);
}

/** The domain that most files are named after, the one chosen before others; none where no name is a table's. */
function domainOf({ catalog, domain }: Session, tables: Rows[]): Domain | undefined {
  const names = tables.map(({ name }) => `_${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '_')}_`);
  const named = ({ entities }: Domain) => names.filter((name) => entities.some((entity) => name.includes(`_${entity.name}_`))).length;
  let best: Domain | undefined;
  for (const one of [...(domain ? [domain] : []), ...(catalog?.domains ?? [])]) if (named(one) > (best ? named(best) : 0)) best = one;
  return best;
}

/** The user's own schema and what it refers to; a document of a link that is no JSON names nothing. */
function documentsOf({ recipe, schemaName, ownsSchema }: Session): SchemaFile[] {
  if (!ownsSchema) return [];
  const files = recipe.refs.map((ref) => ({ name: ref.name ?? '', schema: jsonOf(String(ref.data)) }));
  return [{ name: schemaName, schema: recipe.schema as Json }, ...files];
}

function jsonOf(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return null;
  }
}
