import type { Scenario } from '../options/scenario-types.js';
import { arrivalRate } from './arrival-rate.js';
import { constantVus } from './constant-vus.js';
import type { ExecutorContext } from './context.js';
import { perVuIterations, sharedIterations } from './iterations.js';
import { rampingVus } from './ramping-vus.js';

/** Runs this thread's share of a scenario to its end. */
export function runExecutor(scenario: Scenario, context: ExecutorContext): Promise<void> {
  switch (scenario.executor) {
    case 'shared-iterations':
      return sharedIterations(scenario, context);
    case 'per-vu-iterations':
      return perVuIterations(scenario, context);
    case 'constant-vus':
      return constantVus(scenario, context);
    case 'ramping-vus':
      return rampingVus(scenario, context);
    case 'constant-arrival-rate':
    case 'ramping-arrival-rate':
      return arrivalRate(scenario, context);
  }
}
