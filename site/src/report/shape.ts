// The outline of a column: bars of one height scale for the new rows and, behind them, the sample.
import type { Column, Histogram, Summary } from '../wire.ts';

/** Bars of a unit square: x and width along it, height in [0, 1] of the highest bar of both. */
export interface Bar {
  x: number;
  width: number;
  height: number;
}

export interface Shape {
  synthetic: Bar[];
  real: Bar[];
}

export function shapeOf(column: Column): Shape {
  const bars = column.histogram ? histogramBars : levelBars;
  const { synthetic, real } = bars(column, column.real);
  const top = Math.max(...synthetic.map((b) => b.height), ...real.map((b) => b.height), Number.MIN_VALUE);
  const scale = (list: Bar[]) => list.map((bar) => ({ ...bar, height: bar.height / top }));
  return { synthetic: scale(synthetic), real: scale(real) };
}

/** Heights are densities, since both tables may have other bins. */
function histogramBars(column: Summary, sample?: Summary): Shape {
  const both = [column.histogram, sample?.histogram].filter((h): h is Histogram => (h?.counts.length ?? 0) > 0);
  const min = Math.min(...both.map((h) => h.min));
  const span = Math.max(...both.map((h) => h.max)) - min || 1;
  const outline = (h?: Histogram): Bar[] => {
    if (!h) return [];
    const total = h.counts.reduce((sum, c) => sum + c, 0) || 1;
    const width = (h.max - h.min) / h.counts.length / span || 1;
    return h.counts.map((c, i) => ({ x: (h.min - min) / span + i * width, width, height: c / total / width }));
  };
  return { synthetic: outline(column.histogram), real: outline(sample?.histogram) };
}

/** One slot for each of the most frequent values of either table. */
function levelBars(column: Summary, sample?: Summary): Shape {
  const names = levelNames(column, sample);
  const outline = (summary?: Summary): Bar[] =>
    names.map((name, i) => ({ x: i / names.length, width: 0.86 / names.length, height: levelShare(summary, name) ?? 0 }));
  return { synthetic: outline(column), real: sample ? outline(sample) : [] };
}

export function levelNames(column: Summary, sample?: Summary): string[] {
  const names = [...(sample?.top ?? []), ...(column.top ?? [])].map((level) => level.value);
  return [...new Set(names)].slice(0, 10);
}

/** Share of a value in the column's rows with a value; undefined where it is not among the most frequent. */
export function levelShare(summary: Summary | undefined, value: string): number | undefined {
  const level = summary?.top?.find((l) => l.value === value);
  if (!summary || !level) return undefined;
  const present = summary.null_rate < 1 ? summary.nulls / (summary.null_rate || 1) - summary.nulls : 0;
  const total = summary.null_rate > 0 ? present : undefined;
  return level.count / (total ?? summary.distinct / (summary.uniqueness || 1));
}
