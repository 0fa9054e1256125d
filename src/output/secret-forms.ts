/** One literal text to look for, and how far the replaced range reaches beyond it. */
export interface Pattern {
  readonly text: string;
  readonly kind: string;
  /** Characters before and after the literal that hold a part of the value's bits (base64 that is not aligned). */
  readonly before: 0 | 1;
  readonly after: 0 | 1;
  /** For the head of a photo: the replaced range runs on to the end of this alphabet. */
  readonly run: 'none' | 'base64' | 'hex' | 'percent' | 'list';
}

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

/**
 * Every literal under which a value may stand in a text: itself, `+` for its blanks, and base64, hex and byte lists of it
 * and of its JSON- and URL-encoded spellings. The encoded spellings themselves need no literal: the text is decoded instead.
 */
export function patternsOf(kind: string, value: string | Uint8Array): Pattern[] {
  if (typeof value !== 'string') return bytePatterns(kind, value.subarray(0, HEAD_BYTES), value.length > HEAD_BYTES);
  const patterns: Pattern[] = [];
  for (const text of spellings(value)) {
    patterns.push({ text, kind, before: 0, after: 0, run: 'none' });
  }
  patterns.push(...bytePatterns(kind, Buffer.from(value, 'utf8'), false));
  for (const text of encodings(value)) {
    const bytes = Buffer.from(text, 'utf8');
    patterns.push(...base64Patterns(kind, bytes, false), ...hexPatterns(kind, bytes, false));
  }
  return patterns;
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
  const plain = { kind, before: 0, after: 0 } as const;
  for (const spelled of [pairs, pairs.map((pair) => pair.toUpperCase())]) {
    patterns.push({ ...plain, text: spelled.join(' '), run: cut ? 'list' : 'none' });
    patterns.push({ ...plain, text: spelled.map((pair) => `%${pair}`).join(''), run: cut ? 'percent' : 'none' });
  }
  for (const separator of [',', ', ']) {
    patterns.push({ ...plain, text: [...buffer].join(separator), run: cut ? 'list' : 'none' });
  }
  return patterns;
}

function hexPatterns(kind: string, buffer: Buffer, cut: boolean): Pattern[] {
  const hex = buffer.toString('hex');
  return [hex, hex.toUpperCase()].map((text) => ({ text, kind, before: 0, after: 0, run: cut ? 'hex' : 'none' }));
}

/** The characters of a base64 text that the bytes alone decide, for each of the three places they may start at. */
function base64Patterns(kind: string, buffer: Buffer, cut: boolean): Pattern[] {
  const patterns: Pattern[] = [];
  for (const shift of [0, 1, 2]) {
    const bits = (shift + buffer.length) * 8;
    const whole = Buffer.concat([Buffer.alloc(shift), buffer]).toString('base64');
    const text = whole.slice(shift === 0 ? 0 : shift + 1, Math.floor(bits / 6));
    const urlSafe = text.replaceAll('+', '-').replaceAll('/', '_');
    for (const spelled of text === urlSafe ? [text] : [text, urlSafe]) {
      patterns.push({
        text: spelled,
        kind,
        before: shift === 0 ? 0 : 1,
        after: bits % 6 === 0 ? 0 : 1,
        run: cut ? 'base64' : 'none',
      });
    }
  }
  return patterns;
}
