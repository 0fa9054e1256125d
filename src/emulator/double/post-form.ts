import { checkCallbackUrl } from '../callback/check-url.js';
import { NOTIFY_LIMITS, type NotifySettings } from '../callback/notify.js';
import { postCallback } from '../callback/post-callback.js';
import { resolveAddress } from '../callback/resolve-address.js';
import type { Told } from './telling.js';

/** What became of a callback. */
export interface Posted {
  /** HTTP status of the receiver's answer; 0 where none came. */
  readonly status: number;
  /** Why there is none; empty where one came. */
  readonly reason: string;
}

/** Posts the form of a callback once, follows no redirect, and goes only where callbacks may go. Never rejects. */
export async function postForm(
  address: string,
  { data, sign }: Told,
  settings: NotifySettings,
  closing: AbortSignal,
): Promise<Posted> {
  const checked = checkCallbackUrl(address, settings.allowedHosts);
  if (checked.kind === 'refused') return { status: 0, reason: checked.reason };
  const resolved = await resolveAddress(checked.host, checked.by, settings.resolve);
  if (resolved.kind !== 'address') return { status: 0, reason: resolved.reason };
  const body = new URLSearchParams(sign === undefined ? { data } : { data, sign }).toString();
  const call = { method: 'POST', contentType: 'application/x-www-form-urlencoded', body };
  const result = await postCallback(checked.url, resolved.address, call, NOTIFY_LIMITS.limits, closing);
  return result.kind === 'status' ? { status: result.status, reason: '' } : { status: 0, reason: result.reason };
}
