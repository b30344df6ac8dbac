import type { Client } from '../engine/client.ts';
import { problemOf } from '../engine/outcome.ts';
import { messages } from '../messages.ts';
import { type TableSchema, tableOf } from '../schema/columns.ts';
import { flatten } from '../schema/flatten.ts';
import type { Catalog, Distribution, Document, Domain, Entity, Json, Mode, Problem, Provider, Request } from '../wire.ts';
import { Check } from './check.svelte.ts';
import { Edits, type Written } from './edits.svelte.ts';
import { Preview } from './preview.svelte.ts';
import { defaultRecipe, type Reading, type Recipe, requestOf } from './recipe.ts';
import { Runs } from './runs.svelte.ts';

/** The user's file of rows. */
export interface Sample {
  name: string;
  encoding: string;
  document: Document;
  bytes: number;
}

/** An OpenAPI document of which one schema is still to be chosen. */
export interface Choices {
  name: string;
  schema: Json;
  components: string[];
  refs: Document[];
}

/** All that decides the rows, and what the engine answered to it. Components read it and call it. */
export class Session {
  recipe = $state<Recipe>(structuredClone(defaultRecipe));
  sample = $state.raw<Sample | null>(null);
  schemaName = $state('');
  choices = $state.raw<Choices | null>(null);
  catalog = $state.raw<Catalog | null>(null);
  failure = $state.raw<Problem | null>(null); // of a file, a run or the start; a preview keeps its own
  readonly preview: Preview;
  readonly runs: Runs;
  readonly edits = new Edits();
  readonly check: Check;
  readonly #client: Client;

  domain: Domain | undefined = $derived(this.catalog?.domains.find((d) => d.name === this.recipe.domain));
  entity: Entity | undefined = $derived(this.domain?.entities.find((e) => e.name === this.recipe.entity));
  usesSample = $derived(this.recipe.mode !== 'NEURAL_MATRIX');

  /** Whether the schema in use is the user's own, not an edited built-in one. */
  ownsSchema = $derived(this.recipe.schema !== null && this.recipe.domain === '');

  /** What the controls ask for; null while something is missing. */
  request: Request | null = $derived.by(() => {
    if (!this.catalog) return null;
    const request = requestOf(this.snapshot());
    if (!this.usesSample) return request;
    return this.sample ? { ...request, sample: this.sample.document } : null;
  });

  /** The table whose columns the user may edit: of the recipe's schema or the built-in one; null when it is not flat. */
  table: TableSchema | null = $derived(this.usesSample ? null : tableOf(flatten(this.recipe.schema ?? this.entity?.schema, this.recipe.entity)));

  /** The same table before all edits. */
  original: TableSchema | null = $derived(tableOf(flatten(this.ownsSchema ? (this.edits.first?.schema ?? this.recipe.schema) : this.entity?.schema, this.recipe.entity)));

  /** Whether the table differs from the one it began as, as far as is known. */
  edited = $derived(this.ownsSchema ? this.edits.any : this.recipe.schema !== null);

  constructor(client: Client) {
    this.#client = client;
    this.preview = new Preview(client);
    this.runs = new Runs(this, client);
    this.check = new Check(client);
  }

  get problem(): Problem | null {
    return this.failure ?? (this.runs.showing === 'preview' ? this.preview.problem : null);
  }

  async start(): Promise<void> {
    try {
      this.catalog = await this.#client.catalog();
      this.settle();
    } catch (error) {
      this.failure = problemOf(error);
    }
  }

  /** The recipe as a plain object. */
  snapshot(): Recipe {
    return $state.snapshot(this.recipe) as Recipe;
  }

  /** What columns can be filled with; asked of the engine once, when an editor needs it. */
  vocabulary = $state.raw<{ providers: Provider[]; distributions: Distribution[] }>({ providers: [], distributions: [] });
  #asked = false;

