// The report as one HTML file with nothing outside it, to be kept beside the data it is about.
import { count, share } from '../figures.ts';
import { messages } from '../messages.ts';
import { headline } from '../words/report.ts';
import type { Answer, Column, Note } from '../wire.ts';
import { groupsOf } from './notes.ts';
import { columnPlot, pairPlots } from './plots.ts';
import style from './document.css?raw';

type Child = Node | string | null | false;

/** The text of the file. Values of the data enter it as text nodes only. */
export function writeReport(answer: Answer): string {
  const page = document.implementation.createHTMLDocument(`${messages.report.title}: ${answer.meta.entity ?? answer.meta.mode}`);
  const element = (name: string, ...children: Child[]): HTMLElement => {
    const made = page.createElement(name);
    made.append(...children.filter((child): child is Node | string => child !== null && child !== false));
    return made;
  };
  page.documentElement.lang = 'en';
  page.head.prepend(charset(page), element('style', style));
  page.body.append(
    element('h1', messages.report.title),
    element('p', headline(answer.quality)),
    figureTable(answer, element),
    ...ruleTable(answer, element),
    ...augmentTables(answer, element),
    element('h2', messages.report.columns),
    ...answer.quality.columns.map((column) => columnPart(column, element)),
    ...pairPart(answer, element),
    ...notes(answer, element),
  );
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

type Make = (name: string, ...children: Child[]) => HTMLElement;

function charset(page: Document): HTMLMetaElement {
  const meta = page.createElement('meta');
  meta.setAttribute('charset', 'utf-8');
  return meta;
}

function figureTable({ quality, meta }: Answer, make: Make): HTMLElement {
  const { figures } = messages;
  const rows: [string, string, string][] = [
    [figures.rows.name, count(quality.rows), figures.rows.about],
    [figures.valid.name, share(quality.compliance.share), figures.valid.about],
  ];
  if (quality.similarity) rows.push([figures.shapes.name, share(quality.similarity.column_shapes), figures.shapes.about]);
  if (quality.similarity?.pair_trends !== undefined)
    rows.push([figures.trends.name, share(quality.similarity.pair_trends), figures.trends.about]);
  if (quality.privacy)
    rows.push(
      [messages.report.privacy, messages.report.verdict[quality.privacy.verdict], quality.privacy.why],
      [figures.dcr.name, share(quality.privacy.dcr_share), figures.dcr.about],
      [figures.copies.name, share(quality.privacy.copies), figures.copies.about],
    );
  for (const [name, value] of Object.entries(meta)) rows.push([name, String(value), '']);
  return make('table', ...rows.map(([name, value, about]) => make('tr', make('th', name), make('td', value), make('td', about))));
}

function ruleTable({ quality }: Answer, make: Make): HTMLElement[] {
  const rules = quality.rules ?? [];
  if (rules.length === 0) return [];
  const { report } = messages;
  const state = (broken: number, checked: number) => (broken > 0 ? report.broken(broken, checked) : report.holds);
  return [
    make('h2', report.rules),
    make(
      'table',
      ...rules.map((rule) =>
        make('tr', make('th', rule.name), make('td', state(rule.broken, rule.checked)), make('td', rule.why ?? '', ' ', make('code', rule.expr))),
      ),
    ),
  ];
}

function augmentTables({ quality }: Answer, make: Make): HTMLElement[] {
  const { augment: words } = messages;
  const parts: HTMLElement[] = [];
  const table = (rows: [string, string][]) => make('table', ...rows.map(([name, value]) => make('tr', make('th', name), make('td', value))));
  if (quality.filled?.length)
    parts.push(make('h2', words.filled), table(quality.filled.map((f) => [f.column, f.left > 0 ? `${words.cells(f.cells)}, ${words.left(f.left)}` : words.cells(f.cells)])));
  if (quality.faulty?.rows) {
    const { rows, column, faults } = quality.faulty;
    parts.push(make('h2', words.broken), make('p', words.brokenAbout(rows, column)), table(faults.map((f) => [f.label, count(f.count)])));
  }
  return parts;
}

function columnPart(column: Column, make: Make): HTMLElement {
  const { figures, grid } = messages;
  const facts = [
    grid.kinds[column.kind] ?? column.kind,
    `${figures.nulls.name} ${share(column.null_rate)}`,
    `${figures.distinct.name} ${count(column.distinct)}`,
    column.similarity === undefined ? '' : `${figures.likeness.name} ${share(column.similarity)}`,
    column.min === undefined ? '' : `${figures.range.name} ${column.min} – ${column.max}`,
  ];
  return make('section', make('h3', column.name), make('p', facts.filter(Boolean).join(' · ')), columnPlot(column, 520));
}

function pairPart({ quality }: Answer, make: Make): HTMLElement[] {
  const pairs = quality.similarity?.pairs ?? [];
  if (pairs.length === 0) return [];
  const names = quality.columns.map((column) => column.name);
  const maps = pairPlots(pairs, names, 900).map((map) => make('figure', make('figcaption', messages.report[map.title]), map.plot));
  return [make('h2', messages.report.pairs), make('div', ...maps)];
}

function notes({ quality }: Answer, make: Make): HTMLElement[] {
  if (!quality.notes?.length) return [];
  const item = (note: Note) => make('li', note.column ? make('strong', note.column, ' ') : null, note.text);
  const parts = groupsOf(quality.notes).flatMap(({ group, members }) => [
    make('h3', messages.report.noteGroups[group]),
    make('ul', ...members.map(item)),
  ]);
  return [make('h2', messages.report.notes), ...parts];
}
