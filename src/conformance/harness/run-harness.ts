import type { ContractResult } from '../../records/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { HarnessScenario } from '../scenario/types.js';
import { plainHttpRefusal } from '../send/transport.js';
import { resultOf } from './result-of.js';

/** Asks the harness's own door whether it would talk to a target; nothing is sent. */
export function runHarness(planned: PlannedScenario, scenario: HarnessScenario): ContractResult {
  const refusal = plainHttpRefusal(scenario.url, scenario.allowHttp ?? false);
  const status = (refusal === undefined) === (scenario.expect === 'accepted') ? 'passed' : 'failed';
  const actual = refusal === undefined ? say('accepted') : say('refused', { reason: refusal });
  const expected = say(scenario.expect === 'refused' ? 'clearMessage' : 'accepted');
  return resultOf(planned, status, { expected, actual, note: say('askedOfHarness', { name: scenario.url }) });
}
