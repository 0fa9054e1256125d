import type { Standing } from '../contract/types.js';
import { terminalLine } from './escape.js';
import { count } from './format.js';
import { painter, table } from './terminal.js';
import { english, type Texts } from './texts.js';

/** One rule and how far scenarios cover it. */
export interface RuleRow {
  readonly id: string;
  /** Name of the endpoint that it belongs to. */
  readonly endpoint: string;
  readonly group: string;
  readonly standing: Standing;
  readonly scenarios: number;
}

/** The coverage matrix for the terminal: rules under their endpoints and groups, in the order given, and the total below. */
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
      ...rows.map((row) => [row.id, texts.standing[row.standing], count(row.scenarios), texts.coverage(row.scenarios)]),
    ],
  );
  const [heading, ...body] = lines;
  const titleOf = ({ endpoint, group }: RuleRow) => (endpoint === group ? group : `${endpoint}: ${group}`);
  const blocks = [...new Set(rows.map(titleOf))].flatMap((title) => [
    '',
    paint('bold', terminalLine(title)),
    ...rows.flatMap((row, index) => {
      const line = `  ${body[index]!}`;
      return titleOf(row) === title ? [row.scenarios > 0 ? line : paint('red', line)] : [];
    }),
  ]);
  const total = texts.ruleTable.total(rows.length, rows.filter(({ scenarios }) => scenarios === 0).length);
  return `${[paint('dim', `  ${heading!}`), ...blocks, '', paint('bold', total)].join('\n')}\n`;
}
