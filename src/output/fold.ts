/** Case is folded unit by unit, so that every place in the folded text is the same place in the text. */
export function foldCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replace(/[^ -~]|[A-Z]+/g, (part) => {
    const folded = part.toLowerCase();
    return folded.length === part.length ? folded : part;
  });
}

/** Reduced to letters and digits, and which unit of the text each of them is. */
export interface Squeezed {
  readonly text: string;
  readonly places: Int32Array;
}

/** What a reader skips besides punctuation: ANSI escape sequences, and tags of HTML. */
const ANSI =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /(?:\u001b\[|\u009b)[0-?]*[ -/]*[@-~]|\u001b[\]PX^_][^\u0007\u001b\u009c]*(?:\u0007|\u001b\\|\u009c)|\u001b[ -/]*[0-~]/g;
// biome-ignore lint/suspicious/noControlCharactersInRegex: the same
const ANSI_HINT = /[\u001b\u009b]/;
const ANSI_AND_TAGS = new RegExp(`${ANSI.source}|<[^<>]*>`, 'g');

const DROPPED = 0;
const UNKNOWN = 0xffff;
/** What each UTF-16 unit is reduced to; filled as units are met. */
const REDUCED = new Uint16Array(1 << 16).fill(UNKNOWN);

/**
 * The letters and digits of a text alone, lower case, without accents, full-width forms as plain ones; everything else is left
 * out, so that a value is found whatever was put between its characters. Further forms, where there is cause for them, leave
 * out escape sequences, and tags as well, with all their letters; a value may also stand inside a tag.
 */
export function squeeze(text: string): Squeezed[] {
  const forms = [reduce(text, undefined)];
  if (ANSI_HINT.test(text)) forms.push(reduce(text, ANSI));
  if (text.includes('<')) forms.push(reduce(text, ANSI_AND_TAGS));
  return forms;
}

function reduce(text: string, noise: RegExp | undefined): Squeezed {
  const units = new Uint16Array(text.length);
  const places = new Int32Array(text.length);
  let size = 0;
  const take = (from: number, to: number): void => {
    for (let at = from; at < to; at++) {
      const unit = text.charCodeAt(at);
      let reduced = REDUCED[unit]!;
      if (reduced === UNKNOWN) {
        reduced = reduceUnit(unit);
        REDUCED[unit] = reduced;
      }
      if (reduced === DROPPED) continue;
      units[size] = reduced;
      places[size] = at;
      size++;
    }
  };
  let from = 0;
  for (const match of noise === undefined ? [] : text.matchAll(noise)) {
    take(from, match.index);
    from = match.index + match[0].length;
  }
  take(from, text.length);
  const bytes = Buffer.from(units.buffer, 0, size * 2);
  return { text: bytes.toString('utf16le'), places: places.subarray(0, size) };
}

function reduceUnit(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return unit;
  const char = String.fromCharCode(unit);
  const plain = char.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const reduced = plain.length === 1 ? plain : char;
  return /^[\p{L}\p{N}]$/u.test(reduced) ? reduced.charCodeAt(0) : DROPPED;
}
