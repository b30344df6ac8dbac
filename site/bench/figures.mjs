// What the benchmark prints: tables in Markdown, of medians over the rounds.

export const median = (figures) => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)];

/** Prints a table; all columns but the first hold numbers. */
export function print(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  console.log([line(head), `|---|${'--:|'.repeat(head.length - 1)}`, ...rows.map(line), ''].join('\n'));
}

/** The contenders' rounds by name, each {rows, bytes, wall, cpu}, times in ms. */
export class Figures {
  constructor(results) {
    this.results = results;
  }

  /** Time of a row in ns: of the processor (cpu) or the wall. */
  time(name, which = 'cpu') {
    return median(this.results[name].map((round) => (round[which] * 1e6) / round.rows));
  }

  /** Rows a second of one core. */
  rate(name) {
    return short(1e9 / this.time(name));
  }

  /** How many times as much processor time a contender takes as another. */
  times(name, other) {
    return (this.time(name) / this.time(other)).toPrecision(3);
  }

  /** How many times as soon a contender is done by the wall as one before it. */
  gain(before, name) {
    return (this.time(before, 'wall') / this.time(name, 'wall')).toFixed(2);
  }

  printRows(title) {
    print([title, 'ns/row, processor', 'ns/row, wall', 'rows/s of one core', 'rows/s, wall', 'MB/s, wall'], Object.entries(this.results).map(([name, rounds]) => {
      const [cpu, wall, size] = [this.time(name), this.time(name, 'wall'), rounds[0].bytes / rounds[0].rows];
      return [name, fine(cpu), fine(wall), this.rate(name), short(1e9 / wall), short((size * 1e3) / wall)];
    }));
  }
}

const fine = (x) => x.toFixed(x < 100 ? 1 : 0);
const short = (x) => (x >= 1e6 ? `${(x / 1e6).toPrecision(3)} M` : Math.round(x).toLocaleString('en'));
