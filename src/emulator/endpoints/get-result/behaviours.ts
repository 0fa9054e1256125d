import type { Refusal } from '../../refusal.js';
import type { ResultFields } from '../callbacks/behaviours.js';
import { errorMessage, newRequestId, timeUsed } from '../common/answer-behaviours.js';
import type { CheckImages } from '../liveness/frames.js';

/** Rules of GetResult that are no plain check, by rule id. */
export interface GetResultBehaviours {
  /** Whether a request asks for a result: GET on exactly the documented path. */
  readonly 'get_result.get': (method: string, path: string, documentedPath: string) => boolean;
  /** What another HTTP method on the documented path gets; the page leaves it open. */
  readonly 'get_result.method': () => Refusal;
  /** What an id gets that was never given out. */
  readonly 'get_result.biz_id.unknown': () => Refusal;
  /** What the id of another account's check gets; undefined: the result. The page leaves it open. */
  readonly 'get_result.biz_id.other-account': () => Refusal | undefined;
  /** What a result gets that was told before; the page leaves it open. */
  readonly 'get_result.repeat': (told: number) => Refusal | undefined;
  /** `images` for no `get_image_type` or 0. */
  readonly 'get_result.get_image_type.default': () => unknown;
  /** `images` for a `get_image_type` of 1 or 2. */
  readonly 'get_result.get_image_type.values': (type: string, images: CheckImages) => unknown;
  /** A parameter of GetToken as it comes back. */
  readonly 'get_result.echo': (name: 'biz_no' | 'biz_extra_data', value: string) => unknown;
  /** What the callbacks told, told again. */
  readonly 'get_result.same': (fields: ResultFields) => ResultFields;
  readonly 'get_result.response.request_id': (nowMs: number) => unknown;
  readonly 'get_result.response.time_used': (startedMs: number, nowMs: number) => unknown;
  readonly 'get_result.response.error_message': (refusal: Refusal | undefined) => unknown;
}

export const getResultBehaviours: GetResultBehaviours = {
  'get_result.get': (method, path, documentedPath) => method === 'GET' && path === documentedPath,
  'get_result.method': () => ({ code: 'API_NOT_FOUND' }),
  'get_result.biz_id.unknown': () => ({ code: 'RESULT_NOT_FOUND' }),
  'get_result.biz_id.other-account': () => ({ code: 'RESULT_NOT_FOUND' }),
  'get_result.repeat': () => undefined,
  'get_result.get_image_type.default': () => undefined,
  'get_result.get_image_type.values': (type, { best, actions }) => ({
    image_best: best,
    ...(type === '2' ? Object.fromEntries(actions.map((image, place) => [`image_action${place + 1}`, image])) : {}),
  }),
  'get_result.echo': (_name, value) => value,
  'get_result.same': (fields) => fields,
  'get_result.response.request_id': newRequestId,
  'get_result.response.time_used': timeUsed,
  'get_result.response.error_message': errorMessage,
};
