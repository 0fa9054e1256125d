import type { Role } from '../contract/types.js';

/** What an account of the emulator may do. */
export interface Account {
  readonly role: Role;
  readonly apiKey: string;
  readonly apiSecret: string;
  /** False: the key is disabled, used up, or lacks this API. */
  readonly mayCall: boolean;
  /** False: `comparison_type=1` is refused. */
  readonly dataSource: boolean;
  /** Whether the account has a limit of requests in flight; how high it is, is an option of the emulator. */
  readonly limited: boolean;
}

/** The emulator's accounts: fixed and public on purpose, so that targets, tests and load scripts can name them. */
export const accounts: readonly Account[] = [
  {
    role: 'full',
    apiKey: 'emulator-full-key',
    apiSecret: 'emulator-full-secret',
    mayCall: true,
    dataSource: true,
    limited: false,
  },
  {
    role: 'denied',
    apiKey: 'emulator-denied-key',
    apiSecret: 'emulator-denied-secret',
    mayCall: false,
    dataSource: true,
    limited: false,
  },
  {
    role: 'no_data_source',
    apiKey: 'emulator-no-data-source-key',
    apiSecret: 'emulator-no-data-source-secret',
    mayCall: true,
    dataSource: false,
    limited: false,
  },
  {
    role: 'limited',
    apiKey: 'emulator-limited-key',
    apiSecret: 'emulator-limited-secret',
    mayCall: true,
    dataSource: true,
    limited: true,
  },
];

function credentials(role: Role): { readonly apiKey: string; readonly apiSecret: string } {
  const { apiKey, apiSecret } = accounts.find((account) => account.role === role)!;
  return { apiKey, apiSecret };
}

/** Key and secret of the emulator's account for each role. */
export const emulatorAccounts: Readonly<Record<Role, { readonly apiKey: string; readonly apiSecret: string }>> = {
  full: credentials('full'),
  denied: credentials('denied'),
  no_data_source: credentials('no_data_source'),
  limited: credentials('limited'),
};
