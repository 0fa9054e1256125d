import type { Standing } from '../contract/types.js';
import { terminalLine } from './escape.js';
import { count } from './format.js';
import { type Ink, painter, table } from './terminal.js';
import { english, type Texts } from './texts.js';

/** One rule and how far scenarios cover it; `waiting` = none yet by intent, `gap` = none by oversight. */
export interface RuleRow {
  readonly id: string;
  readonly group: string;
  readonly standing: Standing;
  readonly scenarios: number;
  readonly state: 'covered' | 'waiting' | 'gap';
}

const INK: Readonly<Record<RuleRow['state'], Ink | null>> = { covered: null, waiting: 'dim', gap: 'red' };

/** The coverage matrix for the terminal: rules under their groups, in the order given, and the totals below. */
export function renderRulesTable(
  rows: readonly RuleRow[],
  options: { readonly colour: boolean },
  texts: Texts = english,
): string {
  const paint = painter(options.colour);
  const { headings } = texts.ruleTable;
  const lines = table(
    [{ align: 'left' }, { align: 'left' }, { align: 'right' }, { align: 'left' }],
    [
      [headings.rule, headings.standing, headings.scenarios, headings.state],
      ...rows.map((row) => [row.id, texts.standing[row.standing], count(row.scenarios), texts.coverage[row.state]]),
    ],
  );
  const [heading, ...body] = lines;
  const groups = [...new Set(rows.map((row) => row.group))];
  const blocks = groups.flatMap((group) => [
    '',
    paint('bold', terminalLine(group)),
    ...rows.flatMap((row, index) => {
      const ink = INK[row.state];
      const line = `  ${body[index]!}`;
      return row.group === group ? [ink === null ? line : paint(ink, line)] : [];
    }),
  ]);
  const having = (state: RuleRow['state']): number => rows.filter((row) => row.state === state).length;
  const total = texts.ruleTable.total(rows.length, having('covered'), having('waiting'), having('gap'));
  return `${[paint('dim', `  ${heading!}`), ...blocks, '', paint('bold', total)].join('\n')}\n`;
}
