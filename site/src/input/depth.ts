/** The engine refuses documents that are nested deeper, and the page could not write them out again. */
const deepest = 200;

/** Whether a value of JSON is nested no deeper than the engine reads. */
export function isShallow(value: unknown): boolean {
  let level: unknown[] = [value]; // no recursion: that is what depth breaks
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepest) return false;
    level = level.flatMap((v) => (typeof v === 'object' && v !== null ? Object.values(v) : []));
  }
  return true;
}
