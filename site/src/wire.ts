// What goes in and out of the engine: the twin of engine/wire. Shares, scores and complements are in [0, 1].

export type Mode = 'NEURAL_MATRIX' | 'MIMIC_BUFFER' | 'AUGMENTED_SET';
export type Format = 'csv' | 'json' | 'ndjson' | 'sql' | 'parquet' | 'xlsx';
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonObject = { [name: string]: Json };

/** Asks for rows. A field that is absent means its default. */
export interface Request {
  domain?: string;
  entity?: string;
  mode?: Mode;
  count?: number; // new rows
  rows?: Range; // only this slice of them
  roots?: number; // of a linked set: rows of the domain's root table
  seed?: number; // 0 to 2^53-1
  profile?: string;
  params?: Record<string, number>;
  as_of?: string; // YYYY-MM-DD
  schema?: unknown; // the user's own JSON Schema, or an OpenAPI document whose schema entity names
  refs?: Document[]; // documents that its $refs lead to; their data are strings
  sample?: Document;
  format?: Format;
  dialect?: 'postgresql' | 'mysql' | 'sqlite' | 'portable'; // of sql
  where?: string[]; // conditions on new rows, with a sample
  free?: string[]; // columns of a sample whose dependencies, sums and inequalities need not be kept
  take?: Record<string, string>; // what columns of a sample are taken for: a role, or the provider that replaces it
  model?: unknown; // a fitted model instead of a sample
  balance?: string[]; // levels of one column and their share of all rows, with a sample
  fill_missing?: string[]; // columns whose missing cells in an augmented sample are filled; "*": all
  derive?: string[]; // columns computed from others in the row: "ltv = price * months"
  faulty?: number; // share of the new rows that break one keyword or rule each
  fault_column?: string; // names what a faulty row breaks
}

/** A slice of rows: from is in it, to is not. */
export interface Range {
  from: number;
  to: number;
}

/** A text the user gives, in UTF-8. */
export interface Document {
  name?: string;
  format?: 'csv' | 'json' | 'ndjson';
  data: Uint8Array | string;
}

export interface Answer {
  records?: JsonObject[];
  schema: Json;
  quality: Quality;
  meta: Meta;
  model?: Json; // fitted to the sample, where it is asked for
}

/** How to get the same bytes again. */
export interface Meta {
  engine: string;
  mode: Mode;
  domain?: string;
  entity?: string;
  profile?: string;
  seed: number;
  count: number; // rows in the output
  first?: number; // of them in the whole, from 0; left out: 0
  as_of: string;
  format: Format;
  bytes: number;
  sha256: string;
}

/** Asks whether records follow a schema and its rules. */
export interface ValidateRequest {
  domain?: string;
  entity?: string;
  profile?: string; // for the parameters that rules name
  params?: Record<string, number>; // likewise
  as_of?: string; // YYYY-MM-DD
  schema?: unknown; // or its text
  refs?: Document[];
  records?: Json[]; // or
  sample?: Document; // a file of them, or
  tables?: Document[]; // with entity "all": a file a table, named after it
  fault_column?: string; // labels of faulty rows, which is left out unless the schema names it
}

export interface ValidateAnswer {
  valid: boolean;
  rows: number;
  invalid: number; // rows with at least one fault
  faults: RecordFault[] | null; // the first 1,000,000, null with none; quality counts them all
  quality: Quality;
  relations?: Rule[]; // what the schema says of keys and of the rows below a row
}

/** The verdict on tables of a domain that belong together. */
export interface DataSetAnswer {
  valid: boolean;
  rows: number;
  invalid: number;
  tables: TableAnswer[];
  absent?: string[]; // tables of the domain that were not given
}

export interface TableAnswer extends ValidateAnswer {
  entity: string;
  name: string; // of its file
}

export interface RecordFault {
  row: number; // 0-based
  line?: number; // 1-based
  instance: string; // JSON Pointer into the record
  keyword?: string; // JSON Pointer into the schema
  rule?: string; // or the name of the broken rule
  message: string;
}

export interface Catalog {
  domains: Domain[];
  providers?: Provider[]; // what x-groflex can fill a column with; of the whole catalogue only
  distributions?: Distribution[]; // likewise
}

/** Makes one kind of value: "person.email". */
export interface Provider {
  name: string;
  group: string; // its family
  about: string;
  kind: Kind;
  inputs?: string[]; // what it follows where columns are bound to it
  example?: string; // absent where it needs options
}

/** A way of drawing numbers. */
export interface Distribution {
  name: string;
  about: string;
  whole: boolean; // it draws whole numbers only
  params: DistParam[];
}

/** A parameter of a distribution; its range is closed. */
export interface DistParam {
  name: string;
  about?: string;
  unit?: string;
  default: number;
  min: number;
  max: number;
}

export interface Domain {
  name: string;
  title: string;
  about?: string;
  entities: Entity[];
  profiles: Profile[];
  params: Param[];
}

export interface Entity {
  name: string;
  title: string;
  about?: string;
  schema: Json;
}

export interface Profile {
  name: string;
  title: string;
  about?: string;
  params: Record<string, number>;
}

export interface Param {
  name: string;
  title: string;
  default: number;
  min: number;
  max: number;
  unit?: string;
  source: string;
}

/** An error answer (RFC 9457). */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: Fault[];
}

