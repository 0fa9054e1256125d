import type { EmulatorRule } from '../rule.js';

export const authDenied: EmulatorRule = {
  id: 'auth.denied',
  check: ({ account }) =>
    account?.mayCall === false ? { code: 'AUTHORIZATION_ERROR', argument: 'Denied.' } : undefined,
};
