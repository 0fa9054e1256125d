import type { CallbackRequest } from './callback/callback-request.js';
import type { Photo } from './photo-inspector.js';
import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';
import { echoBizExtraData } from './rules/biz_extra_data.echo.js';
import { echoBizNo } from './rules/biz_no.echo.js';
import { refuseExcess } from './rules/concurrency.limit.js';
import { type FormKind, formKind } from './rules/endpoint.form.js';
import { refuseMethod } from './rules/endpoint.method.js';
import { refuseUnknownApi } from './rules/endpoint.not-found.js';
import { isGetToken } from './rules/endpoint.post.js';
import { failNow } from './rules/error.internal.js';
import { nameFirstBad } from './rules/image_ref.first-bad.js';
import { photosOf } from './rules/image_ref.up-to-three.js';
import { turnsPhotos } from './rules/multi_oriented_detection.default.js';
import { countFacesTurned } from './rules/multi_oriented_detection.rotates.js';
import { notifyRequest } from './rules/notify_url.post.js';
import { signData } from './rules/notify_url.signature.js';
import { errorMessage } from './rules/response.error_message.js';
import { expiredTime } from './rules/response.expired_time.js';
import { toJson } from './rules/response.json.js';
import { newRequestId } from './rules/response.request_id.js';
import { successStatus } from './rules/response.success-status.js';
import { timeUsed } from './rules/response.time_used.js';
import { newToken } from './rules/response.token.js';
import { type ReturnForm, returnForm } from './rules/return_url.post.js';
import { screenReplayResult } from './rules/screen_replay.result.js';
import { refuseExpired } from './rules/token.expiry.js';
import { refuseUsed } from './rules/token.single-use.js';

/**
 * The rules that are no plain check of a request: how an answer is made, what is counted, what is looked at. Each can be
 * replaced by its rule id. Answer fields are `unknown`, so that a replacement may also get the type wrong.
 */
export interface Pieces {
  readonly 'endpoint.post': (method: string, path: string, documentedPath: string) => boolean;
  readonly 'endpoint.form': (contentType: string) => FormKind;
  readonly 'endpoint.not-found': () => Refusal;
  readonly 'endpoint.method': () => Refusal;
  readonly 'concurrency.limit': (inFlight: number, limit: number) => Refusal | undefined;
  readonly 'error.internal': (random: number, errorShare: number) => Refusal | undefined;
  readonly 'image_ref.up-to-three': (request: Pick<GetTokenRequest, 'form' | 'figures'>) => readonly string[];
  readonly 'image_ref.first-bad': (unreadable: readonly string[]) => string;
  readonly 'multi_oriented_detection.default': (value: string | undefined) => boolean;
  readonly 'multi_oriented_detection.rotates': (photo: Extract<Photo, { readable: true }>) => Promise<number>;
  readonly 'response.json': (fields: Readonly<Record<string, unknown>>) => string;
  readonly 'response.success-status': () => number;
  readonly 'response.request_id': (nowMs: number) => unknown;
  readonly 'response.time_used': (startedMs: number, nowMs: number) => unknown;
  readonly 'response.token': () => unknown;
  readonly 'response.expired_time': (nowMs: number, lifeSeconds: number) => unknown;
  readonly 'response.error_message': (refusal: Refusal | undefined) => unknown;
  readonly 'token.single-use': (used: boolean) => Refusal | undefined;
  readonly 'token.expiry': (expiresAtMs: number, nowMs: number) => Refusal | undefined;
  readonly 'biz_no.echo': (bizNo: string) => unknown;
  readonly 'biz_extra_data.echo': (bizExtraData: string) => unknown;
  readonly 'screen_replay.result': (screenReplay: boolean) => Readonly<Record<string, unknown>>;
  readonly 'return_url.post': (returnUrl: string, data: string, sign: string) => ReturnForm | undefined;
  readonly 'notify_url.post': (data: string, sign: string) => CallbackRequest;
  readonly 'notify_url.signature': (apiSecret: string, data: string) => string;
}

/** The pieces as the page describes them. */
export const documentedPieces: Pieces = {
  'endpoint.post': isGetToken,
  'endpoint.form': formKind,
  'endpoint.not-found': refuseUnknownApi,
  'endpoint.method': refuseMethod,
  'concurrency.limit': refuseExcess,
  'error.internal': failNow,
  'image_ref.up-to-three': photosOf,
  'image_ref.first-bad': nameFirstBad,
  'multi_oriented_detection.default': turnsPhotos,
  'multi_oriented_detection.rotates': countFacesTurned,
  'response.json': toJson,
  'response.success-status': successStatus,
  'response.request_id': newRequestId,
  'response.time_used': timeUsed,
  'response.token': newToken,
  'response.expired_time': expiredTime,
  'response.error_message': errorMessage,
  'token.single-use': refuseUsed,
  'token.expiry': refuseExpired,
  'biz_no.echo': echoBizNo,
  'biz_extra_data.echo': echoBizExtraData,
  'screen_replay.result': screenReplayResult,
  'return_url.post': returnForm,
  'notify_url.post': notifyRequest,
  'notify_url.signature': signData,
};
