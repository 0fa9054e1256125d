import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const returnUrlRequired: EmulatorRule = {
  id: 'return_url.required',
  check: (request) => refuseMissing(request, 'return_url'),
};
