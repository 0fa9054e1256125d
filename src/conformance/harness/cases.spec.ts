import { runBy } from '../scenario/types.js';
import { plan, register } from './worker.js';

// Everything that may run side by side and needs no browser.
for (const planned of plan.scenarios) {
  if (runBy(planned.scenario) === 'cases') register(planned);
}
