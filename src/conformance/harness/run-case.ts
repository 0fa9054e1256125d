import type { ContractResult } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { CaseTools } from './case-run.js';
import { runBurst } from './run-burst.js';
import { runHarness } from './run-harness.js';
import { runRepeat, runRequest } from './run-request.js';

/** Runs a scenario that needs no browser. */
export function runCase(planned: PlannedScenario, open: CaseTools): ContractResult | Promise<ContractResult> {
  const { scenario } = planned;
  switch (scenario.kind) {
    case 'repeat':
      return runRepeat(planned, scenario, open);
    case 'burst':
      return runBurst(planned, scenario, open);
    case 'harness':
      return runHarness(planned, scenario);
    case 'sweep':
      throw new Error(`${planned.id}: a sweep is judged after the run, not in it`);
    case 'flow':
    case 'result':
      throw new Error(`${planned.id}: a flow needs a browser, which flows.spec gives it`);
    default:
      return runRequest(planned, scenario, open);
  }
}
