import type { GetTokenParameter } from '../../contracts/get-token/get-token.js';
import type { Account, Target } from './target.js';

/** A valid request's text fields; only names that the contract has. */
export type TextFields = { [name in GetTokenParameter]?: string };

/** The names of the photo fields in order. */
export const PHOTO_FIELDS = ['image_ref1', 'image_ref2', 'image_ref3'] as const satisfies readonly GetTokenParameter[];

/**
 * A valid request. Without photos it asks for liveness only (`comparison_type=-1`), the lightest there is; with photos it
 * compares with them (`0`), which needs a `uuid`.
 */
export function requestFields(target: Target, account: Account, bizNo: string, withPhotos: boolean): TextFields {
  const fields: TextFields = {
    api_key: account.apiKey,
    api_secret: account.apiSecret,
    comparison_type: withPhotos ? '0' : '-1',
    return_url: target.returnUrl,
    notify_url: target.notifyUrl,
    biz_no: bizNo,
  };
  return withPhotos ? { ...fields, uuid: `facegate-${bizNo}` } : fields;
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
