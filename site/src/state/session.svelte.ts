import type { Client } from '../engine/client.ts';
import { EngineError, problemOf } from '../engine/outcome.ts';
import { arrange, type SchemaFile } from '../input/documents.ts';
import { recogniseFile, type Recognised, rowsOf } from '../input/recognise.ts';
import { messages } from '../messages.ts';
import { Lines } from '../output/lines.ts';
import { download, memoryBytes, openTarget, type Target } from '../output/target.ts';
import type { Answer, Catalog, Document, Domain, Entity, Format, Json, Mode, Problem, Request } from '../wire.ts';
import { type TableSchema, tableOf } from '../schema/columns.ts';
import { Check } from './check.svelte.ts';
import { fileName, mediaTypes } from './files.ts';
import { bundleOf, writeTables } from './linked.ts';
import { Preview } from './preview.svelte.ts';
import { defaultRecipe, type Recipe, requestOf } from './recipe.ts';
import { Run } from './run.svelte.ts';

/** More rows than this are written to the disk as they come, and the page shows the first ones only. */
export const gridRows = 100_000;

/** The user's file of rows. */
export interface Sample {
  name: string;
  bytes: number;
  encoding: string;
  document: NonNullable<Request['sample']>;
}

/** What a run left. */
export interface Result {
  request: Request;
  answer: Answer;
  lines: Lines | null; // null when the rows went to a file
  milliseconds: number;
}

/** All that the page knows: the recipe, the user's data, what the engine answered. Components read it and call it. */
export class Session {
  recipe = $state<Recipe>(structuredClone(defaultRecipe));
  sample = $state.raw<Sample | null>(null);
  schemaName = $state('');
  choices = $state.raw<{ name: string; schema: Json; components: string[]; refs: Document[] } | null>(null); // of an OpenAPI document
  catalog = $state.raw<Catalog | null>(null);
  failure = $state.raw<Problem | null>(null); // of a file, a run or the start; a preview keeps its own
  run = $state.raw<Run | null>(null);
  result = $state.raw<Result | null>(null);
  showing = $state<'preview' | 'result'>('preview');
  readonly preview: Preview;
  readonly check = new Check();
  readonly #client: Client;

  domain: Domain | undefined = $derived(this.catalog?.domains.find((d) => d.name === this.recipe.domain));
  entity: Entity | undefined = $derived(this.domain?.entities.find((e) => e.name === this.recipe.entity));
  usesSample = $derived(this.recipe.mode !== 'NEURAL_MATRIX');

  /** What the controls ask for; null while something is missing. */
  request: Request | null = $derived.by(() => {
    if (!this.catalog) return null;
    const request = requestOf($state.snapshot(this.recipe));
    if (!this.usesSample) return request;
    return this.sample ? { ...request, sample: this.sample.document } : null;
  });

  constructor(client: Client) {
    this.#client = client;
    this.preview = new Preview(client);
  }

  get problem(): Problem | null {
    return this.failure ?? (this.showing === 'preview' ? this.preview.problem : null);
  }

  async start(): Promise<void> {
    try {
      this.catalog = await this.#client.catalog();
      this.settle();
    } catch (error) {
      this.failure = problemOf(error);
    }
  }

  /** The table whose columns the user may edit: of the recipe's schema or the built-in one; null when it is not flat. */
  table: TableSchema | null = $derived(this.usesSample ? null : tableOf(this.recipe.schema ?? this.entity?.schema));

  /** Puts a domain and an entity that exist where the recipe has none. */
  settle(): void {
    const first = this.catalog?.domains[0];
    if (!first || this.recipe.schema !== null) return;
    if (!this.recipe.domain) this.recipe.domain = first.name;
    if (!this.recipe.entity) this.recipe.entity = this.domain?.entities[0]?.name ?? '';
  }

  adopt(recipe: Recipe): void {
    this.recipe = recipe;
    this.choices = null;
    this.settle();
    this.changed();
  }

  /** To be called when a control was used: what is on screen follows the controls again. */
  changed(): void {
    this.failure = null;
    this.showing = 'preview';
  }

