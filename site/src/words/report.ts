// What the quality report says.
import { count, plural, share } from '../figures.ts';
import type { Quality } from '../wire.ts';

export const report = {
  title: 'Quality report',
  noRows: 'No rows were asked for.',
  ofPreview: (rows: number) => `of the ${count(rows)} rows shown. Execute for all of them.`,
  ofResult: (rows: number) => `of all ${plural(rows, 'row')}.`,
  json: 'JSON',
  html: 'HTML',
  downloadJson: 'Download the report as JSON',
  downloadHtml: 'Download the report as one HTML file',
  columns: 'Columns',
  rules: 'Business rules',
  similarity: 'Likeness to the sample',
  privacy: 'Privacy',
  compliance: 'Schema',
  notes: 'What was understood',
  pairs: 'Pair trends',
  faults: 'Where rows break the schema',
  synthetic: 'synthetic',
  real: 'sample',
  difference: 'difference',
  levels: 'Most frequent values',
  holds: 'holds',
  broken: (broken: number, checked: number) => `broken in ${count(broken)} of ${count(checked)}`,
  first: (row: number) => `first in row ${count(row + 1)}`,
  verdict: { safe: 'No sign of copying', caution: 'Look closer', fail: 'Too near to the sample' },
  inHeadline: { safe: 'No sign of copying.', caution: 'Look closer at privacy.', fail: 'Too near to the sample: do not share it.' },
  noteGroups: { off: 'As you asked', replaced: 'Not taken over: new values are made', kept: 'Kept in every row', read: 'How it was read' },
  order: 'In the order of the columns; hover over a square for its pair. These are least alike:',
  steered: (alike: string) => `${alike} like the sample, with your conditions.`,
  faulty: (broken: number, rows: number) => `${count(broken)} of ${plural(rows, 'row')} broken on purpose.`,
  rulesHold: (n: number) => `${n === 1 ? 'The rule holds' : `All ${count(n)} rules hold`} on every row`,
  rulesBroken: (broken: number, n: number) => `${count(broken)} of ${plural(n, 'rule')} broken`,
  estimate: 'about ',
  wholeRow: 'the whole row',
  allDifferent: 'all different',
  missing: (part: string) => `${part} missing`,
  distinct: (n: string) => `${n} distinct`,
  replaced: 'replaced',
};

export const figures = {
  rows: { name: 'Rows', about: 'Rows the report is about.' },
  valid: { name: 'Valid', about: 'Share of rows that their JSON Schema accepts. Worry below 100%: each fault is listed.' },
  rulesHeld: { name: 'Rules', about: 'Business rules that hold on every row. Worry when one is broken: it is listed with its first row.' },
  nulls: { name: 'Missing', about: 'Share of cells with no value. Worry when it differs from the sample’s by more than a few points.' },
  distinct: { name: 'Distinct', about: 'Different values, without missing ones; beyond 65,536 an estimate.' },
  uniqueness: { name: 'Unique', about: 'Distinct values over values. A key should be at 100%.' },
  mean: { name: 'Mean', about: 'Average of the values that are there.' },
  stdDev: { name: 'Std dev', about: 'Standard deviation: how far values usually are from the mean.' },
  range: { name: 'Range', about: 'Least and greatest value.' },
  score: { name: 'Likeness', about: 'Mean of column shapes and pair trends; 100% is the sample itself. Worry below 85%.' },
  shapes: { name: 'Column shapes', about: 'How alike each column’s distribution is, on average. Saturates early: above 90% is usual for a good model.' },
  trends: { name: 'Pair trends', about: 'How alike columns go together, pair by pair. Worry below 85%: a dependency was lost.' },
  likeness: { name: 'Likeness', about: 'One minus the largest gap between both cumulative curves (numbers), or one minus half the summed gaps of shares (categories).' },
  adherence: { name: 'In range', about: 'Share of cells within the sample’s range, or among its values. Low is right only where values were replaced on purpose.' },
  dcr: {
    name: 'Nearer to seen rows',
    about: 'Share of new rows nearer to rows the model saw than to rows held out of its sight. 50% means no memory. Worry when the interval lies above 50%.',
  },
  copies: { name: 'Exact copies', about: 'New rows equal to a sample row. Compare with the sample’s own repeats: more than those is worrying.' },
  copiesReal: { name: 'Repeats in the sample', about: 'Held-out rows that equal another row of the sample: what chance alone gives.' },
  copiesUnique: { name: 'Copies of a unique row', about: 'New rows equal to a row that occurs once in the sample. Worry when it is not near 0%.' },
  newRows: { name: 'New', about: 'Share of new rows that match no sample row, numbers within 1%.' },
  overfitting: { name: 'Overfitting protection', about: 'From distances to the closest record, 100%: seen rows are no nearer than unseen ones.' },
  baseline: { name: 'Distance', about: 'Distance to the closest sample row, compared with random data; 100%: as far as random data.' },
};

/** The report in a sentence or two. Rows that are steered away from the sample on purpose are not judged by their likeness. */
export function headline(quality: Quality, steered = false): string {
  const { compliance, similarity, privacy, faulty } = quality;
  if (quality.rows === 0) return report.noRows;
  const parts: string[] = [];
  if (similarity) parts.push(steered ? report.steered(share(similarity.score)) : `${likenessInWords(similarity.score)}: ${share(similarity.score)} alike.`);
  if (faulty && faulty.rows > 0) parts.push(report.faulty(faulty.rows, quality.rows));
  const broken = (quality.rules ?? []).filter((rule) => rule.broken > 0).length;
  const held = (quality.rules ?? []).length - broken;
  if (compliance.valid < compliance.checked)
    parts.push(`${plural(compliance.checked - compliance.valid, 'row')} of ${count(compliance.checked)} break the schema.`);
  else if (compliance.checked > 0) parts.push(`Every ${faulty && faulty.rows > 0 ? 'other ' : ''}row follows its schema${broken === 0 && held > 0 ? ` and ${held === 1 ? 'its rule' : `all ${held} rules`}` : ''}.`);
  if (broken > 0) parts.push(`${plural(broken, 'business rule is', 'business rules are')} broken.`);
  if (privacy) parts.push(report.inHeadline[privacy.verdict]);
  return parts.join(' ');
}

function likenessInWords(score: number): string {
  if (score >= 0.95) return 'Very close to the sample';
  if (score >= 0.85) return 'Close to the sample';
  if (score >= 0.7) return 'Roughly like the sample';
  return 'Unlike the sample';
}
