import type { ClientRuleId } from '../../contracts/client/client.js';
import type { ContractResult } from '../records/types.js';
import { conversationOf } from './conversation.js';
import { ruleOf } from './judge.js';
import { wholeRunRules } from './judge-run.js';
import { rows } from './rows.js';
import type { RowEnding } from './run-plan.js';

/** Where the client file says how a check is begun. */
export interface FilePlace {
  readonly file: string;
  readonly line: number;
}

const WHOLE_RUN = 'all checks of the run';

/** Every case of the plan, for counting: the rule of each. */
export const plannedRules: readonly ClientRuleId[] = [...rows.flatMap((row) => row.rules), ...wholeRunRules];

/** An ending as reports show it; a failure comes with its conversation and the command that repeats it alone. */
export function resultOf(
  { rule, row, seen, status, actual, undecided }: RowEnding,
  { file, line }: FilePlace,
): ContractResult {
  const { outcome } = ruleOf(rule);
  const name = row?.name ?? WHOLE_RUN;
  const slug = name.replace(/[^\w]+/g, '-').replace(/^-|-$/g, '');
  const failed = status === 'failed';
  return {
    id: `${rule}/${slug}`,
    name,
    rule,
    standing: ruleOf(rule).standing === 'stated' ? 'stated' : 'implied',
    file,
    line,
    status,
    expected: outcome,
    actual: status === 'not-run' ? '' : actual,
    note: status === 'not-run' ? actual : '',
    durationMs: seen === undefined ? 0 : seen.endedMs - seen.beganMs,
    curl: failed ? `npx facegate client ${quoted(file)} --rule ${rule}` : '',
    body: '',
    steps: failed && seen !== undefined ? conversationOf(seen) : [],
    inconclusive: undecided === true,
    screenshot: '',
  };
}

function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
