import { type HistoryLine, historyLine } from '../records/history.js';
import type { Results } from '../records/types.js';

/** How many runs a report shows. */
const SHOWN = 30;

/** The runs of a target up to this one, and what changed with it. */
export interface HistoryView {
  /** The last 30, this one at the end. */
  readonly runs: readonly HistoryLine[];
  /** Ids of broken rules that the last run that judged them had found kept. */
  readonly broken: readonly string[];
  /** Broken rules that were so before, with the run since which they are. */
  readonly still: readonly { readonly rule: string; readonly since: HistoryLine }[];
  /** Ids of kept rules that the last run that judged them had found broken. */
  readonly fixed: readonly string[];
}

/** The history of a run: `lines` are those of any runs, in the order in which they were written. */
export function historyOf(lines: readonly HistoryLine[], results: Results): HistoryView {
  const now = historyLine(results);
  const at = lines.findIndex(({ id }) => id === now.id);
  const before = (at === -1 ? lines : lines.slice(0, at)).filter(({ target }) => target === now.target);
  const judged = before.filter(({ contract }) => contract !== null);
  const lastOf = (rule: string) => judged.filter((line) => stateIn(line, rule) !== undefined);
  const broken: string[] = [];
  const still: { rule: string; since: HistoryLine }[] = [];
  for (const rule of now.contract?.broken ?? []) {
    const earlier = lastOf(rule);
    if (earlier.length === 0) continue;
    const lastKept = earlier.findLastIndex((line) => stateIn(line, rule) === 'kept');
    const since = earlier[lastKept + 1];
    if (since === undefined) broken.push(rule);
    else still.push({ rule, since });
  }
  const fixed = (now.contract?.kept ?? []).filter((rule) => {
    const last = lastOf(rule).at(-1);
    return last !== undefined && stateIn(last, rule) === 'broken';
  });
  return { runs: [...before, now].slice(-SHOWN), broken, still, fixed };
}

function stateIn({ contract }: HistoryLine, rule: string): 'broken' | 'kept' | undefined {
  if (contract?.broken.includes(rule)) return 'broken';
  return contract?.kept.includes(rule) ? 'kept' : undefined;
}

/** Ids of the failed scenarios that are news: those of rules broken first in this run. */
export function newsOf({ broken }: HistoryView, { contract }: Results): ReadonlySet<string> {
  const rules = new Set(broken);
  return new Set(
    contract.results.filter(({ status, rule }) => status === 'failed' && rules.has(rule)).map(({ id }) => id),
  );
}
