import { emulatorAccounts } from '../emulator/accounts.js';
import type { Guarded } from './leaks.js';

/** The secrets of the emulator's accounts, which a client is given as if they were its own. */
export function clientSecrets(): Guarded[] {
  return Object.values(emulatorAccounts).map(({ apiSecret }) => ({ kind: 'api_secret', value: apiSecret }));
}
