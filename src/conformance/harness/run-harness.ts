import type { ContractResult } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { HarnessScenario } from '../scenario/types.js';
import { plainHttpRefusal } from '../send/transport.js';
import { resultOf } from './result-of.js';

/** Asks the harness's own door whether it would talk to a target; nothing is sent. */
export function runHarness(planned: PlannedScenario, scenario: HarnessScenario): ContractResult {
  const refusal = plainHttpRefusal(scenario.url, scenario.allowHttp ?? false);
  const status = (refusal === undefined) === (scenario.expect === 'accepted') ? 'passed' : 'failed';
  const actual = refusal === undefined ? 'accepted' : `refused: ${refusal}`;
  const expected = scenario.expect === 'refused' ? 'refused with a clear message' : 'accepted';
  return resultOf(planned, status, { expected, actual, note: `asked of the harness itself for ${scenario.url}` });
}
