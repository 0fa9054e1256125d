import { runBy } from '../scenario/types.js';
import { test } from './bare-test.js';
import { plan, register } from './worker.js';

// With something to do before all, Playwright hands out the cases many at once: one by one, it goes through all of them
// for each. Several workers are handed theirs one by one all the same, so that none ends long before the others.
if (plan.caseWorkers === 1) test.beforeAll(() => {});

// Everything that may run side by side and needs no browser.
for (const planned of plan.scenarios) {
  if (runBy(planned.scenario) === 'cases') register(planned);
}
