import type { Path } from '../../conformance/scenario/schema-problems.js';

/**
 * The 1-based line on which a place of an exported value most likely stands in its source: each key is looked for after the
 * one before it, and an object of a list by its `id`, `name` or `code`. What is put together elsewhere gives the last line found.
 */
export function placeInSource(lines: readonly string[], root: unknown, path: Path): number {
  let at = 0;
  let value = root;
  for (const part of path) {
    value = (value as Record<string | number, unknown> | null | undefined)?.[part];
    const found = typeof part === 'string' ? lineOfKey(lines, part, at) : lineOfItem(lines, value, at);
    at = found ?? at;
  }
  return at + 1;
}

function lineOfKey(lines: readonly string[], key: string, from: number): number | undefined {
  const escaped = key.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<![\\w.-])(?:${escaped}\\b|'${escaped}'|"${escaped}")["']?\\s*[:=]`);
  return lineAfter(lines, (line) => pattern.test(line), from);
}

function lineOfItem(lines: readonly string[], value: unknown, from: number): number | undefined {
  const { id, name, code } = (value ?? {}) as Record<string, unknown>;
  const word = typeof value === 'string' ? value : [id, name, code].find((one) => typeof one === 'string');
  if (typeof word !== 'string') return undefined;
  return lineAfter(lines, (line) => ["'", '"', '`'].some((quote) => line.includes(`${quote}${word}${quote}`)), from);
}

/** After a line where it can be, else anywhere: parts may be stated before the whole. */
function lineAfter(lines: readonly string[], fits: (line: string) => boolean, from: number): number | undefined {
  const after = lines.findIndex((line, index) => index >= from && fits(line));
  const found = after === -1 ? lines.findIndex(fits) : after;
  return found === -1 ? undefined : found;
}
