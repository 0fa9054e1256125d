import { isNoWebAddress } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

/** The page leaves the outcome open; its example of a failure shows this code. */
export const returnUrlFormat: EmulatorRule = {
  id: 'return_url.format',
  check: (request) =>
    isNoWebAddress(request, 'return_url') ? { code: 'INVALID_ARGUMENTS', argument: 'return_url' } : undefined,
};
