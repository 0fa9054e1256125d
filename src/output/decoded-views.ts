/** A text with one or more layers of escapes undone, and where each of its units stands in the text it was made from. */
export interface View {
  readonly text: string;
  /** Unit i covers `[starts[i], ends[i])` of the original; both undefined: the text is the original. */
  readonly starts: Int32Array | undefined;
  readonly ends: Int32Array | undefined;
}

/** How many layers are undone, e.g. URL-encoded text inside JSON inside JSON. */
const MAX_LAYERS = 4;

interface Syntax {
  /** A cheap test that spares the pass over texts without this kind of escape. */
  readonly hint: RegExp;
  readonly escape: RegExp;
  decode(match: RegExpExecArray): Decoded;
}

/** What an escape stands for, and the offset inside it at which each unit begins; each covers up to the next. */
interface Decoded {
  readonly text: string;
  readonly offsets: readonly number[];
}

const BACKSLASHED: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v', 0: '\0' };
/** Named entities that stand for ASCII, and the no-break space. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
  Tab: '\t',
  NewLine: '\n',
  excl: '!',
  num: '#',
  dollar: '$',
  percnt: '%',
  lpar: '(',
  rpar: ')',
  ast: '*',
  plus: '+',
  comma: ',',
  period: '.',
  sol: '/',
  colon: ':',
  semi: ';',
  equals: '=',
  quest: '?',
  commat: '@',
  lsqb: '[',
  bsol: '\\',
  rsqb: ']',
  Hat: '^',
  lowbar: '_',
  grave: '`',
  lcub: '{',
  vert: '|',
  rcub: '}',
};

const SYNTAXES: readonly Syntax[] = [
  {
    hint: /%(?:[0-9a-fA-F]{2}|u[0-9a-fA-F]{4})/,
    escape: /((?:%[0-9a-fA-F]{2})+)|%u([0-9a-fA-F]{4})/g,
    decode: ([, bytes, unit]) =>
      bytes === undefined ? codePoint(Number.parseInt(unit ?? '', 16)) : decodeBytes(hexBytes(bytes), 3),
  },
  {
    hint: /\\/,
    escape: /\\u\{([0-9a-fA-F]{1,6})\}|\\u([0-9a-fA-F]{4})|((?:\\x[0-9a-fA-F]{2})+)|((?:\\[0-3][0-7]{2})+)|\\([^ux])/g,
    decode: ([, braced, four, hex, octal, single]) => {
      if (single !== undefined) return inOne(BACKSLASHED[single] ?? single);
      if (hex !== undefined) return decodeBytes(hexBytes(hex), 4);
      if (octal !== undefined) return decodeBytes(octalBytes(octal), 4);
      return codePoint(Number.parseInt(braced ?? four ?? '', 16));
    },
  },
  {
    hint: /&[#A-Za-z]/,
    // As in browsers, the semicolon may be missing.
    escape: new RegExp(`&(?:#0*([0-9]{1,7})|#[xX]0*([0-9a-fA-F]{1,6})|(${Object.keys(ENTITIES).join('|')}));?`, 'g'),
    decode: ([, decimal, hex, name]) =>
      name === undefined
        ? codePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number.parseInt(decimal, 10))
        : inOne(ENTITIES[name] ?? ''),
  },
  // UTF-8 that was read as Latin-1, as headers are.
  {
    hint: /[\u00c2-\u00f4][\u0080-\u00bf]/,
    escape: /[\u0080-\u00ff]+/g,
    decode: ([run]) => decodeBytes(Buffer.from(run, 'latin1'), 1),
  },
  // Quoted-printable; its soft line breaks first, as they may stand inside a character.
  { hint: /=\r?\n/, escape: /=\r?\n/g, decode: () => ({ text: '', offsets: [] }) },
  { hint: /=[0-9A-F]{2}/, escape: /(?:=[0-9A-F]{2})+/g, decode: ([run]) => decodeBytes(hexBytes(run), 3) },
];

/** Base64 in lines of 64 or 76 characters. */
const FOLD: Syntax = { hint: /[\r\n]/, escape: /\r?\n[ \t]*/g, decode: () => ({ text: '', offsets: [] }) };

/**
 * The text itself and every text that undoing up to four layers of escapes (URL, JSON, HTML, quoted-printable) makes of it; for the text and its
 * first layer also without line breaks.
 */
export function decodedViews(text: string): View[] {
  const views: View[] = [];
  const seen = new Set<string>();
  let layer: View[] = [{ text, starts: undefined, ends: undefined }];
  for (let depth = 0; depth <= MAX_LAYERS; depth++) {
    layer = layer.filter((view) => !seen.has(view.text) && seen.add(view.text));
    views.push(...layer);
    if (depth <= 1) views.push(...layer.flatMap((view) => undo(view, FOLD) ?? []));
    if (depth < MAX_LAYERS) layer = layer.flatMap((view) => SYNTAXES.flatMap((syntax) => undo(view, syntax) ?? []));
  }
  return views;
}

function undo(view: View, syntax: Syntax): View | undefined {
  const { text } = view;
  if (!syntax.hint.test(text)) return undefined;
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
    const { text: units, offsets } = syntax.decode(match);
    parts.push(units);
    for (let index = 0; index < units.length; index++) {
      put(match.index + offsets[index]!, index + 1 < units.length ? match.index + offsets[index + 1]! : from);
    }
  }
  if (!matched) return undefined;
  copy(text.length);
  return { text: parts.join(''), starts: starts.subarray(0, size), ends: ends.subarray(0, size) };
}

/** Units that stand for the escape together: no more than two. */
function inOne(text: string): Decoded {
  return { text, offsets: [0, 1] };
}

function codePoint(code: number): Decoded {
  return inOne(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
}

function hexBytes(run: string): Buffer {
  return Buffer.from(run.replace(/[^0-9a-fA-F]/g, ''), 'hex');
}

function octalBytes(run: string): Buffer {
  return Buffer.from(
    run
      .slice(1)
      .split('\\')
      .map((digits) => Number.parseInt(digits, 8)),
  );
}

/** Bytes, each written in `width` characters, as UTF-8; a byte that does not fit stands for its Latin-1 character. */
function decodeBytes(bytes: Buffer, width: number): Decoded {
  const offsets: number[] = [];
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes[at]!);
    const char = bytes.toString('utf8', at, at + length);
    const whole = at + length <= bytes.length && !char.includes('\ufffd');
    parts.push(whole ? char : String.fromCharCode(bytes[at]!));
    offsets.push(at * width);
    if (whole && char.length === 2) offsets.push(at * width + 1);
    at += whole ? length : 1;
  }
  return { text: parts.join(''), offsets };
}

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}
