import type { Credential } from '../../conformance/scenario/expand.js';
import type { Role } from '../../contract/types.js';
import type { ProxyAddress } from '../../network/proxy.js';

/** A key pair, or why there is none and what to do about it. */
export type RoleCredentials = Credential | { readonly missing: string };

/** Where to aim, completely checked: nothing in it is left to guess. */
export interface Target {
  /** As reports name it: `emulator`, or the name of the file without its ending. */
  readonly name: string;
  /** Base address without a slash at the end, e.g. `https://api.megvii.com` or `https://gate.example/megvii`. */
  readonly url: string;
  /** `embedded`: the emulator that this program starts itself. */
  readonly kind: 'embedded' | 'remote';
  /** Whether the host is this machine. */
  readonly loopback: boolean;
  readonly credentials: Readonly<Record<Role, RoleCredentials>>;
  /** The contracted number of requests in flight of the `limited` account; null when it is not known. */
  readonly concurrencyLimit: number | null;
  /** What the run may use of the account at most; null when nothing bounds it. */
  readonly budget: Budget | null;
  /** What one request costs, with its currency as the user wrote it; null when that is not told. */
  readonly price: Price | null;
  readonly allowHttp: boolean;
  /** What every connection to the target goes through; null: none, as for every target on this machine. A secret when it holds a user. */
  readonly proxy: ProxyAddress;
  /** Where results of liveness are received; null when the target cannot call back. */
  readonly callbacks: Callbacks | null;
}

export interface Budget {
  /** Requests of the whole run, retries included; null: no bound. */
  readonly requests: number | null;
  /** Requests a second, fractions allowed; null: no bound. */
  readonly perSecond: number | null;
}

/** `0.35 CNY` */
export interface Price {
  readonly amount: number;
  /** Empty for none. */
  readonly currency: string;
}

export interface Callbacks {
  /** Where this machine listens. IPv6 hosts stand without brackets. */
  readonly listen: { readonly host: string; readonly port: number };
  /** The address under which the target reaches that listener, without a slash at the end. */
  readonly publicUrl: string;
}

/** The emulator that this program has started. */
export interface EmbeddedEmulator {
  readonly url: string;
  readonly accounts: Readonly<Record<Role, { readonly apiKey: string; readonly apiSecret: string }>>;
  readonly concurrencyLimit: number | null;
}

/** The roles of accounts, in the order in which they are shown. */
export const ROLES = ['full', 'denied', 'no_data_source', 'limited'] as const satisfies readonly Role[];

/** Whether an account must have a secret beside its key: some APIs take a key alone. */
export type NeedOfSecret = 'needed' | 'not needed';
