import type { Pattern } from './secret-forms.js';

/** A place in a text, first unit and the unit after the last. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
}

/** Many literal texts to look for at once; the cost of a search does not grow with their number. */
export interface PatternIndex {
  add(pattern: Pattern): void;
  /** The longest literal at every place of the text; places may overlap. */
  search(text: string): Found[];
}

const LONG_KEY = 4;
const SHORT_KEY = 2;
const FILTER_BITS = 20;
const FILTER_SHIFT = 32 - FILTER_BITS;

/** Literals that begin alike, by their length, the longest first. */
interface Bucket {
  lengths: number[];
  readonly byLength: Map<number, Map<string, Pattern>>;
}

const RUNS: Record<Exclude<Pattern['run'], 'none'>, RegExp> = {
  base64: /[A-Za-z0-9+/_=-]*/y,
  hex: /[0-9a-fA-F]*/y,
  percent: /(?:%[0-9a-fA-F]{2}|[!-~])*/y,
  list: /[0-9a-fA-F, ]*/y,
};

/** An empty index. Literals shorter than two units cannot be added. */
export function createPatternIndex(): PatternIndex {
  const buckets = new Map<string, Bucket>();
  // One byte a hash: most places of a text are ruled out by it without making a substring.
  const longFilter = new Uint8Array(1 << FILTER_BITS);
  const shortFilter = new Uint8Array(1 << FILTER_BITS);

  function add(pattern: Pattern): void {
    const { text } = pattern;
    if (text.length < SHORT_KEY) throw new RangeError(`a literal to look for needs ${SHORT_KEY} units or more`);
    const long = text.length >= LONG_KEY;
    const [a, b, c, d] = [0, 1, 2, 3].map((unit) => text.charCodeAt(unit)) as [number, number, number, number];
    if (long) longFilter[hashLong(a, b, c, d)] = 1;
    else shortFilter[hashShort(a, b)] = 1;
    const key = text.slice(0, long ? LONG_KEY : SHORT_KEY);
    const bucket = buckets.get(key) ?? { lengths: [], byLength: new Map() };
    buckets.set(key, bucket);
    const same = bucket.byLength.get(text.length) ?? new Map<string, Pattern>();
    if (same.size === 0) {
      bucket.byLength.set(text.length, same);
      bucket.lengths = [...bucket.byLength.keys()].sort((a, b) => b - a);
    }
    // The first kind under which a value became known names it.
    if (!same.has(text)) same.set(text, pattern);
  }

  function search(text: string): Found[] {
    const found: Found[] = [];
    // The four units from `at` on, carried along; past the end they are NaN and count as 0.
    let [a, b, c] = [text.charCodeAt(0), text.charCodeAt(1), text.charCodeAt(2)];
    for (let at = 0; at + SHORT_KEY <= text.length; at++) {
      const d = text.charCodeAt(at + 3);
      let pattern: Pattern | undefined;
      if (longFilter[hashLong(a, b, c, d)] === 1) pattern = longest(text, at, LONG_KEY);
      if (pattern === undefined && shortFilter[hashShort(a, b)] === 1) pattern = longest(text, at, SHORT_KEY);
      a = b;
      b = c;
      c = d;
      if (pattern !== undefined) found.push(reach(text, at, pattern));
    }
    return found;
  }

  function longest(text: string, at: number, keyLength: number): Pattern | undefined {
    const bucket = buckets.get(text.slice(at, at + keyLength));
    if (bucket === undefined) return undefined;
    for (const length of bucket.lengths) {
      if (at + length > text.length) continue;
      const pattern = bucket.byLength.get(length)?.get(text.slice(at, at + length));
      if (pattern !== undefined) return pattern;
    }
    return undefined;
  }

  return { add, search };
}

function reach(text: string, at: number, pattern: Pattern): Found {
  const start = pattern.before === 1 && at > 0 && isBase64(text, at - 1) ? at - 1 : at;
  let end = at + pattern.text.length;
  if (pattern.after === 1 && end < text.length && isBase64(text, end)) end++;
  if (pattern.run !== 'none') {
    const run = RUNS[pattern.run];
    run.lastIndex = end;
    if (run.test(text)) end = run.lastIndex;
  }
  return { start, end, kind: pattern.kind };
}

function isBase64(text: string, at: number): boolean {
  return /[A-Za-z0-9+/_-]/.test(text.charAt(at));
}

function hashShort(a: number, b: number): number {
  return Math.imul(Math.imul(a, 0x9e3779b1) ^ b, 0x85ebca6b) >>> FILTER_SHIFT;
}

function hashLong(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a, 0x9e3779b1) ^ b;
  hash = Math.imul(hash, 0x85ebca6b) ^ c;
  hash = Math.imul(hash, 0xc2b2ae35) ^ d;
  return Math.imul(hash, 0x9e3779b1) >>> FILTER_SHIFT;
}
