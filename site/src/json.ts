import type { JsonObject } from './wire.ts';

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The text of a JSON document where its value in JavaScript says less: numbers beyond 2^53 are rounded there, and members
 * with names such as 2024 come first. '' where nothing is lost.
 */
export function textToKeep(text: string, value: unknown): string {
  const bare = text.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, string: string | undefined) => string ?? '');
  return bare === JSON.stringify(value) ? '' : text;
}
