import { type Comparison, isSame } from './compare.js';
import { changeGroups } from './comparison-rows.js';
import { cut, terminalLine } from './escape.js';
import { painter } from './terminal.js';
import { english, type Texts } from './texts.js';

/** How many changes of a kind the terminal tells. */
const TOLD = 20;
const BRIEF = 300;
const INK = { ok: 'green', bad: 'red', warn: 'yellow' } as const;

/** What changed from one run to another, for the terminal. Nothing from outside reaches it as an escape sequence. */
export function renderComparison(
  comparison: Comparison,
  names: { readonly before: string; readonly after: string },
  options: { readonly colour: boolean },
  texts: Texts = english,
): string {
  const paint = painter(options.colour);
  const { changes } = texts.history;
  const text = (of: string) => terminalLine(cut(of, BRIEF).text);
  const groups = changeGroups(comparison, texts).flatMap(({ heading, rows }) => [
    '',
    paint('bold', heading),
    ...rows.slice(0, TOLD).map(({ what, before, after, note, tone }) => {
      const now = `${text(after)}${note === '' ? '' : ` (${note})`}`;
      return `  ${text(what)}: ${text(before)} → ${tone === undefined ? now : paint(INK[tone], now)}`;
    }),
    ...(rows.length > TOLD ? [paint('dim', `  ${changes.more(rows.length - TOLD)}`)] : []),
  ]);
  const title = paint('bold', changes.between(terminalLine(names.before), terminalLine(names.after)));
  return `${[title, ...(isSame(comparison) ? [changes.none] : []), ...groups].join('\n')}\n`;
}
