/** A text with one or more layers of escapes undone, and where each of its units stands in the text it was made from. */
export interface View {
  readonly text: string;
  /** Unit i covers `[starts[i], ends[i])` of the original; both undefined: the text is the original. */
  readonly starts: Int32Array | undefined;
  readonly ends: Int32Array | undefined;
}

/** How many layers are undone, e.g. URL-encoded text inside JSON inside JSON. */
const MAX_LAYERS = 3;
const MAX_VIEWS = 24;

interface Syntax {
  /** A cheap test that spares the pass over texts without this kind of escape. */
  readonly hint: RegExp;
  readonly escape: RegExp;
  /** The units for which an escape stands, with the offset inside the escape at which each begins; it covers up to the next. */
  decode(match: RegExpExecArray): readonly { readonly unit: string; readonly offset: number }[];
}

const BACKSLASHED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' };
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

const SYNTAXES: readonly Syntax[] = [
  {
    hint: /%[0-9a-fA-F]{2}/,
    escape: /(?:%[0-9a-fA-F]{2})+/g,
    decode: (match) => percentUnits(match[0]),
  },
  {
    hint: /\\/,
    escape: /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([^ux]))/g,
    decode: ([, braced, four, two, single]) =>
      single === undefined
        ? codePoint(Number.parseInt(braced ?? four ?? two ?? '', 16))
        : units(BACKSLASHED[single] ?? single),
  },
  {
    hint: /&[#a-z]/,
    escape: /&(?:#([0-9]{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos|nbsp));/g,
    decode: ([, decimal, hex, name]) =>
      name === undefined
        ? codePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10))
        : units(ENTITIES[name] ?? ''),
  },
  // Base64 in lines of 64 or 76 characters.
  { hint: /[\r\n]/, escape: /\r?\n[ \t]*/g, decode: () => [] },
];

/** The text itself and every text that undoing up to three layers of escapes (URL, JSON, HTML, line breaks) makes of it. */
export function decodedViews(text: string): View[] {
  const views: View[] = [{ text, starts: undefined, ends: undefined }];
  const seen = new Set([text]);
  let layer = views.slice();
  for (let depth = 0; depth < MAX_LAYERS && layer.length > 0; depth++) {
    const next: View[] = [];
    for (const view of layer) {
      for (const syntax of SYNTAXES) {
        if (views.length >= MAX_VIEWS) return views;
        if (!syntax.hint.test(view.text)) continue;
        const decoded = undo(view, syntax);
        if (decoded === undefined || seen.has(decoded.text)) continue;
        seen.add(decoded.text);
        next.push(decoded);
        views.push(decoded);
      }
    }
    layer = next;
  }
  return views;
}

function undo(view: View, syntax: Syntax): View | undefined {
  const { text } = view;
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  const parts: string[] = [];
  let size = 0;
  let from = 0;
  let matched = false;

  const put = (start: number, end: number): void => {
    starts[size] = view.starts === undefined ? start : view.starts[start]!;
    ends[size] = view.ends === undefined ? end : view.ends[end - 1]!;
    size++;
  };
  const copy = (to: number): void => {
    parts.push(text.slice(from, to));
    if (view.starts !== undefined && view.ends !== undefined) {
      starts.set(view.starts.subarray(from, to), size);
      ends.set(view.ends.subarray(from, to), size);
      size += to - from;
    } else {
      for (let at = from; at < to; at++) put(at, at + 1);
    }
  };

  syntax.escape.lastIndex = 0;
  for (let match = syntax.escape.exec(text); match !== null; match = syntax.escape.exec(text)) {
    matched = true;
    copy(match.index);
    from = match.index + match[0].length;
    const decoded = syntax.decode(match);
    for (const [index, { unit, offset }] of decoded.entries()) {
      parts.push(unit);
      put(match.index + offset, match.index + (decoded[index + 1]?.offset ?? match[0].length));
    }
  }
  if (!matched) return undefined;
  copy(text.length);
  return { text: parts.join(''), starts: starts.subarray(0, size), ends: ends.subarray(0, size) };
}

function units(text: string): { unit: string; offset: number }[] {
  return text.split('').map((unit, index) => ({ unit, offset: index }));
}

function codePoint(code: number): { unit: string; offset: number }[] {
  return units(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

/** Bytes as UTF-8; a byte that does not fit stands alone, so that what follows it is still found. */
function percentUnits(run: string): { unit: string; offset: number }[] {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  const found: { unit: string; offset: number }[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!);
    const char = bytes.subarray(at, at + length).toString('utf8');
    const whole = at + length <= bytes.length && !char.includes('\ufffd');
    for (const [index, unit] of (whole ? char : '\ufffd').split('').entries()) {
      found.push({ unit, offset: (at + index) * 3 });
    }
    at += whole ? length : 1;
  }
  return found;
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
