import { randomUUID } from 'node:crypto';
import { entryContract } from '../../../contracts/index.js';
import { expandRequest, type RequestPlan } from '../../conformance/scenario/expand.js';
import { send } from '../../conformance/send/send.js';
import type { Answer } from '../../contract/answer.js';
import { serverTime, signalOf } from '../../contract/signals.js';
import type { ProxyAddress } from '../../network/proxy.js';
import type { OutcomeKind } from '../../records/load-types.js';

/** What a watch notes of a request. */
export interface WatchSent {
  readonly outcome: OutcomeKind;
  readonly serverMs: number | null;
}

const TIMEOUT_MS = 20_000;

/** A service and an account of it. */
export interface WatchAim {
  readonly url: string;
  readonly proxy: ProxyAddress;
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * Sends a valid request on a connection of its own: without a photo the contract's default, the lightest there is; with one
 * the first that has a photo. Never rejects for what the network does.
 */
export async function sendSample(aim: WatchAim, photo: Uint8Array | undefined): Promise<WatchSent> {
  const request = sampleRequest(aim, photo, `watch-${randomUUID()}`);
  const { url: baseUrl, proxy } = aim;
  const { answer } = await send({ baseUrl, proxy, timeoutMs: TIMEOUT_MS, shape: entryContract.answer, ...request });
  return noted(answer);
}

/** The request of a sample; `nonce` makes its serial number unlike any other. */
export function sampleRequest(aim: WatchAim, photo: Uint8Array | undefined, nonce: string): RequestPlan {
  const withPhoto = Object.entries(entryContract.requests).find(([, values]) =>
    Object.values(values).some((value) => typeof value === 'object' && 'photo' in value),
  );
  const form = photo === undefined ? ({ form: 'urlencoded' } as const) : { base: withPhoto?.[0] ?? '' };
  const request = expandRequest('sample', form, 0, {
    contract: entryContract,
    nonce,
    credentials: { full: { apiKey: aim.apiKey, apiSecret: aim.apiSecret } },
    photo: () => ({ bytes: photo ?? new Uint8Array(), fileName: 'photo.jpg', source: '', type: 'image/jpeg' }),
    returnUrl: 'https://example.com/return',
    notifyUrl: 'https://example.com/notify',
  });
  if ('notRun' in request) throw new Error(`a sample cannot be made: ${request.notRun}`);
  return request;
}

/** Sorts an answer the way the load scripts do. */
export function noted(answer: Answer): WatchSent {
  const other = (outcome: OutcomeKind): WatchSent => ({ outcome, serverMs: null });
  switch (answer.kind) {
    case 'success':
      return { outcome: 'ok', serverMs: serverTime(answer, entryContract.answer) ?? null };
    case 'unknown':
    case 'unreachable':
      return other('unanswered');
    case 'refusal':
      if (answer.status >= 500) return other('server-error');
      return other(signalOf(answer, entryContract) === 'too many in flight' ? 'refused' : 'rejected');
    case 'protocol-error':
      if (answer.status >= 500) return other('server-error');
      return other(answer.status === 429 ? 'rejected' : 'garbled');
  }
}
