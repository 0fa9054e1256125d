import { refuseMissing } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

export const uuidRequired: EmulatorRule = {
  id: 'uuid.required',
  check: (request) => refuseMissing(request, 'uuid'),
};
