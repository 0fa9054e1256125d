import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const notifyUrlRequired: EmulatorRule = {
  id: 'notify_url.required',
  check: (request) => refuseMissing(request, 'notify_url'),
};
