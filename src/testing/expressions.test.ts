import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'acorn';
import { transformSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { parseErrorMessage } from '../contract/error-message.js';

/** Expressions whose time grows by the square, and the texts of our own or of the user, all short, that they read. */
const SHORT_TEXTS: Readonly<Record<string, string>> = {
  'output/bundler-missing.ts': 'errors of the bundler',
  'k6/http/json-path.ts': 'selectors in a script',
  'k6/modules/encoding.ts': 'base64 that was just made',
  'k6/thresholds.ts': 'thresholds in the options of a script',
  'stats/duration.ts': 'times with their units: command line, scripts and their options, agreements',
  'load/load-verdict.ts': 'thresholds in the options of a script',
  'run/target/check-url.ts': 'addresses in a target file',
  'run/target/load-target.ts': 'the address in a target file',
  'report/charts/clean-svg.ts': 'attributes of a chart that was just drawn',
  'report/format.ts': 'numbers',
};

const source = join(dirname(fileURLToPath(import.meta.url)), '..');

interface Expression {
  readonly file: string;
  readonly regex: RegExp;
}

function expressionsOf(file: string): Expression[] {
  const { code } = transformSync(readFileSync(join(source, file), 'utf8'), { loader: 'ts', format: 'esm' });
  const found: Expression[] = [];
  JSON.stringify(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), (_key, node) => {
    if (node?.type === 'Literal' && node.regex !== undefined) {
      const { pattern, flags } = node.regex as { pattern: string; flags: string };
      found.push({ file, regex: new RegExp(pattern, flags.replace('y', '')) });
    }
    return typeof node === 'bigint' || node instanceof RegExp ? undefined : node;
  });
  return found;
}

const expressions = readdirSync(source, { recursive: true })
  .map(String)
  .filter((file) => file.endsWith('.ts') && !/\.(test|fixture|case|d)\.ts$|testing\//.test(file))
  .flatMap(expressionsOf);

const PIECES = [
  ' ',
  '\t',
  '\n',
  'a',
  'A',
  '0',
  '=',
  ':',
  '/',
  '<',
  '"',
  '\\',
  '%4',
  '[',
  '{',
  '-',
  '.',
  '&#',
  '‹redacted:',
  '王',
];
const AROUND = [
  ['', ''],
  ['', '\u0001'],
  ['A:x', 'x'],
] as const;

/** Texts made of one piece over and over: the usual ones, and words of the expression itself. */
function hostileTexts({ source: pattern }: RegExp): ((length: number) => string)[] {
  const words = (pattern.match(/["<A-Za-z_]{3,24}/g) ?? []).flatMap((word) => [word, `${word} `]);
  return [...new Set([...PIECES, ...words])].flatMap((piece) =>
    AROUND.map(
      ([before, after]) =>
        (length: number) =>
          before + piece.repeat(Math.ceil(length / piece.length)) + after,
    ),
  );
}

function timeOf(regex: RegExp, text: string): number {
  const begun = performance.now();
  regex.lastIndex = 0;
  if (regex.global) text.replace(regex, '');
  else regex.test(text);
  return performance.now() - begun;
}

const least = (times: number, measure: () => number) => Math.min(...Array.from({ length: times }, measure));
const LINEAR = 'ab '.repeat(67_000);
/** What an expression that surely is linear takes for 200 kB, here and now. */
const baseline = () => least(3, () => timeOf(/[a-z](?= )/g, LINEAR));

/** 20 kB that take less than this take no time by the square: that would be more than a hundred million steps. */
const OF_NO_ACCOUNT_MS = 5;

/** How an expression's time for hostile texts compares with the linear one; 0 when it is of no account. */
function growth(regex: RegExp): number {
  // What repeats nothing looks at a bounded piece of the text from each place.
  if (!/[*+]|\{\d+,\}/.test(regex.source)) return 0;
  const texts = hostileTexts(regex).map((make) => ({ make, ms: timeOf(regex, make(3000)) }));
  const [worst] = texts.sort((a, b) => b.ms - a.ms);
  const shortMs = least(3, () => timeOf(regex, worst!.make(20_000)));
  if (shortMs < OF_NO_ACCOUNT_MS) return 0;
  const short = shortMs / baseline();
  // By the square, 200 kB would take a hundred times as long: no need to wait for it.
  if (short > 10) return short * 10;
  return least(2, () => timeOf(regex, worst!.make(200_000))) / baseline();
}

const MOST = 100;

describe('trust row 31: every expression over foreign text is linear', () => {
  it('in every source file, on 200 kB of what is worst for it', () => {
    const slow = expressions
      .filter(({ file }) => SHORT_TEXTS[file] === undefined)
      .filter(({ regex }) => growth(regex) > MOST && growth(regex) > MOST)
      .map(({ file, regex }) => `${file}: ${regex}`);
    expect(slow).toEqual([]);
  });

  it('finds one that is not', () => {
    expect(growth(/^([A-Z]+):[ \t]*(.*?)?[ \t]*$/s)).toBeGreaterThan(MOST);
  });

  it('lists no file that has none', () => {
    const files = new Set(expressions.map(({ file }) => file));
    expect(Object.keys(SHORT_TEXTS).filter((file) => !files.has(file))).toEqual([]);
  });

  it.each([' ', '\t', 'A', '_', ':', 'A '])('an error_message of 200 kB of %j is read in no time', (piece) => {
    const text = `BAD_ARGUMENTS:${piece.repeat(200_000 / piece.length)}x`;
    const once = () => {
      const begun = performance.now();
      parseErrorMessage(text, getToken.answer.error);
      return performance.now() - begun;
    };
    expect(least(3, once)).toBeLessThan(MOST * Math.max(0.1, baseline()));
  });
});
