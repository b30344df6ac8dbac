// What becomes of the files that a user opens: a schema, a sample, a recipe, or rows to be judged.
import { arrange, type SchemaFile } from '../input/documents.ts';
import { recogniseFile, type Recognised, rowsOf } from '../input/recognise.ts';
import { messages } from '../messages.ts';
import type { Document, Json } from '../wire.ts';
import type { Session } from './session.svelte.ts';

/** Files opened together: a schema takes along those that its $refs name, and judges rows that come with it. */
export async function open(session: Session, files: File[]): Promise<void> {
  const { main, refs, rest } = arrange(await Promise.all(files.map(recogniseFile)), documentsOf(session));
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
  else if (found.is === 'schema') session.useSchema(found.name, found.schema, '', refs);
  else {
    session.hold({ ...found, document: found.sample });
    if (!session.usesSample) session.recipe.mode = 'MIMIC_BUFFER';
  }
}

/** Holds a file against the schema in use, without learning from it. */
export async function validateFile(session: Session, file: File): Promise<void> {
  const found = await rowsOf(file);
  if (found.is === 'sample') return validate(session, found.sample);
  take(session, found);
}

export async function validate(session: Session, sample: Document): Promise<void> {
  session.changed();
  const { domain, entity, profile, asOf, schema, refs, faultColumn } = session.snapshot();
  const own = schema === null ? {} : { schema, ...(refs.length > 0 && { refs }) };
  const place = { ...(domain && { domain }), ...(entity && { entity }), ...(profile && { profile }) };
  await session.check.run({ ...place, ...own, as_of: asOf, sample, fault_column: faultColumn || '_fault' }, session.judgedBy);
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
