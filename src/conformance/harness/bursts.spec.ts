import { test } from './bare-test.js';
import { plan, register } from './worker.js';

// Bursts count requests in flight, so they run one after the other; what may run beside them, arrangement.ts says.
test.describe.configure({ mode: 'default' });

for (const planned of plan.scenarios) {
  if (planned.scenario.kind === 'burst') register(planned);
}
