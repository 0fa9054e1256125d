import type { EmulatorRule } from '../rule.js';
import { fieldText } from '../text.js';

/** An unknown key and a wrong secret get the same answer. */
export const authMismatch: EmulatorRule = {
  id: 'auth.mismatch',
  check({ account, form }) {
    const matches = account !== undefined && account.apiSecret === fieldText(form, 'api_secret');
    return matches ? undefined : { code: 'AUTHENTICATION_ERROR' };
  },
};
