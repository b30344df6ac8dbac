/** The text of a line (1-based) of a file in UTF-8, cut to what is worth showing. */
export function lineOf(data: Uint8Array | string, line: number): string {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  let start = 0;
  for (let n = 1; n < line; n++) {
    const end = bytes.indexOf(10, start);
    if (end < 0) return '';
    start = end + 1;
  }
  const end = bytes.indexOf(10, start);
  const longest = 4 * 200; // of bytes, for 200 characters
  const text = new TextDecoder().decode(bytes.subarray(start, Math.min(end < 0 ? bytes.length : end, start + longest)));
  return text.length > 200 ? `${text.slice(0, 200)}…` : text.replace(/\r$/, '');
}