export interface Fault {
  kind: 'malformed' | 'unknown' | 'too_large' | 'invalid';
  pointer: string; // JSON Pointer into the request
  line?: number; // 1-based
  column?: number; // 1-based
  message: string;
  remedy?: string;
}

export interface Quality {
  rows: number;
  columns: Column[];
  compliance: Compliance;
  rules?: Rule[];
  similarity?: Similarity;
  privacy?: Privacy;
  notes?: Note[];
  filled?: Filled[];
  faulty?: Faulty; // all else describes the rows as they were before
}

/** Missing cells of a column of the sample. */
export interface Filled {
  column: string;
  cells: number; // that were filled
  left: number; // that stayed missing
}

/** Rows broken on purpose. */
export interface Faulty {
  rows: number;
  column: string; // that names in each such row what it breaks
  faults: FaultLabel[];
}

export interface FaultLabel {
  label: string; // "minimum:age", "rule:total"
  instance?: string;
  keyword?: string; // absent for a rule
  count: number;
  first_row: number;
}

export type Kind = 'bool' | 'int' | 'decimal' | 'float' | 'date' | 'time' | 'text' | 'json';

/** One column in figures. Values are texts, written as in CSV. */
export interface Summary {
  name: string;
  kind: Kind;
  nulls: number;
  null_rate: number;
  distinct: number;
  exact: boolean;
  uniqueness: number;
  min?: string;
  max?: string;
  mean?: number; // dates in days, times in seconds since 1970
  std_dev?: number;
  histogram?: Histogram;
  top?: Level[];
}

export interface Column extends Summary {
  real?: Summary;
  metric?: 'KSComplement' | 'TVComplement';
  similarity?: number;
  adherence?: number;
  replaced?: string;
}

/** Counts of cells in equal bins of [min, max]. */
export interface Histogram {
  min: number;
  max: number;
  counts: number[];
}

export interface Level {
  value: string;
  count: number;
}

export interface Compliance {
  checked: number;
  valid: number;
  share: number;
  faults?: FaultCount[];
}

export interface FaultCount {
  instance: string;
  keyword: string;
  message: string;
  count: number;
  first_row: number;
}

export interface Rule {
  name: string;
  expr: string;
  why?: string;
  checked: number;
  broken: number;
  first_row?: number;
  needs?: string[]; // what the rows at hand do not have: not checked
}

export interface Similarity {
  score: number;
  column_shapes: number;
  pair_trends?: number; // absent with no pairs
  pair_trends_shared?: number; // numbers cut at the sample's edges in both tables
  pairs?: Pair[];
}

export interface Pair {
  a: string;
  b: string;
  metric: 'CorrelationSimilarity' | 'ContingencySimilarity';
  score: number;
  real?: number; // Pearson's r, or Cramér's V
  synthetic?: number;
}

export interface Privacy {
  holdout: number;
  measured: number;
  dcr_share: number;
  dcr_interval: [number, number];
  median_dcr: number; // of the new rows
  median_dcr_chance: number; // of rows made by chance, column by column
  overfitting: number;
  baseline: number;
  new_rows: number;
  copies: number;
  copies_unique: number;
  copies_real: number;
  copies_unique_real: number;
  verdict: 'safe' | 'caution' | 'fail';
  why: string;
}

export interface Note {
  column?: string;
  kind: string;
  text: string;
}

/** The report on some of the rows, for merge. */
export interface Part {
  sketch: Uint8Array | null; // the engine's own
  compliance: Compliance;
  rules?: Rule[];
  faulty?: Faulty;
  rows: number;
  bytes: number;
}

/** An array that nobody reads any more, whose memory may be written to again; or none. */
export type Spent = Uint8Array | void;

/** Where the rows of a run go, chunk by chunk, and who hears how far it is. */
export interface Sink {
  /** Takes a chunk to keep, or gives it back once it is read: a browser finds new memory slowly. */
  write(chunk: Uint8Array): Spent | Promise<Spent>;
  progress(progress: Progress): void;
}

export interface Progress {
  phase: 'read' | 'fit' | 'rows' | 'report';
  done: number; // of total: bytes, steps or rows
  total: number;
  bytes: number; // written so far
}

/** What wasm/ registers in the worker as globalThis.groflex. A rejected promise's error carries a Problem. */
export interface Groflex {
  catalog(files: Record<string, Uint8Array>): Promise<Catalog>;
  schemas(domain?: string): Promise<Catalog>;
  preview(request: Request): Promise<Answer>;
  /** The rows go to the sink, or into the answer; with hash false, unhashed. */
  generate(request: Request, sink?: Sink, wants?: { hash: boolean }): Promise<Answer>;
  /** Begins a run whose rows are asked for slice by slice; with report false, unmeasured. */
  open(request: Request, wants?: { report: boolean }): Promise<null>;
  /** Some rows of the run, after those before. */
  slice(rows: Range, sink: Pick<Sink, 'write'>): Promise<null>;
  /** The report on the run's slices; the run ends. */
  part(): Promise<Part>;
  /** The answer on all of a request's rows, but for the hash. */
  merge(request: Request, parts: Part[]): Promise<Answer>;
  /** One request for each table of a domain, in the order that their keys need. */
  linked(request: Request): Promise<Request[]>;
  validate(request: ValidateRequest): Promise<ValidateAnswer | DataSetAnswer>; // of all tables the latter
}
