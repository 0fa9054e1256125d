import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const apiSecretRequired: EmulatorRule = {
  id: 'api_secret.required',
  check: (request) => refuseMissing(request, 'api_secret'),
};
