import { setTimeout as sleep } from 'node:timers/promises';
import type { CallbackRequest } from './callback-request.js';
import { checkCallbackUrl } from './check-url.js';
import { type CallLimits, postCallback } from './post-callback.js';
import { type Resolve, resolveAddress } from './resolve-address.js';

/** What became of telling `notify_url`. */
export type NotifyResult =
  | { readonly kind: 'delivered'; readonly status: number; readonly tries: number }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly tries: number };

export interface NotifySettings {
  /** Hosts beside loopback that may be called. */
  readonly allowedHosts: readonly string[];
  readonly limits: CallLimits;
  /** Pauses before the second, third, … try; their number bounds the tries. */
  readonly pausesMs: readonly number[];
  readonly resolve: Resolve;
}

/** Three tries in all, each with its deadline: enough for a receiver that restarts, over in 17 s for one that hangs. */
export const NOTIFY_LIMITS = { limits: { deadlineMs: 5_000, bodyBytes: 65_536 }, pausesMs: [300, 1_200] } as const;

/** Calls `notify_url` until it answers 2xx, a bounded number of times. Refuses addresses it must not call. */
export async function notify(
  notifyUrl: string,
  call: CallbackRequest,
  settings: NotifySettings,
  closing: AbortSignal,
): Promise<NotifyResult> {
  const checked = checkCallbackUrl(notifyUrl, settings.allowedHosts);
  if (checked.kind === 'refused') return checked;
  let tries = 0;
  for (;;) {
    tries += 1;
    const reason = await tryOnce(checked, call, settings, closing);
    if (typeof reason === 'object') return reason.kind === 'refused' ? reason : { ...reason, tries };
    const pauseMs = settings.pausesMs[tries - 1];
    if (pauseMs === undefined || closing.aborted) return { kind: 'failed', reason, tries };
    await sleep(pauseMs, undefined, { ref: false });
  }
}

/** One try: an end of the matter, or the reason why another try makes sense. */
async function tryOnce(
  { url, host, by }: { readonly url: URL; readonly host: string; readonly by: 'loopback' | 'name' },
  call: CallbackRequest,
  { resolve, limits }: NotifySettings,
  closing: AbortSignal,
): Promise<string | { kind: 'refused'; reason: string } | { kind: 'delivered'; status: number }> {
  const resolved = await resolveAddress(host, by, resolve);
  if (resolved.kind === 'refused') return { kind: 'refused', reason: resolved.reason };
  if (resolved.kind === 'unresolved') return resolved.reason;
  const result = await postCallback(url, resolved.address, call, limits, closing);
  if (result.kind === 'error') return result.reason;
  if (result.status >= 200 && result.status < 300) return { kind: 'delivered', status: result.status };
  return `the receiver answered ${result.status}`;
}
