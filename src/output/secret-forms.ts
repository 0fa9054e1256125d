import { foldCase, squeeze } from './fold.js';

/** One literal text to look for, and how far the replaced range reaches beyond it. */
export interface Pattern {
  readonly text: string;
  readonly kind: string;
  /** Characters before and after the literal that hold a part of the value's bits (base64 that is not aligned). */
  readonly before: 0 | 1;
  readonly after: 0 | 1;
  /** For the head of a photo: the replaced range runs on to the end of this alphabet. */
  readonly run: 'none' | 'base64' | 'hex' | 'percent' | 'list';
  /** In which reading of a text it is looked for; `text` is written as it stands there. */
  readonly reading: Reading;
}

/** A text as it is, with its case folded, or reduced to its letters and digits. */
export type Reading = 'exact' | 'any case' | 'squeezed';

/** Of a binary value (a photo) only this many first bytes are looked for; the rest goes with them. */
export const HEAD_BYTES = 64;

/** Shorter values are not looked for, as they would tear every report to shreds: ASCII 4 characters, others 2. */
export const MIN_ASCII_CHARACTERS = 4;
export const MIN_OTHER_CHARACTERS = 2;
const MIN_BINARY_BYTES = 4;

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range is ASCII itself
const ASCII_ONLY = /^[\u0000-\u007f]*$/;

/** Whether a value is long enough to be looked for. */
export function longEnough(value: string | Uint8Array): boolean {
  if (typeof value !== 'string') return value.length >= MIN_BINARY_BYTES;
  return [...value].length >= (ASCII_ONLY.test(value) ? MIN_ASCII_CHARACTERS : MIN_OTHER_CHARACTERS);
}

/** A squeezed literal needs this weight: an ASCII character counts 1, any other 4. */
const MIN_SQUEEZED_WEIGHT = 8;
/** Squeezed base64 is looked for from this length on; shorter would be found by chance. */
const MIN_SQUEEZED_BASE64 = 12;
/** Keys and secrets of this length are found in fragments, too. */
const MIN_WHOLE = 16;
const PIECE = 8;

/**
 * Every literal under which a value may stand in a text: itself, `+` for its spaces, and base64, hex and byte lists of it
 * and of its JSON- and URL-encoded spellings. The encoded spellings themselves need no literal: the text is decoded instead.
 */
export function patternsOf(kind: string, value: string | Uint8Array): Pattern[] {
  if (typeof value !== 'string') return bytePatterns(kind, value.subarray(0, HEAD_BYTES), value.length > HEAD_BYTES);
  const patterns: Pattern[] = [];
  for (const text of spellings(value)) patterns.push(plain(kind, foldCase(text), 'any case'));
  patterns.push(...bytePatterns(kind, Buffer.from(value, 'utf8'), false));
  for (const text of encodings(value)) {
    const bytes = Buffer.from(text, 'utf8');
    patterns.push(...base64Patterns(kind, bytes, false), ...hexPatterns(kind, bytes, false));
  }
  return [...patterns, ...squeezedPatterns(kind, value), ...fragments(kind, value)];
}

function plain(kind: string, text: string, reading: Reading): Pattern {
  return { text, kind, before: 0, after: 0, run: 'none', reading };
}

/** The value, forwards and backwards, and its bytes in every case and in UTF-16, as they look with nothing left but letters and digits. */
function squeezedPatterns(kind: string, value: string): Pattern[] {
  const characters = [...value];
  // Short names backwards are found between two of the same name.
  const backwards = characters.length < PIECE ? [] : [characters.reverse().join('')];
  const texts = [value, ...backwards].map(squeezed).filter((text) => weight(text) >= MIN_SQUEEZED_WEIGHT);
  for (const spelled of cases(value)) {
    const utf16 = Buffer.from(spelled, 'utf16le');
    for (const bytes of [Buffer.from(spelled, 'utf8'), utf16, Buffer.from(utf16).swap16()]) {
      const pairs = bytes.toString('hex').match(/../g) ?? [];
      texts.push(pairs.join(''), pairs.map((pair) => `0x${pair}`).join(''));
      if (bytes !== utf16) texts.push([...bytes].join(''));
      const base64 = base64Literals(bytes).map(({ text }) => squeezed(text));
      texts.push(...base64.filter((text) => text.length >= MIN_SQUEEZED_BASE64));
    }
  }
  return [...new Set(texts)].map((text) => plain(kind, text, 'squeezed'));
}

