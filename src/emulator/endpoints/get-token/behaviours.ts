import { randomUUID } from 'node:crypto';
import type { Form } from '../../form/form.js';
import type { Photo } from '../../photo-inspector.js';
import type { Refusal } from '../../refusal.js';
import { errorMessage, newRequestId, timeUsed, toJson } from '../common/answer-behaviours.js';
import { comparisonType } from './comparison-type.js';

export type FormKind = 'multipart' | 'urlencoded' | 'other';

/** Rules of GetToken that are no plain check, by rule id. */
export interface GetTokenBehaviours {
  /** Whether a request asks for a token: POST on exactly the documented path. */
  readonly 'endpoint.post': (method: string, path: string, documentedPath: string) => boolean;
  /** The kind of form that a content type names; parameters such as `charset` do not matter. */
  readonly 'endpoint.form': (contentType: string) => FormKind;
  /** What an API that does not exist gets. */
  readonly 'endpoint.not-found': () => Refusal;
  /** What another HTTP method on the documented path gets. The page leaves it open; its tables have no 405. */
  readonly 'endpoint.method': () => Refusal;
  /** Whether one more request may be worked on while `inFlight` others of the same account are. */
  readonly 'concurrency.limit': (inFlight: number, limit: number) => Refusal | undefined;
  /** A passing fault for the given share (0 to 1) of requests; `random` is a number from 0 to below 1. */
  readonly 'error.internal': (random: number, errorShare: number) => Refusal | undefined;
  /** Which of the documented photos of a form are looked at. */
  readonly 'image_ref.up-to-three': (form: Form, documented: readonly string[]) => readonly string[];
  /** The one photo that is named when several cannot be read: the first, in the page's order. */
  readonly 'image_ref.first-bad': (unreadable: readonly string[]) => string;
  /** Whether a photo without a face is turned and looked at again: only when asked for; left out means no. */
  readonly 'multi_oriented_detection.default': (value: string | undefined) => boolean;
  /** Faces in the photo as it is or, where there is none, turned by 90, 180 and 270 degrees. */
  readonly 'multi_oriented_detection.rotates': (photo: Extract<Photo, { readable: true }>) => Promise<number>;
  readonly 'response.json': (fields: Readonly<Record<string, unknown>>) => string;
  readonly 'response.success-status': () => number;
  readonly 'response.request_id': (nowMs: number) => unknown;
  readonly 'response.time_used': (startedMs: number, nowMs: number) => unknown;
  /** A token that cannot be guessed: 32 hex digits, as in the page's example. */
  readonly 'response.token': () => unknown;
  /** When a token made now ends, in Unix seconds. */
  readonly 'response.expired_time': (nowMs: number, lifeSeconds: number) => unknown;
  readonly 'response.error_message': (refusal: Refusal | undefined) => unknown;
}

export const getTokenBehaviours: GetTokenBehaviours = {
  'endpoint.post': (method, path, documentedPath) => method === 'POST' && path === documentedPath,
  'endpoint.form': formKind,
  'endpoint.not-found': () => ({ code: 'API_NOT_FOUND' }),
  'endpoint.method': () => ({ code: 'API_NOT_FOUND' }),
  'concurrency.limit': (inFlight, limit) => (inFlight < limit ? undefined : { code: 'CONCURRENCY_LIMIT_EXCEEDED' }),
  'error.internal': (random, errorShare) => (random < errorShare ? { code: 'INTERNAL_ERROR' } : undefined),
  'image_ref.up-to-three': photosOf,
  'image_ref.first-bad': (unreadable) => unreadable[0] ?? '',
  'multi_oriented_detection.default': (value) => value === '1',
  'multi_oriented_detection.rotates': (photo) => photo.facesAfterRotation(),
  'response.json': toJson,
  'response.success-status': () => 200,
  'response.request_id': newRequestId,
  'response.time_used': timeUsed,
  'response.token': () => randomUUID().replaceAll('-', ''),
  'response.expired_time': (nowMs, lifeSeconds) => Math.floor(nowMs / 1000) + lifeSeconds,
  'response.error_message': errorMessage,
};

function formKind(contentType: string): FormKind {
  const [type = ''] = contentType.split(';');
  const name = type.trim().toLowerCase();
  if (name === 'multipart/form-data') return 'multipart';
  return name === 'application/x-www-form-urlencoded' ? 'urlencoded' : 'other';
}

/**
 * `image_ref1` to `image_ref3` with `comparison_type` 0 and 1, each of them optional beside the others. Other numbers are
 * ignored, and so is a file field that a browser left empty.
 */
function photosOf(form: Form, documented: readonly string[]): readonly string[] {
  const type = comparisonType(form);
  if (type !== '0' && type !== '1') return [];
  return documented.filter((name) => isSent(form, name));
}

function isSent(form: Form, name: string): boolean {
  const field = form.get(name);
  return field !== undefined && (field.bytes.length > 0 || Boolean(field.fileName));
}
