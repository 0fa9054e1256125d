import { isNoWebAddress } from '../decisions.js';
import type { EmulatorRule } from '../rule.js';

/** The page leaves the outcome open; its example of a failure shows this code. */
export const notifyUrlFormat: EmulatorRule = {
  id: 'notify_url.format',
  check: (request) =>
    isNoWebAddress(request, 'notify_url') ? { code: 'INVALID_ARGUMENTS', argument: 'notify_url' } : undefined,
};
