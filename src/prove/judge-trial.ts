import type { Survivor } from '../contract/survivor.js';
import type { Break } from '../emulator/breaks/break.js';
import type { BreakRecord } from '../records/proof-types.js';
import type { ContractResult } from '../records/types.js';

/** What the results of a trial say of its break: killed where a scenario of its own rule failed. */
export function judgeTrial(
  { rule, kind }: Pick<Break, 'rule' | 'kind'>,
  results: readonly ContractResult[],
  listed: Survivor | undefined,
  durationMs: number,
): BreakRecord {
  const failed = results.filter(({ status }) => status === 'failed');
  const own = failed.filter((result) => result.rule === rule);
  const others = [...new Set(failed.filter((result) => result.rule !== rule).map((result) => result.rule))];
  const [first] = own;
  const common = { rule, kind, others, durationMs, failed: own.map(({ id }) => id) };
  if (first !== undefined) return { ...common, verdict: 'killed', seen: first.actual, note: '' };
  if (listed !== undefined)
    return { ...common, verdict: 'listed', seen: '', note: `${listed.sentence} ${listed.why}`.trim() };
  return { ...common, verdict: 'survived', seen: '', note: howItEnded(results.filter((one) => one.rule === rule)) };
}

/** How the scenarios of a rule ended that did not fail, e.g. `4 passed, 1 undecided: no callback came`. */
function howItEnded(own: readonly ContractResult[]): string {
  if (own.length === 0) return 'the rule has no scenario';
  const undecided = own.filter(({ inconclusive }) => inconclusive);
  const passed = own.filter(({ status }) => status === 'passed').length;
  const words = [`${passed} of ${own.length} scenarios passed`];
  if (undecided[0] !== undefined) words.push(`${undecided.length} undecided: ${undecided[0].note}`);
  const left = own.find(({ status, inconclusive }) => status === 'not-run' && !inconclusive);
  if (left !== undefined) words.push(`not run: ${left.note}`);
  return words.join(', ');
}
