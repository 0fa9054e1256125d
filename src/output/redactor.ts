import { decodedViews, type View } from './decoded-views.js';
import { foldCase, squeeze } from './fold.js';
import { createPatternIndex, type Found, type PatternIndex } from './pattern-index.js';
import { longEnough, patternsOf, type Reading } from './secret-forms.js';

/** A value that must not reach any file or the console; `kind` is what the reader sees in its place. */
export interface Secret {
  readonly kind: string;
  readonly value: string | Uint8Array;
}

/**
 * Takes known values out of any text, in the forms listed in docs/redaction.md, and puts `‹redacted:kind›` in their place.
 * It knows only what it was told: add a value before the first text that may carry it.
 */
export interface Redactor {
  /** The text without the known values. A text without any comes back as it is. */
  redact(text: string): string;
  /**
   * Makes a value known. `too-short`: it is not looked for, because ASCII of fewer than 4 characters (others: 2) stands in
   * every text by chance; keep such a value out of the texts instead.
   */
  add(kind: string, value: string | Uint8Array): 'added' | 'too-short';
  /** How often each kind was replaced so far, by this redactor, in the order of the kinds' names. */
  counts(): { kind: string; count: number }[];
}

/** A redactor that knows the given values; those that are too short (see `Redactor.add`) are left out. */
export function createRedactor(secrets: readonly Secret[]): Redactor {
  const indexes: Readonly<Record<Reading, PatternIndex>> = {
    exact: createPatternIndex(),
    'any case': createPatternIndex(),
    squeezed: createPatternIndex(),
  };
  const known = new Set<string>();
  const kinds = new Set<string>();
  const counted = new Map<string, number>();

  function add(kind: string, value: string | Uint8Array): 'added' | 'too-short' {
    if (!longEnough(value)) return 'too-short';
    kinds.add(kind);
    if (typeof value === 'string') {
      if (known.has(value)) return 'added';
      known.add(value);
    }
    for (const pattern of patternsOf(kind, value)) indexes[pattern.reading].add(pattern);
    return 'added';
  }

  function redact(text: string): string {
    if (kinds.size === 0) return text;
    const ranges = merge(find(text), markers(text, kinds));
    if (ranges.length === 0) return text;
    const parts: string[] = [];
    let from = 0;
    for (const { start, end, kind } of ranges) {
      parts.push(text.slice(from, start), marker(kind));
      counted.set(kind, (counted.get(kind) ?? 0) + 1);
      from = end;
    }
    parts.push(text.slice(from));
    return parts.join('');
  }

  function find(text: string): Found[] {
    const found: Found[] = [];
    const put = (view: View, kind: string, start: number, end: number): void => {
      const from = view.starts?.[start] ?? start;
      const to = view.ends?.[end - 1] ?? end;
      found.push({ kind, ...wholeEscapes(text, from, to) });
    };
    for (const view of decodedViews(text)) {
      for (const { kind, start, end } of indexes.exact.search(view.text)) put(view, kind, start, end);
      for (const { kind, start, end } of indexes['any case'].search(foldCase(view.text))) put(view, kind, start, end);
      for (const { text: reduced, places } of squeeze(view.text)) {
        for (const { kind, start, end } of indexes.squeezed.search(reduced))
          put(view, kind, places[start]!, places[end - 1]! + 1);
      }
    }
    return found;
  }

  for (const { kind, value } of secrets) add(kind, value);
  return {
    redact,
    add,
    counts: () =>
      [...counted]
        .map(([kind, count]) => ({ kind, count }))
        .sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0)),
  };
}

function marker(kind: string): string {
  return `‹redacted:${kind}›`;
}

/** Markers that already stand in the text: a word such as `name` inside them is not a find. */
function markers(text: string, kinds: ReadonlySet<string>): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(/‹redacted:([^‹›]*)›/g)) {
    const kind = match[1] ?? '';
    if (kinds.has(kind)) found.push({ start: match.index, end: match.index + match[0].length, kind });
  }
  return found;
}

/** Finds that overlap become one; the longest of them names it. */
function merge(found: readonly Found[], existing: readonly Found[]): Found[] {
  const outside = found.filter(({ start, end }) => !existing.some((mark) => start >= mark.start && end <= mark.end));
  outside.sort((a, b) => a.start - b.start || b.end - a.end);
  const merged: Found[] = [];
  let longest = 0;
  for (const next of outside) {
    const last = merged.at(-1);
    const length = next.end - next.start;
    if (last === undefined || next.start >= last.end) {
      merged.push(next);
      longest = length;
      continue;
    }
    const kind = length > longest ? next.kind : last.kind;
    longest = Math.max(longest, length);
    merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, next.end), kind };
  }
  return merged;
}

/** Widens a range that begins or ends inside a backslash escape, so that JSON text stays JSON text. */
function wholeEscapes(text: string, start: number, end: number): { start: number; end: number } {
  return { start: escapeBefore(text, start) ?? start, end: opensEscape(text, end - 1) ? end + 1 : end };
}

function escapeBefore(text: string, start: number): number | undefined {
  const head = /\\(?:u[0-9a-fA-F]{0,3}|x[0-9a-fA-F]?)?$/.exec(text.slice(Math.max(0, start - 5), start));
  if (head === null) return undefined;
  const at = start - head[0].length;
  return opensEscape(text, at) ? at : undefined;
}

/** Whether a backslash stands here that is not itself escaped. */
function opensEscape(text: string, at: number): boolean {
  if (at >= text.length - 1) return false;
  let run = 0;
  while (at - run >= 0 && text[at - run] === '\\') run++;
  return run % 2 === 1;
}