  chooseMode(mode: Mode): void {
    this.recipe.mode = mode;
    this.changed();
  }

  chooseDomain(name: string): void {
    this.recipe.schema = null;
    this.recipe.refs = [];
    this.recipe.domain = name;
    this.recipe.entity = this.domain?.entities[0]?.name ?? '';
    this.chooseProfile('');
  }

  chooseEntity(name: string): void {
    this.recipe.schema = null;
    this.recipe.entity = name;
    this.changed();
  }

  chooseProfile(name: string): void {
    this.recipe.profile = name;
    this.recipe.params = {};
    this.changed();
  }

  /** Takes a schema, or the document whose component is meant; null leads back to the built-in ones. */
  useSchema(name: string, schema: unknown, component = '', refs: Document[] = []): void {
    this.schemaName = name;
    this.choices = null;
    Object.assign(this.recipe, { mode: 'NEURAL_MATRIX', schema, refs, domain: '', entity: component, profile: '', params: {} });
    this.settle();
    this.changed();
  }

  /** Takes an edited table; null undoes all edits of a built-in one. */
  edit(table: TableSchema | null): void {
    this.recipe.schema = table;
    this.changed();
  }

  removeSample(): void {
    this.sample = null;
    this.recipe.where = [];
    this.changed();
  }

  /** The user's own schema and what it refers to, as documents. */
  get documents(): SchemaFile[] {
    const { schema, refs, domain } = this.recipe;
    if (schema === null || domain !== '') return [];
    return [{ name: this.schemaName, schema: schema as Json }, ...refs.map((ref) => ({ name: ref.name ?? '', schema: JSON.parse(String(ref.data)) as Json }))];
  }

  removeRef(name: string): void {
    this.recipe.refs = this.recipe.refs.filter((ref) => ref.name !== name);
    this.changed();
  }

  /** Files opened together: a schema takes along those that its $refs name, and judges rows that come with it. */
  async open(files: File[]): Promise<void> {
    const { main, refs, rest } = arrange(await Promise.all(files.map(recogniseFile)), this.documents);
    if (main) this.take(main, refs);
    else if (refs.length > 0) {
      const kept = this.recipe.refs.filter((old) => refs.every((ref) => ref.name !== old.name));
      this.recipe.refs = [...kept, ...refs];
      this.changed();
    }
    const rows = rest.find((found) => found.is === 'sample');
    if (main && rows) this.#hold(rows);
    if (main?.is === 'schema' && rows) void this.validate(rows.sample);
    const unread = rest.find((found) => found.is === 'unreadable');
    const alone = unread ?? (main ? undefined : rest[0]);
    if (alone) this.take(alone);
  }

  /** What a file is validated against, by the name that people know. */
  get judgedBy(): string {
    const { schema, domain, entity } = this.recipe;
    if (schema === null || domain !== '') return this.entity?.title ?? '';
    const { title } = schema as { title?: unknown };
    return typeof title === 'string' ? title : entity || this.schemaName || messages.source.ownSchema;
  }

  async validateFile(file: File): Promise<void> {
    const found = await rowsOf(file);
    if (found.is === 'sample') return this.validate(found.sample);
    this.take(found);
  }

  async validate(sample: Document): Promise<void> {
    this.changed();
    const { domain, entity, profile, asOf, schema, refs } = $state.snapshot(this.recipe);
    const own = schema === null ? {} : { schema, ...(refs.length > 0 && { refs }) };
    const place = { ...(domain && { domain }), ...(entity && { entity }), ...(profile && { profile }) };
    await this.check.run({ ...place, ...own, as_of: asOf, sample }, this.judgedBy);
  }

