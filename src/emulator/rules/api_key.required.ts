import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const apiKeyRequired: EmulatorRule = {
  id: 'api_key.required',
  check: (request) => refuseMissing(request, 'api_key'),
};
