// Numbers as people read them.
const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
const plain = new Intl.NumberFormat(locale, { maximumSignificantDigits: 4, useGrouping: true });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });

export const count = (n: number): string => whole.format(n);
export const compact = (n: number): string => (Math.abs(n) < 10_000 ? plain.format(n) : short.format(n));
export const number = (n: number): string => (Math.abs(n) >= 1000 ? whole.format(n) : plain.format(n));

/** "1 row", "2 rows". */
export const plural = (n: number, one: string, many = `${one}s`): string => `${count(n)} ${n === 1 ? one : many}`;

/** A share of [0, 1]; only the whole is 100%, only nothing is 0%. */
export function share(x: number): string {
  if (x > 0.9995 && x < 1) return '>99.9%';
  if (x > 0 && x < 0.0005) return '<0.1%';
  return percent.format(x);
}

export function bytes(n: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = n < 1000 ? 0 : Math.min(4, Math.floor(Math.log10(n) / 3));
  const value = n / 1000 ** power;
  return `${value >= 100 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}

export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '–';
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 100) return `${seconds.toFixed(seconds < 10 ? 1 : 0)} s`;
  return seconds < 6000 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

/** A mean or bound of a column: dates come in days and times in seconds since 1970. */
export function ofKind(kind: string, value: number): string {
  if (kind === 'date') return isoDate(value * 86_400_000);
  if (kind === 'time') return isoDate(value * 1000);
  return number(value);
}

export function spread(kind: string, value: number): string {
  if (kind === 'date') return `${number(value)} days`;
  if (kind === 'time') return `${number(value / 86_400)} days`;
  return number(value);
}

function isoDate(milliseconds: number): string {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? '–' : date.toISOString().slice(0, 10);
}
