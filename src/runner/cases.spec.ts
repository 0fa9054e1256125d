import { plan, register } from './worker.js';

// Everything that may run side by side and needs no browser.
for (const planned of plan.scenarios) {
  if (!['sweep', 'burst', 'flow'].includes(planned.scenario.kind ?? 'request')) register(planned);
}
