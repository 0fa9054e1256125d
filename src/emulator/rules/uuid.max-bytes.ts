import { isRequired, refuseTooLong } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

/** Only looked at where the parameter belongs to the chosen group. */
export const uuidMaxBytes: EmulatorRule = {
  id: 'uuid.max-bytes',
  check: (request) => (isRequired(request, 'uuid') ? refuseTooLong(request, 'uuid') : undefined),
};
