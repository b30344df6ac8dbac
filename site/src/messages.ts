// Every sentence of the page; those of its larger parts are in words/.
import { bytes, compact, count, duration, plural } from './figures.ts';
import { editor } from './words/editor.ts';
import { figures, report } from './words/report.ts';
import type { Format, Mode, Problem } from './wire.ts';

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text);

/** What a field of a recipe is, for those that the page itself must understand. */
const recipeFields: Record<string, string> = {
  mode: 'one of NEURAL_MATRIX, MIMIC_BUFFER, AUGMENTED_SET',
  count: 'a whole number from 0 to 1,000,000,000,000',
  seed: 'a whole number from 0 to 9,007,199,254,740,991',
  params: 'numbers by the names of the domain’s parameters',
  format: 'one of csv, json, ndjson, sql, parquet, xlsx',
  schema: 'a JSON Schema or an OpenAPI document, no deeper than 200 levels',
  refs: 'a list of documents, each with name and data, both texts',
  where: 'a list of texts such as "Churn=Yes"',
  balance: 'a list of texts such as "Churn=Yes:0.5"',
  fill_missing: 'a list of column names, or of "*" alone',
  derive: 'a list of texts such as "total = price * quantity"',
  faulty: 'a number from 0 to 1',
  fault_column: 'a text',
};