/** A key or secret that was cut off somewhere: any eight characters of it, if they look like nothing else. */
function fragments(kind: string, value: string): Pattern[] {
  if ((kind !== 'api_key' && kind !== 'api_secret') || value.length < MIN_WHOLE) return [];
  const folded = foldCase(value);
  const found = new Set<string>();
  for (let at = 0; at + PIECE <= folded.length; at++) {
    const piece = folded.slice(at, at + PIECE);
    if (/\d.*\d/s.test(piece) && /[a-z].*[a-z]/s.test(piece)) found.add(piece);
  }
  return [...found].map((text) => plain(kind, text, 'any case'));
}

function squeezed(text: string): string {
  return squeeze(text)[0]!.text;
}

function weight(text: string): number {
  let sum = 0;
  for (const char of text) sum += ASCII_ONLY.test(char) ? 1 : 4;
  return sum;
}

/** The value as it is, in lower and upper case, and with the case of every letter changed. */
function cases(value: string): Set<string> {
  const swapped = value.replace(/[a-z]+|[A-Z]+/g, (run) => (run < 'a' ? run.toLowerCase() : run.toUpperCase()));
  return new Set([value, value.toLowerCase(), value.toUpperCase(), swapped]);
}

function spellings(value: string): Set<string> {
  const found = new Set([value, value.replaceAll(' ', '+')]);
  const trimmed = value.trim();
  if (longEnough(trimmed)) found.add(trimmed);
  return found;
}

/** Encoded spellings that may themselves have been turned into base64 or hex, as in the base64 of a JSON text. */
function encodings(value: string): Set<string> {
  const json = JSON.stringify(value).slice(1, -1);
  const found = new Set([json]);
  for (const upper of [false, true]) {
    found.add(
      json.replace(/[^ -~]/g, (unit) => {
        const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
        return `\\u${upper ? hex.toUpperCase() : hex}`;
      }),
    );
  }
  const form = new URLSearchParams({ v: value }).toString().slice(2);
  for (const text of [form, form.replaceAll('+', '%20')]) {
    found.add(text);
    found.add(text.replace(/%[0-9A-F]{2}/g, (pair) => pair.toLowerCase()));
  }
  found.delete(value);
  return found;
}

function bytePatterns(kind: string, bytes: Uint8Array, cut: boolean): Pattern[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const patterns = [...base64Patterns(kind, buffer, cut), ...hexPatterns(kind, buffer, cut)];
  const pairs = buffer.toString('hex').match(/../g) ?? [];
  const add = (text: string, run: Pattern['run']) =>
    patterns.push({ ...plain(kind, text, 'any case'), run: cut ? run : 'none' });
  add(pairs.join(' '), 'list');
  add(pairs.map((pair) => `%${pair}`).join(''), 'percent');
  for (const separator of [',', ', ']) add([...buffer].join(separator), 'list');
  return patterns;
}

function hexPatterns(kind: string, buffer: Buffer, cut: boolean): Pattern[] {
  return [{ ...plain(kind, buffer.toString('hex'), 'any case'), run: cut ? 'hex' : 'none' }];
}

function base64Patterns(kind: string, buffer: Buffer, cut: boolean): Pattern[] {
  return base64Literals(buffer).flatMap(({ text, before, after }) => {
    const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
    return [...new Set([text, urlSafe])].map(
      (spelled): Pattern => ({
        text: spelled,
        kind,
        before,
        after,
        run: cut ? 'base64' : 'none',
        reading: 'exact',
      }),
    );
  });
}

/** The characters of a base64 text that the bytes alone decide, for each of the three places they may start at. */
function base64Literals(buffer: Buffer): { readonly text: string; readonly before: 0 | 1; readonly after: 0 | 1 }[] {
  return [0, 1, 2].map((shift) => {
    const bits = (shift + buffer.length) * 8;
    const whole = Buffer.concat([Buffer.alloc(shift), buffer]).toString('base64');
    const text = whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(bits / 6));
    return { text, before: shift === 0 ? 0 : 1, after: bits % 6 === 0 ? 0 : 1 };
  });
}
