// Documents that come together: which of them is the schema meant, and which are only named by $refs.
import type { Document, Json, JsonObject } from '../wire.ts';
import type { Recognised } from './recognise.ts';

export interface SchemaFile {
  name: string;
  schema: Json;
  text?: string; // where the value says less
}

/** A file whose content could be a schema, or a library of them. */
type Candidate = Recognised & SchemaFile;

export interface Arranged {
  main?: Recognised; // the schema meant
  refs: Document[]; // what its $refs lead to
  rest: Recognised[]; // rows, recipes, what was not understood
}

/**
 * The first document that no other names is the main one. Where documents in use already name all of the new ones,
 * there is none: they complete what is there.
 */
export function arrange(found: Recognised[], inUse: SchemaFile[]): Arranged {
  const candidates = found.filter((f): f is Candidate => 'schema' in f);
  const namedBy = (files: SchemaFile[], file: SchemaFile) => files.some((other) => other !== file && names(other.schema, file));
  const completing = candidates.length > 0 && candidates.every((f) => namedBy([...inUse, ...candidates], f)) && candidates.some((f) => namedBy(inUse, f));
  const known = (f: Candidate) => f.is !== 'unreadable' || namedBy([...inUse, ...candidates], f);
  const documents = candidates.filter(known);
  const main = completing ? undefined : (documents.find((f) => !namedBy(documents, f)) ?? documents[0]);
  return {
    main,
    refs: documents.filter((f) => f !== main).map((f) => ({ name: f.name, data: f.text || JSON.stringify(f.schema) })),
    rest: found.filter((f) => !(documents as Recognised[]).includes(f)),
  };
}

/** Whether a $ref of schema leads to the file: by its name, or by its $id. */
function names(schema: Json, file: SchemaFile): boolean {
  const id = idOf(file.schema);
  return refsOf(schema).some((ref) => ref === id || lastPart(ref) === file.name || (id !== '' && lastPart(ref) === lastPart(id)));
}

/** Every $ref that leads out of its document, without its fragment. */
function refsOf(root: Json): string[] {
  const found = new Set<string>();
  const open: Json[] = [root]; // no recursion: a hostile document may be deep
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== 'object' || value === null) continue;
    const ref = (value as JsonObject).$ref;
    if (typeof ref === 'string' && !ref.startsWith('#')) found.add(ref.split('#', 1)[0]!);
    for (const inner of Object.values(value)) open.push(inner);
  }
  return [...found];
}

function idOf(schema: Json): string {
  const { $id, id } = (schema ?? {}) as JsonObject;
  const text = typeof $id === 'string' ? $id : typeof id === 'string' ? id : '';
  return text.split('#', 1)[0]!;
}

const lastPart = (uri: string): string => decode(uri.slice(uri.lastIndexOf('/') + 1));

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray percent sign is only that
  }
}
