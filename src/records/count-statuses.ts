import type { ContractResult, StatusCounts } from './types.js';

/** How many results ended in which way; one that was due and could not be decided counts apart from those not run. */
export function countStatuses(results: readonly ContractResult[]): StatusCounts {
  const count = (status: ContractResult['status']) => results.filter((result) => result.status === status).length;
  const undecided = results.filter(({ inconclusive }) => inconclusive).length;
  return {
    total: results.length,
    passed: count('passed'),
    failed: count('failed'),
    observed: count('observed'),
    notRun: count('not-run') - undecided,
    undecided,
    waived: count('waived'),
  };
}