export const messages = {
  name: 'Groflex',
  tagline: 'Synthetic data, made in this tab',
  skip: 'Skip to the rows',

  mode: {
    label: 'Mode',
    about: {
      NEURAL_MATRIX: 'New rows from a schema. A seeded structural model, not a neural network.',
      MIMIC_BUFFER: 'New rows that behave like your sample and copy none of it.',
      AUGMENTED_SET: 'Your sample unchanged, then new rows that continue it.',
    } satisfies Record<Mode, string>,
  },

  source: {
    label: 'Source',
    domain: 'Domain',
    entity: 'Entity',
    open: 'Open a file',
    openHint: 'or drop it anywhere: CSV, JSON or NDJSON rows, a JSON Schema with those it refers to, an OpenAPI document, a recipe.',
    drop: 'Drop it',
    dropHint: 'It is read here, in this tab, and goes nowhere.',
    ownSchema: 'Your schema',
    builtIn: 'Back to the built-in schemas',
    sample: 'Your sample',
    remove: 'Remove',
    needed: 'This mode learns from rows of yours.',
    demo: 'Or try one of these',
    encoding: (name: string) => `read as ${name}`,
    pick: (file: string) => `Schemas in ${file}`,
    ref: 'Named by its $refs',
  },

  validate: {
    open: 'Validate files',
    against: (schema: string) => `against ${schema}: every row, each fault with its place. Nothing is learnt from it.`,
    together: (domain: string) => `Several, or a zip, are held against all tables of ${domain}, and each other.`,
    files: (n: number) => plural(n, 'file'),
    severalForOne: (schema: string) =>
      problemAt('', `several files are tables of a domain, and ${schema} is one table`, 'validate one file at a time, or go back to the built-in schemas'),
    sample: (file: string, schema: string) => `Validate ${file} against ${schema}`,
    title: (file: string, schema: string) => `${file} against ${schema}`,
    busy: 'Validating…',
    cancel: 'Cancel',
    close: 'Close',
    verdict: (valid: number, rows: number) => (valid === rows ? `All ${plural(rows, 'row')} valid` : `${count(valid)} of ${plural(rows, 'row')} valid`),
    shown: (shown: number, total: number) => (shown === total ? plural(total, 'fault') : `the first ${count(shown)} of ${plural(total, 'fault')}`),
    list: 'All faults as a file:',
    kept: (n: number) => `the first ${count(n)},`,
    absent: (tables: string[]) => `There is no file of ${tables.join(', ')}. What reads them is not checked.`,
    checked: (n: number) => `All ${plural(n, 'rule')} checked.`,
    unchecked: (n: number, of: number) => `${count(of - n)} of ${plural(of, 'rule')} checked; ${count(n)} read what is not there`,
    needs: 'reads',
    downloadJson: 'Download the faults as JSON',
    downloadCsv: 'Download the faults as CSV',
    faultsOf: (file: string) => `Faults of ${file}`,
    columns: { row: 'Row', line: 'Line', instance: 'Where', breaks: 'Breaks', message: 'What is wrong' },
    whole: 'the record',
  },

  demos: [
    { file: 'penguins.json', title: 'Palmer penguins', about: '344 penguins with missing values', licence: 'CC0, Palmer Station LTER, by vega-datasets' },
    { file: 'seattle-weather.csv', title: 'Seattle weather', about: '1,461 days of it', licence: 'US public domain, NOAA, by vega-datasets' },
  ],

  profile: {
    label: 'Profile',
    params: 'Parameters',
    departs: (n: number) => `${plural(n, 'change')} from the profile`,
    reset: 'Reset',
    source: (text: string) => (text === 'assumed' ? 'Assumed: no published figure.' : `Source: ${text}`),
    range: (min: string, max: string) => `${min} to ${max}`,
  },

  understood: {
    label: 'What was understood',
    counts: {
      off: (n: number) => `${n} switched`,
      replaced: (n: number) => `${n} replaced`,
      kept: (n: number) => `${plural(n, 'tie')} kept`,
      read: (n: number) => plural(n, 'note'),
    },
    asUnderstood: 'as it was understood',
    key: 'a key: new values',
    replaced: 'personal: replaced',
    roles: { quantity: 'take as a quantity', category: 'take as a category', key: 'take as a key: new values', text: 'replace by sentences' },
    replacedBy: (family: string) => `Replace by ${family}`,
    freed: 'its ties to other columns are not kept',
  },
  where: { label: 'Only new rows where', about: 'column=value, or with >= and <=; several with a semicolon between.' },
  augment: {
    label: 'Beyond plain rows',
    used: (n: number) => plural(n, 'setting'),
    at: (pointer: string, column: number) => `${/\/(\d+)$/.test(pointer) ? `line ${Number(pointer.split('/').at(-1)) + 1}, ` : ''}character ${column}: `,
    balance: { label: 'Balance', example: 'Churn=Yes:0.5', about: 'column=value:share of all rows; several levels of one column with a semicolon between.' },
    fill: { label: 'Fill missing cells of the sample', about: 'from the model, given the rest of the row' },
    derive: { label: 'Derived columns', example: 'total = price * quantity', about: 'name = formula, one a line, of the columns in the row.' },
    faulty: { label: 'Faulty new rows', unit: '% of them', about: 'For negative tests: each breaks one keyword or rule, named in the column _fault. Which can be broken also depends on the format.' },
    filled: 'Missing cells filled',
    cells: (n: number) => plural(n, 'cell'),
    left: (n: number) => `${count(n)} stay missing`,
    broken: 'Faulty rows, on purpose',
    brokenAbout: (n: number, column: string) => `${plural(n, 'row')}, labelled in ${column}. All other figures are of the rows as they were before.`,
  },
  volume: {
    label: 'Volume',
    rows: 'rows',
    added: 'new rows',
    about: (b: number) => `about ${bytes(b)}`,
    disk: 'Written straight to disk.',
    memory: 'Kept in memory until it is whole.',
    beyond: 'More than this browser can keep.',
    heavy: 'More than most disks hold.',
  },
  seed: { label: 'Seed', dice: 'Another seed', about: 'The same seed gives the same bytes, in any browser and on any server.' },
  asOf: { label: 'As of', about: 'Today, for the data. No clock is read.' },
  format: { label: 'File format' },
  formats: {
    csv: 'CSV',
    json: 'JSON',
    ndjson: 'NDJSON',
    sql: 'SQL',
    parquet: 'Parquet',
    xlsx: 'Excel',
  } satisfies Record<Format, string>,

  run: {
    button: 'Execute Neural Synthesis',
    subtitle: (rows: number) => `Make ${plural(rows, 'row')}`,
    subtitleDisk: (rows: number, format: string) => `Write ${plural(rows, 'row')} as ${format} to disk`,
    subtitleSample: 'Open a sample first',
    cancel: 'Cancel',
    table: (name: string, index: number, of: number) => `${name}, table ${index + 1} of ${of}`,
    phase: { read: 'Reading the sample', fit: 'Learning the sample', rows: 'Making rows', report: 'Measuring quality' },
    of: (done: number, total: number) => `${count(done)} of ${count(total)}`,
    rate: (rows: number, b: number) => `${compact(rows)} rows/s, ${bytes(b)}/s`,
    size: (b: number, expected: number) => `${bytes(b)} of about ${bytes(expected)}`,
    left: (seconds: number) => `${duration(seconds)} left`,
  },

  stage: {
    preview: 'Preview',
    result: 'Result',
    previewPast: (from: number, to: number) => `rows ${count(from)} to ${count(to)}: the sample's last, then new ones`,
    previewOf: (rows: number, total: number) => `first ${count(rows)} of ${plural(total, 'row')}`,
    resultOf: (rows: number, b: number, ms: number) => `${plural(rows, 'row')}, ${bytes(b)} in ${duration(ms / 1000)}`,
    onDisk: 'The rows are in the file; these are the first ones.',
    notKept: 'You did not take these rows; this is the report on them. The rows below are those of the preview.',
    earlier: 'The settings have changed since; this is the result of the earlier ones.',
    starting: 'Starting the engine…',
    fitting: 'Learning the sample…',
    renewing: 'Renewing…',
    took: (ms: number) => `${Math.max(1, Math.round(ms))} ms`,
    download: 'Download',
    downloadAs: (format: string) => `Download ${format}`,
    xlsxRows: (most: number) => `up to ${plural(most, 'row')}`,
    allTables: (domain: string, format: string) => `All tables of ${domain}, linked: ${format === 'SQL' ? 'one SQL script' : `a zip of ${format}`}`,
    copyLink: 'Copy link',
    copied: 'Copied',
    notCopied: 'It is in the address bar',
    recipe: 'Recipe',
    recipeAbout: 'Everything but your data, as a small file: the shell and the server make the same bytes of it.',
    sha: 'SHA-256',
    shaAbout: (format: string) => `Of the ${format} file. The same recipe gives the same sum everywhere.`,
    emptyTitle: 'Bring rows to learn from',
    empty: 'Drop a CSV, JSON or NDJSON file here. It is read in this tab and never leaves it.',
  },

  grid: {
    label: 'Rows',
    row: 'row',
    missing: 'missing',
    cell: (column: string, row: number) => `${column}, row ${count(row)}`,
    kinds: {
      bool: 'true or false',
      int: 'whole number',
      decimal: 'decimal',
      float: 'number',
      date: 'date',
      time: 'date and time',
      text: 'text',
      json: 'nested value',
    } as Record<string, string>,
  },

  report,

  editor,

  figures,

  trust: {
    badge: 'Nothing leaves this page',
    offline: 'Offline ready',
    title: 'Your data stays in this tab',
    points: [
      'The engine is a WebAssembly program that runs here. There is no server behind this page, no cookie and no analytics.',
      'The page’s Content-Security-Policy has connect-src ‘self’: the browser itself refuses any connection to elsewhere.',
      'See for yourself: open the browser’s network panel, or disconnect. Everything goes on working.',
    ],
    close: 'Close',
  },

  update: { text: 'A new version is ready.', reload: 'Reload', later: 'Later' },
  theme: { label: 'Colours', light: 'Light', dark: 'Dark', auto: 'As the system' },

  disk: {
    full: {
      type: 'about:blank',
      title: 'The disk is full',
      status: 507,
      detail: 'There is no room for the rest of the file. What was written of it is removed and your settings are kept.',
    },
    little: (needed: number, free: number) => tooLarge(`the file takes about ${bytes(needed)}, and this browser has room for ${bytes(Math.max(0, free))}`),
    none: (needed: number, most: number) => tooLarge(`the file takes about ${bytes(needed)}, and this browser lets a page write to memory only: ${bytes(most)} at most`),
    xlsx: (rows: number, most: number) =>
      problemAt('/count', `a sheet of Excel holds at most ${plural(most, 'row')} below its header, and these are ${count(rows)}`, 'ask for fewer rows, or for CSV or Parquet'),
  },

  privacyQuestion: {
    title: 'These rows come too near to your sample',
    about: 'Who has this file may learn about people or things in the sample. Keep it to yourself, or learn from a larger sample first.',
    keep: 'Do not download',
    download: 'Download all the same',
  },

  problem: {
    title: 'This could not be done',
    ours: 'Something of ours broke',
    stopped: 'The engine stopped',
    stoppedRemedy: 'It may have run out of memory. It has been started anew and your settings are kept: try fewer rows or a smaller sample.',
    place: (line: number, column: number) => `line ${count(line)}, column ${count(column)}`,
    column: (name: string) => `column ${name}`,
    remedy: 'What to do',
    dismiss: 'Dismiss',
    afresh: 'Start afresh',
  },

  recipe: {
    ofLink: 'Not all of this link was understood',
    ofFile: (name: string) => `Not all of ${name} was understood`,
    damaged: { message: 'this part of the link is damaged and was left out', remedy: 'copy the whole link again, or ask for the recipe as a file' },
    faulty: (field: string, value: unknown) => ({
      message: `${cut(JSON.stringify(value) ?? String(value))} cannot stand here, and was left out`,
      remedy: recipeFields[field] ?? 'mend it, or go on with the default',
    }),
  },

  input: {
    unreadable: (name: string) => `${name} was not understood`,
    empty: { message: 'the file is empty', remedy: 'choose a file with at least a header and one row' },
    tooLarge: (size: number, most: number) => ({
      message: `the file has ${bytes(size)}, more than a tab can hold (${bytes(most)})`,
      remedy: 'learn from a part of it, such as a random tenth of its rows, or run groflex in the shell',
    }),
    zip: { message: 'this is an Excel workbook, or a zip without CSV or JSON in it, or with too much of it', remedy: 'save a sheet as CSV and open that; unpack a zip of more than 400 MB' },
    binary: { message: 'this is not a text file', remedy: 'open CSV, JSON, NDJSON, a JSON Schema, an OpenAPI document or a recipe' },
    brokenJson: (detail: string) => ({ message: `this begins like JSON and is not: ${detail}`, remedy: 'mend the place named, or save the rows as CSV' }),
    tooDeep: { message: 'this is nested deeper than 200 levels', remedy: 'give a schema or rows without such depth' },
    unknownJson: {
      message: 'this JSON is neither a schema nor rows nor a recipe',
      remedy: 'rows are an array of objects; a schema has "properties" or "$schema"',
    },
    emptyOpenApi: { message: 'this OpenAPI document has no schemas of objects', remedy: 'open one with components.schemas, without references to other files' },
  },
};

function problemAt(pointer: string, message: string, remedy: string): Problem {
  return { type: 'about:blank', title: messages.problem.title, status: 422, detail: message, errors: [{ kind: 'too_large', pointer, message, remedy }] };
}

const tooLarge = (message: string) => problemAt('/count', message, 'ask for fewer rows, for Parquet, which takes less, or run groflex in the shell');