  #hold({ name, sample: document, encoding }: Recognised & { is: 'sample' }): void {
    this.sample = { name, document, encoding, bytes: document.data.length };
    this.recipe.where = []; // conditions on another sample's columns
  }

  take(found: Recognised, refs: Document[] = []): void {
    this.changed();
    if (found.is === 'unreadable') this.failure = found.problem;
    else if (found.is === 'recipe') this.adopt(found.recipe);
    else if (found.is === 'openapi') this.choices = { ...found, refs };
    else if (found.is === 'schema') this.useSchema(found.name, found.schema, '', refs);
    else {
      this.#hold(found);
      if (!this.usesSample) this.recipe.mode = 'MIMIC_BUFFER';
    }
  }

  /** Rows that a run of request puts out, as far as is known. */
  get outputRows(): number {
    return this.recipe.count + (this.recipe.mode === 'AUGMENTED_SET' ? (this.sample?.bytes ?? 0) / 100 : 0);
  }

  get expectedBytes(): number {
    return this.outputRows * this.preview.bytesPerRow;
  }

  get streams(): boolean {
    return this.outputRows > gridRows || this.expectedBytes > 4 * memoryBytes;
  }

  /** Makes all rows: into the grid or, when they are many, straight into a file of the recipe's format. */
  async execute(): Promise<void> {
    if (!this.request || this.run) return;
    if (this.streams) return this.save(this.recipe.format);
    const request: Request = { ...this.request, format: 'ndjson' };
    const lines = new Lines();
    await this.#carryOut(request, lines, async (answer, milliseconds) => {
      this.result = { request, answer, lines, milliseconds };
      this.showing = 'result';
    });
  }

  /** Makes the rows on screen again in a format, and hands over the file. The same recipe gives the same rows. */
  async save(format: Format): Promise<void> {
    const shown = this.showing === 'result' ? this.result : null;
    const base = shown?.request ?? this.request;
    if (!base || this.run) return;
    const request: Request = { ...base, format };
    const name = fileName(request);
    if (shown?.lines && format === 'ndjson') return download(name, shown.lines.blob(mediaTypes[format]));
    try {
      const target = await openTarget(name, mediaTypes[format], shown ? shown.answer.meta.bytes * 2 : this.expectedBytes);
      const done = await this.#carryOut(request, target, async (answer, milliseconds) => {
        await target.finish();
        const lines = shown?.lines ?? null;
        this.result = { request, answer, lines, milliseconds };
        this.showing = 'result';
      });
      if (!done) await target.discard();
    } catch (error) {
      if ((error as Error).name !== 'AbortError') this.failure = problemOf(error); // else: the save dialog was closed
    }
  }

  /** Makes all tables of the domain, with as many rows of its root table as the recipe counts. */
  async saveDomain(): Promise<void> {
    if (!this.request || this.run) return;
    const request: Request = { ...this.request, entity: 'all' };
    const run = new Run(request);
    let target: Target | undefined;
    try {
      const bytes = this.expectedBytes * 20; // a guess: children outnumber their parents
      const { extension, type } = bundleOf(request.format);
      target = await openTarget(fileName(request, extension), type, bytes);
      this.failure = null;
      this.run = run;
      await writeTables(this.#client, await this.#client.linked(request), run, target);
      await target.finish();
    } catch (error) {
      await target?.discard().catch(() => {}); // a stream that broke is closed already
      if (!run.signal.aborted && (error as Error).name !== 'AbortError') this.failure = problemOf(error);
    } finally {
      this.run = null;
    }
  }

  cancel(): void {
    this.run?.cancel();
  }

  warm(): void {
    this.#client.warm();
  }

  async #carryOut(
    request: Request,
    into: { write(chunk: Uint8Array): void | Promise<void> },
    finish: (answer: Answer, milliseconds: number) => Promise<void>,
  ): Promise<boolean> {
    const run = new Run(request);
    this.failure = null;
    this.run = run;
    try {
      const sink = { write: (chunk: Uint8Array) => into.write(chunk), progress: run.progress };
      const answer = await this.#client.generate(request, sink, run.signal);
      await finish(answer, run.milliseconds);
      return true;
    } catch (error) {
      if (!run.signal.aborted) this.failure = error instanceof EngineError ? error.problem : problemOf(error);
      return false;
    } finally {
      this.run = null;
    }
  }
}
