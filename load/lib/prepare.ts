import exec from 'k6/execution';
import { durationMs, oneOf, text, whole } from './environment.js';
import { runSeed } from './request-fields.js';
import { type Sent, sender } from './send.js';
import { accountFrom, targetFrom } from './target.js';

export type RequestKind = 'plain' | 'photo' | 'both';

/** What every script needs: read once in k6's init phase, in each virtual user. */
export interface Prepared {
  /** Sends the request with this number (from 0); with FACEGATE_REQUEST=both every second one carries the photos. */
  readonly send: (index: number) => Promise<Sent>;
  readonly request: RequestKind;
  readonly loopback: boolean;
}

/**
 * Reads the options that all scripts share:
 *
 * - FACEGATE_URL, FACEGATE_API_KEY, FACEGATE_API_SECRET: where to, as whom. Needed.
 * - FACEGATE_PHOTO: path of a JPEG; FACEGATE_PHOTO_COUNT: how often it is sent along, 1 to 3 (1).
 * - FACEGATE_REQUEST: plain, photo or both in turns (`both` with a photo, else `plain`).
 * - FACEGATE_RETURN_URL, FACEGATE_NOTIFY_URL, FACEGATE_SEED, FACEGATE_TIMEOUT (10s), FACEGATE_ALLOW_HTTP.
 */
export function prepare(env: Readonly<Record<string, string | undefined>>): Prepared {
  const target = targetFrom(env);
  const photoPath = text(env, 'FACEGATE_PHOTO', '');
  const request = oneOf(env, 'FACEGATE_REQUEST', photoPath === '' ? 'plain' : 'both', ['plain', 'photo', 'both']);
  if (request !== 'plain' && photoPath === '') {
    throw new Error(`FACEGATE_REQUEST is "${request}", but FACEGATE_PHOTO is not set; expected the path of a JPEG`);
  }
  const photo = photoPath === '' ? undefined : open(photoPath, 'b');
  const copies = whole(env, 'FACEGATE_PHOTO_COUNT', 1, 1, 3);
  const send = sender({
    target,
    account: () => accountFrom(env),
    seed: runSeed(env),
    photos: photo === undefined ? [] : Array.from({ length: copies }, () => photo),
    vu: () => exec.vu.idInTest,
    timeoutMs: durationMs(env, 'FACEGATE_TIMEOUT', '10s'),
  });
  return {
    send: (index) => send(request === 'photo' || (request === 'both' && index % 2 === 1)),
    request,
    loopback: target.loopback,
  };
}

/**
 * k6 calls this before the first request: without key and secret nothing is sent. Not in the init phase, which k6 also runs to
 * pack a script (`k6 archive`, its operator on Kubernetes), where secrets are not there and must not be.
 */
export function setup(): void {
  accountFrom(__ENV);
}

/** Percentiles that summaries hold. */
export const TREND_STATS = ['count', 'avg', 'min', 'med', 'max', 'p(90)', 'p(95)', 'p(99)', 'p(99.9)'];

/** Virtual users kept ready for an arrival rate: enough for answers of two seconds, within reason. */
export function usersFor(env: Readonly<Record<string, string | undefined>>, ratePerSecond: number): number {
  return whole(env, 'FACEGATE_VUS', Math.min(1000, Math.max(10, Math.ceil(ratePerSecond * 2))), 1);
}
