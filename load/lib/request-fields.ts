import { type GetTokenParameter, getToken } from '../../contracts/get-token/get-token.js';
import type { Parameter, Value } from '../../src/contract/types.js';
import type { Account, Target } from './target.js';

/** A valid request's text fields; only names that the contract has. */
export type TextFields = { [name in GetTokenParameter]?: string };

/** The names of the photo fields in order. */
export const PHOTO_FIELDS = (getToken.parameters as readonly Parameter[])
  .filter(({ type }) => type === 'file')
  .map(({ name }) => name);

/** The contract's valid request for liveness alone, the lightest there is, or, with photos, the one that compares with them. */
export function requestFields(target: Target, account: Account, bizNo: string, withPhotos: boolean): TextFields {
  const request: Readonly<Record<string, Value>> = getToken.requests[withPhotos ? 'own-photo' : 'liveness-only'];
  const textOf = (value: Value): string | undefined => {
    if (typeof value === 'string') return value;
    if ('credential' in value) return value.credential === 'key' ? account.apiKey : account.apiSecret;
    if ('callback' in value) return value.callback === 'return' ? target.returnUrl : target.notifyUrl;
    if ('serial' in value) return bizNo;
    return 'unique' in value ? value.unique.replace('{}', bizNo) : undefined;
  };
  return Object.fromEntries(
    Object.entries(request).flatMap(([name, value]) => {
      const text = textOf(value);
      return text === undefined ? [] : [[name, text]];
    }),
  );
}

/** A seed that tells this run's serial numbers from those of any other. */
export function runSeed(env: Readonly<Record<string, string | undefined>>): string {
  const given = env.FACEGATE_SEED;
  if (given !== undefined && given !== '') return given.slice(0, 40);
  return `${Date.now().toString(36)}${Math.floor(Math.random() * 36 ** 4).toString(36)}`;
}

/** A `biz_no` that no other request of any run has: seed, virtual user (over all machines), and its own count. */
export function bizNoOf(seed: string, vu: number, count: number): string {
  return `fg-${seed}-${vu}-${count}`;
}
