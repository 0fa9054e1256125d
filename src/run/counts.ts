import type { Standing } from '../contract/types.js';
import { countStatuses } from '../records/count-statuses.js';
import type { ContractResult, RedactionCount, Results } from '../records/types.js';

/** Adds up counts of the same kind. */
export function sumCounts(counts: readonly RedactionCount[]): RedactionCount[] {
  const sums = new Map<string, number>();
  for (const { kind, count } of counts) sums.set(kind, (sums.get(kind) ?? 0) + count);
  return [...sums].map(([kind, count]) => ({ kind, count })).sort((a, b) => a.kind.localeCompare(b.kind));
}

/** The counts of a contract run: by status, by the standing of the rule shown, and the requests sent. */
export function countResults(results: readonly ContractResult[], requests: number): Results['contract']['summary'] {
  const of = (standing: Standing) => countStatuses(results.filter((result) => result.standing === standing));
  return {
    ...countStatuses(results),
    byStanding: { stated: of('stated'), implied: of('implied'), silent: of('silent') },
    requests,
  };
}
