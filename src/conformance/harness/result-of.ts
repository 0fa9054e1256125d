import type { ContractResult, ResultStatus } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';

/** What a run of a scenario adds to what its file says. */
type Given = Partial<
  Pick<
    ContractResult,
    'expected' | 'actual' | 'note' | 'durationMs' | 'curl' | 'body' | 'steps' | 'inconclusive' | 'screenshot' | 'sameAs'
  >
>;

/** A result with what is the same for every scenario filled in. */
export function resultOf(planned: PlannedScenario, status: ResultStatus, given: Given): ContractResult {
  const { id, file, line, standing, scenario } = planned;
  return {
    id,
    name: scenario.name,
    rule: scenario.rule,
    standing,
    file,
    line,
    status,
    expected: '',
    actual: '',
    note: '',
    durationMs: 0,
    curl: '',
    body: '',
    steps: [],
    inconclusive: false,
    screenshot: '',
    ...given,
  };
}
