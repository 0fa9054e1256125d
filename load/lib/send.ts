import http from 'k6/http';
import { getToken } from '../../contracts/get-token/get-token.js';
import { record } from './metrics.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { bizNoOf, PHOTO_FIELDS, requestFields } from './request-fields.js';
import type { Account, Target } from './target.js';

/** How every request of a run is made. */
export interface Sending {
  readonly target: Target;
  /** Asked for at the first request. */
  readonly account: () => Account;
  readonly seed: string;
  /** Photos for the requests that carry some; empty for none. */
  readonly photos: readonly ArrayBuffer[];
  /** Number of the virtual user, over all machines; asked for at each request. */
  readonly vu: () => number;
  readonly timeoutMs: number;
}

export interface Sent {
  readonly outcome: Outcome;
  /** Milliseconds from when the request could be sent until its answer was whole. */
  readonly wallMs: number;
  /** Between which times of the engine's clock it was written to its connection. */
  readonly written: { readonly fromMs: number; readonly toMs: number };
  /** From the write until the answer was whole, and the time that its connection took to make; 0 on one that stood. */
  readonly durationMs: number;
  readonly connectingMs: number;
}

/** By this key the node engine tells in a response's timings when the request was written, milliseconds. */
const WRITTEN_AT = Symbol.for('facegate.writtenAt');
/** The clock of scripts in k6 counts whole milliseconds. */
const TICK_MS = 1;

/** Returns a function that sends one valid GetToken request, records it, and says what became of it. It never rejects. */
export function sender({
  target,
  account,
  seed,
  photos,
  vu,
  timeoutMs,
}: Sending): (withPhotos: boolean) => Promise<Sent> {
  const url = target.url + getToken.endpoint.path;
  const params = { timeout: timeoutMs, tags: { name: getToken.name }, redirects: 0 };
  let count = 0;
  let known: Account | undefined;
  return async (withPhotos) => {
    count += 1;
    known ??= account();
    const fields: Record<string, string | ReturnType<typeof http.file>> = {
      ...requestFields(target, known, bizNoOf(seed, vu(), count), withPhotos),
    };
    if (withPhotos) {
      for (const [i, photo] of photos.entries()) {
        fields[PHOTO_FIELDS[i] ?? ''] = http.file(photo, 'photo.jpg', 'image/jpeg');
      }
    }
    const askedMs = Date.now();
    const answer = await http.asyncRequest(getToken.endpoint.method, url, fields, params);
    const { blocked, duration, connecting } = answer.timings;
    // k6's `blocked` holds the wait for a connection and its making; `duration` the rest.
    const wallMs = blocked + duration;
    const body = typeof answer.body === 'string' ? answer.body : '';
    const outcome = outcomeOf(answer.status, body, answer.error_code);
    record(outcome, wallMs, withPhotos);
    const written = writtenAt(answer.timings) ?? {
      fromMs: askedMs + blocked,
      toMs: Math.max(askedMs + blocked, Date.now() + TICK_MS - duration),
    };
    return { outcome, wallMs, written, durationMs: duration, connectingMs: connecting };
  };
}

/** The moment of the write as the engine counts it; undefined on k6, where it lies between what its timings allow. */
function writtenAt(timings: object): Sent['written'] | undefined {
  const atMs = (timings as { readonly [WRITTEN_AT]?: number })[WRITTEN_AT];
  return atMs === undefined ? undefined : { fromMs: atMs, toMs: atMs };
}
