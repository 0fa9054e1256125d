import { createHash, randomUUID } from 'node:crypto';
import type { CallbackRequest } from '../../callback/callback-request.js';

export type CallbackVia = 'notify' | 'return';

/** A form that the page submits by itself, with all fields hidden. */
export interface ReturnForm {
  readonly method: 'POST' | 'GET';
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

export type ResultFields = Readonly<Record<string, unknown>>;

/** Rules of both callbacks, by rule id. */
export interface CallbackBehaviours {
  /** How the browser is sent to `return_url`. */
  readonly 'return_url.post': (returnUrl: string, data: string, sign: string) => ReturnForm | undefined;
  /** The request that tells `notify_url` the result; undefined: nothing is sent. */
  readonly 'notify_url.post': (data: string, sign: string) => CallbackRequest | undefined;
  /** The signature a receiver can check: lower-case hex SHA-1 of the secret followed by `data`. */
  readonly 'notify_url.signature': (apiSecret: string, data: string) => string;
  /** `biz_no` as it comes back: unchanged. */
  readonly 'biz_no.echo': (bizNo: string) => unknown;
  /** `biz_extra_data` as it comes back: unchanged; empty when it was left out. */
  readonly 'biz_extra_data.echo': (bizExtraData: string) => unknown;
  /** Serial of the check. */
  readonly 'callback.request_id': (nowMs: number) => unknown;
  readonly 'callback.biz_id': (bizId: string, via: CallbackVia) => unknown;
  readonly 'callback.time_used': (ms: number) => unknown;
  /** The fields of `liveness_result` beside the reason. */
  readonly 'callback.liveness_result': (passed: boolean) => ResultFields;
  readonly 'callback.failure_reason': (reason: string | null) => unknown;
  /** Whether there is no comparison to tell. */
  readonly 'callback.verify_result.null': (comparisonType: string, passed: boolean) => boolean;
  /** The comparison with the data source, by comparison type. */
  readonly 'callback.verify_result.faceid': (comparisonType: string) => ResultFields;
  /** The comparisons with the photos that were sent. */
  readonly 'callback.verify_result.ref': (photoNames: readonly string[]) => ResultFields;
  /** What `screen_replay=1` adds to `verify_result`. */
  readonly 'screen_replay.result': (screenReplay: boolean) => ResultFields;
  /** What one of the two callbacks gets of the common result. */
  readonly 'callback.same': (data: ResultFields, via: CallbackVia) => ResultFields;
}

/**
 * A comparison in the shape of the page: confidence and the thresholds of false acceptance rates. The figures are the same
 * for every photo: an emulator compares no faces.
 */
const SAME_PERSON = { confidence: 91.3, thresholds: { '1e-3': 62.169, '1e-4': 69.315, '1e-5': 74.399 } };

export const callbackBehaviours: CallbackBehaviours = {
  'return_url.post': returnForm,
  'notify_url.post': (data, sign) => ({
    method: 'POST',
    contentType: 'application/x-www-form-urlencoded',
    body: new URLSearchParams({ data, sign }).toString(),
  }),
  'notify_url.signature': (apiSecret, data) => createHash('sha1').update(`${apiSecret}${data}`, 'utf8').digest('hex'),
  'biz_no.echo': (bizNo) => bizNo,
  'biz_extra_data.echo': (bizExtraData) => bizExtraData,
  'callback.request_id': (nowMs) => `${Math.floor(nowMs / 1000)},${randomUUID()}`,
  'callback.biz_id': (bizId) => bizId,
  'callback.time_used': (ms) => Math.floor(ms),
  'callback.liveness_result': (passed) => ({
    result: passed ? 'success' : 'failure',
    log: '',
    version: 'emulator',
  }),
  'callback.failure_reason': (reason) => reason,
  'callback.verify_result.null': (comparisonType, passed) => comparisonType === '-1' || !passed,
  'callback.verify_result.faceid': (comparisonType) => (comparisonType === '1' ? { result_faceid: SAME_PERSON } : {}),
  'callback.verify_result.ref': (photoNames) =>
    Object.fromEntries(photoNames.map((name) => [name.replace('image_ref', 'result_ref'), SAME_PERSON])),
  'screen_replay.result': (screenReplay) =>
    screenReplay ? { face_genuineness: { screen_replay_confidence: 0.013, screen_replay_threshold: 0.5 } } : {},
  'callback.same': (data) => data,
};

/** Undefined when the address is not http or https, so that no `javascript:` ever becomes the action of a form. */
function returnForm(returnUrl: string, data: string, sign: string): ReturnForm | undefined {
  if (!URL.canParse(returnUrl) || !/^https?:$/.test(new URL(returnUrl).protocol)) return undefined;
  return { method: 'POST', action: new URL(returnUrl).href, fields: { data, sign } };
}