  async learnVocabulary(): Promise<void> {
    if (this.#asked) return;
    this.#asked = true;
    const { providers = [], distributions = [] } = await this.#client.vocabulary();
    this.vocabulary = { providers, distributions };
  }

  /** Puts a domain and an entity that exist where the recipe has none. */
  settle(): void {
    const first = this.catalog?.domains[0];
    if (!first || this.recipe.schema !== null) return;
    if (!this.recipe.domain) this.recipe.domain = first.name;
    if (!this.recipe.entity) this.recipe.entity = this.domain?.entities[0]?.name ?? '';
  }

  /** Takes a recipe that was read, and says what of it could not be. */
  adopt({ recipe, faults }: Reading, title: string): void {
    this.recipe = recipe;
    this.edits.forget();
    this.choices = null;
    this.settle();
    this.changed();
    if (faults.length > 0) this.failure = { type: 'about:blank', title, status: 400, detail: '', errors: faults };
  }

  /** To be called when a control was used: what is on screen follows the controls again. */
  changed(): void {
    this.failure = null;
    this.runs.showing = 'preview';
  }

  chooseMode(mode: Mode): void {
    this.recipe.mode = mode;
    this.changed();
  }

  chooseDomain(name: string): void {
    this.#builtIn();
    this.recipe.refs = [];
    this.recipe.domain = name;
    this.recipe.entity = this.domain?.entities[0]?.name ?? '';
    this.recipe.derive = [];
    this.chooseProfile('');
  }

  chooseEntity(name: string): void {
    this.#builtIn();
    this.recipe.entity = name;
    this.recipe.derive = [];
    this.changed();
  }

  #builtIn(): void {
    this.recipe.schema = null;
    this.recipe.schemaText = '';
    this.edits.forget();
  }

  chooseProfile(name: string): void {
    this.recipe.profile = name;
    this.recipe.params = {};
    this.changed();
  }

  /** Takes a schema, or the document whose component is meant, with its text to keep; null leads back to the built-in ones. */
  useSchema(name: string, schema: unknown, component = '', refs: Document[] = [], text = ''): void {
    this.schemaName = name;
    this.choices = null;
    this.edits.forget();
    const table = tableOf(flatten(schema, component)) ?? schema;
    const schemaText = table === schema ? text : ''; // what was written out is another document
    Object.assign(this.recipe, { mode: 'NEURAL_MATRIX', schema: table, schemaText, refs, domain: '', entity: component, profile: '', params: {} });
    this.settle();
    this.changed();
  }

  removeRef(name: string): void {
    this.recipe.refs = this.recipe.refs.filter((ref) => ref.name !== name);
    this.changed();
  }

  /** Takes an edited table. */
  edit(table: TableSchema): void {
    const { schema, schemaText } = this.snapshot();
    this.edits.keep({ schema, schemaText });
    this.#put({ schema: table, schemaText: '' });
  }

  /** Takes the last edit back. */
  undo(): void {
    this.#put(this.edits.takeBack());
  }

  /** Takes all edits back. */
  restore(): void {
    const first = this.ownsSchema ? this.edits.first : undefined;
    this.edits.forget();
    this.#put(first);
  }

  #put({ schema, schemaText }: Written = { schema: null, schemaText: '' }): void {
    Object.assign(this.recipe, { schema, schemaText });
    this.changed();
  }

  /** Takes a column of the sample for something else than what was inferred; '' for that again. */
  takeColumn(name: string, role: string): void {
    const { [name]: _, ...others } = this.recipe.take;
    this.recipe.take = role ? { ...others, [name]: role } : others;
    this.changed();
  }

  /** Keeps or frees what ties a column of the sample to others. */
  tieColumn(name: string, tied: boolean): void {
    const others = this.recipe.free.filter((free) => free !== name);
    this.recipe.free = tied ? others : [...others, name];
    this.changed();
  }

  /** Takes a sample; what was said of another one's columns goes. */
  hold({ name, encoding, document }: Pick<Sample, 'name' | 'encoding' | 'document'>): void {
    this.sample = { name, document, encoding, bytes: document.data.length };
    this.#forgetColumns();
  }

  removeSample(): void {
    this.sample = null;
    this.#forgetColumns();
    this.changed();
  }

  #forgetColumns(): void {
    Object.assign(this.recipe, { where: [], take: {}, free: [], balance: [], fillMissing: [], derive: [] });
  }

  /** What a file is validated against, by the name that people know. */
  get judgedBy(): string {
    const { schema, entity } = this.recipe;
    if (!this.ownsSchema) return this.entity?.title ?? '';
    const { title } = (schema ?? {}) as { title?: unknown };
    return typeof title === 'string' ? title : entity || this.schemaName || messages.source.ownSchema;
  }
}
