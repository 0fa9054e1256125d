import { plan, register } from './worker.js';

// Everything that may run side by side.
for (const planned of plan.scenarios) {
  if (planned.scenario.kind !== 'sweep' && planned.scenario.kind !== 'burst') register(planned);
}
