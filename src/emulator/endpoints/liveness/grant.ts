import type { Account } from '../../accounts.js';
import type { ApiRequest } from '../../api-request.js';
import { fieldText } from '../../text.js';

/** What a token was given out for: all that the liveness check and its callbacks need of the request. */
export interface Grant {
  readonly account: Account;
  readonly expiresAtMs: number;
  readonly comparisonType: string;
  /** The reference photos that were sent, e.g. `image_ref1`. */
  readonly photoNames: readonly string[];
  readonly returnUrl: string;
  readonly notifyUrl: string;
  readonly bizNo: string;
  /** Empty when it was left out. */
  readonly bizExtraData: string;
  readonly screenReplay: boolean;
  /** Whether the token has started a check. */
  readonly used: boolean;
}

export function grantOf(request: ApiRequest, account: Account, expiresAtMs: number): Grant {
  const text = (name: string) => fieldText(request.form, name) ?? '';
  return {
    account,
    expiresAtMs,
    comparisonType: text('comparison_type'),
    photoNames: request.photos.map(({ name }) => name),
    returnUrl: text('return_url'),
    notifyUrl: text('notify_url'),
    bizNo: text('biz_no'),
    bizExtraData: text('biz_extra_data'),
    screenReplay: text('screen_replay') === '1',
    used: false,
  };
}

/** About how many bytes a grant keeps in memory. */
export function bytesOfGrant({ bizNo, bizExtraData, returnUrl, notifyUrl }: Grant): number {
  return 600 + 2 * (bizNo.length + bizExtraData.length + returnUrl.length + notifyUrl.length);
}
