// Charts of the report, drawn by Observable Plot. Colours are the page's tokens.
import * as Plot from '@observablehq/plot';
import type { Column, Histogram, Pair } from '../wire.ts';
import { plotClass } from './plot-style.ts';
import { levelNames, levelShare } from './shape.ts';

type Drawing = SVGSVGElement | HTMLElement;
type Cell = Pair & { v: number };

/** The distribution of a column's new rows, with the sample's as a line or as ticks over it. */
export function columnPlot(column: Column, width: number): Drawing {
  const drawing = column.histogram && column.histogram.counts.length > 0 ? histogramPlot(column, width) : levelPlot(column, width);
  return labelled(drawing, column.name);
}

/** One image with one name: Plot names its groups too, which a reader has no use for. */
function labelled(drawing: Drawing, name: string): Drawing {
  for (const group of drawing.querySelectorAll('[aria-label]')) group.removeAttribute('aria-label');
  drawing.setAttribute('role', 'img');
  drawing.setAttribute('aria-label', name);
  return drawing;
}

function histogramPlot(column: Column, width: number): Drawing {
  const unit = column.kind === 'date' ? 86_400_000 : column.kind === 'time' ? 1000 : 0;
  const place = (x: number) => (unit ? new Date(x * unit) : x);
  const bins = densities(column.histogram!).map((bin) => ({ ...bin, x1: place(bin.from), x2: place(bin.to) }));
  const real = column.real?.histogram ? densities(column.real.histogram) : [];
  const outline = real.flatMap((bin) => [{ x: place(bin.from), y: bin.y }, { x: place(bin.to), y: bin.y }]);
  return Plot.plot({
    className: plotClass,
    width,
    height: 130,
    marginTop: 6,
    marginLeft: 8,
    marginRight: 14,
    marginBottom: 22,
    x: { label: null, type: unit ? 'utc' : 'linear', nice: false, ticks: Math.max(3, Math.floor(width / 90)) },
    y: { axis: null },
    marks: [
      Plot.rectY(bins, { x1: 'x1', x2: 'x2', y: 'y', fill: 'var(--accent)', fillOpacity: 0.6, insetLeft: 0.5, insetRight: 0.5 }),
      ...(outline.length > 0 ? [Plot.line(outline, { x: 'x', y: 'y', stroke: 'var(--real)', strokeWidth: 1.6 })] : []),
      Plot.ruleY([0], { stroke: 'var(--line-strong)' }),
    ],
  });
}

/** Shares per unit of x, so that tables with other bins are of one scale. */
function densities({ min, max, counts }: Histogram): { from: number; to: number; y: number }[] {
  const total = counts.reduce((sum, c) => sum + c, 0) || 1;
  const width = (max - min) / counts.length || 1;
  return counts.map((c, i) => ({ from: min + i * width, to: min + (i + 1) * width, y: c / total / width }));
}

function levelPlot(column: Column, width: number): Drawing {
  const levels = levelNames(column, column.real).map((value) => ({
    value,
    synthetic: levelShare(column, value),
    real: levelShare(column.real, value),
  }));
  const known = levels.filter((level) => level.real !== undefined);
  return Plot.plot({
    className: plotClass,
    width,
    height: 26 + 20 * levels.length,
    marginTop: 2,
    marginLeft: Math.min(150, 20 + 6.2 * Math.max(0, ...levels.map((level) => Math.min(20, level.value.length)))),
    marginRight: 14,
    marginBottom: 24,
    x: { label: null, tickFormat: '%', ticks: 4, zero: true },
    y: { label: null, domain: levels.map((level) => level.value), tickFormat: shorten, tickSize: 0 },
    marks: [
      Plot.barX(levels, { y: 'value', x: (level) => level.synthetic ?? 0, fill: 'var(--accent)', fillOpacity: 0.6, insetTop: 2, insetBottom: 2 }),
      Plot.tickX(known, { y: 'value', x: 'real', stroke: 'var(--real)', strokeWidth: 2.5 }),
      Plot.ruleX([0], { stroke: 'var(--line-strong)' }),
    ],
  });
}

const shorten = (text: string) => (text.length > 20 ? `${text.slice(0, 19)}…` : text);

/** Heat maps of the pairs: the sample's and the new rows' dependence, and the gap between them. */
export function pairPlots(pairs: Pair[], columns: string[], width: number): { title: 'real' | 'synthetic' | 'difference'; plot: Drawing }[] {
  const shown = columns.filter((name) => pairs.some((pair) => pair.a === name || pair.b === name));
  const size = Math.floor(width / 3) - 9;
  const map = (name: 'real' | 'synthetic' | 'difference', value: (pair: Pair) => number | undefined, positive: string, negative: string) => {
    const cells = pairs.flatMap((pair): Cell[] => {
      const v = value(pair);
      return v === undefined ? [] : [{ ...pair, v }, { ...pair, a: pair.b, b: pair.a, v }];
    });
    const drawing = Plot.plot({
      className: plotClass,
      width: size,
      height: size,
      margin: 2,
      x: { domain: shown, axis: null },
      y: { domain: shown, axis: null },
      opacity: { type: 'linear', domain: [0, 1], range: [0.06, 1], clamp: true },
      marks: [
        Plot.cell(cells, {
          x: 'a',
          y: 'b',
          fill: (cell: Cell) => (cell.v < 0 ? negative : positive),
          fillOpacity: (cell: Cell) => Math.abs(cell.v),
          inset: shown.length > 24 ? 0 : 0.5,
          title: (cell: Cell) => `${cell.a} × ${cell.b}: ${cell.v.toFixed(2)}`,
        }),
      ],
    });
    return { title: name, plot: labelled(drawing, name) };
  };
  const measured = pairs.some((pair) => pair.real !== undefined && pair.real !== null);
  const difference = map('difference', (pair) => 2 * (1 - pair.score), 'var(--bad)', 'var(--bad)');
  if (!measured) return [difference];
  return [
    map('real', (pair) => pair.real ?? undefined, 'var(--accent)', 'var(--real)'),
    map('synthetic', (pair) => pair.synthetic ?? undefined, 'var(--accent)', 'var(--real)'),
    difference,
  ];
}
