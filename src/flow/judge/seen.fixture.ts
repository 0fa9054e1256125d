import type { CallbackVia, SeenCallback, SeenFlow } from './seen.js';

/** The right signature in tests: forty hex digits. */
export const RIGHT_SIGN = 'da39a3ee5e6b4b0d3255bfef95601890afd80709';

/** `data` as a service sends it, with changes to its fields. */
export function dataOf(fields: Readonly<Record<string, unknown>> = {}): string {
  return JSON.stringify({
    request_id: '1462259748,ab',
    biz_id: '1462259748,cd',
    biz_no: 'order-1',
    biz_extra_data: '',
    liveness_result: { result: 'success', failure_reason: null, log: '', version: '2.0' },
    verify_result: null,
    time_used: 4120,
    ...fields,
  });
}

/** A callback that is right in every way, with changes. */
export function callback(via: CallbackVia, changes: Partial<SeenCallback> = {}): SeenCallback {
  return {
    via,
    atMs: 2_000,
    late: false,
    method: 'POST',
    form: 'urlencoded',
    contentType: 'application/x-www-form-urlencoded',
    data: dataOf(),
    sign: RIGHT_SIGN,
    signatures: [
      { name: 'the right one', value: RIGHT_SIGN },
      { name: 'the MD5 of api_secret + data', value: 'd41d8cd98f00b204e9800998ecf8427e' },
    ],
    ...changes,
  };
}

/** A flow that is right in every way, with changes. */
export function flow(changes: Partial<SeenFlow> = {}): SeenFlow {
  return {
    page: { status: 200, refusal: '', answeredMs: 0 },
    callbacks: [callback('notify'), callback('return')],
    navigation: 'POST',
    endWithinMs: 30_000,
    othersWithinMs: 15_000,
    ...changes,
  };
}
