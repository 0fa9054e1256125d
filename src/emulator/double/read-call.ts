import { createHash } from 'node:crypto';
import { getResult } from '../../../contracts/get-result/get-result.js';
import { getToken } from '../../../contracts/get-token/get-token.js';
import type { AppRequest } from '../app-answer.js';
import { getTokenBehaviours } from '../endpoints/get-token/behaviours.js';
import { LIVENESS_PAGE_PATH } from '../endpoints/liveness/paths.js';
import type { Form } from '../form/form.js';
import { parseForm } from '../form/parse-form.js';
import { parseUrlencoded } from '../form/urlencoded.js';

/** What a request asks for. */
export type CallKind = 'get-token' | 'get-result' | 'page' | 'other';

/** A request as it came, with nothing hidden. */
export interface Call {
  /** 1, 2, … in the order in which requests came. */
  readonly number: number;
  readonly kind: CallKind;
  /** Unix time and monotonic time, in ms. */
  readonly at: number;
  readonly atMs: number;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: AppRequest['headers'];
  /** The text fields of form and query. */
  readonly fields: Readonly<Record<string, string>>;
  readonly photos: readonly { readonly name: string; readonly bytes: Buffer; readonly sha256: string }[];
}

/** Reads a request; a body that is no form has no fields. */
export async function readCall(number: number, request: AppRequest): Promise<Call> {
  const { method, target, headers, body, startedMs } = request;
  const mark = target.indexOf('?');
  const path = mark === -1 ? target : target.slice(0, mark);
  const query = parseUrlencoded(Buffer.from(mark === -1 ? '' : target.slice(mark + 1), 'latin1'));
  const contentType = String(headers['content-type'] ?? '');
  const posted =
    body.length === 0
      ? undefined
      : await parseForm(getTokenBehaviours['endpoint.form'](contentType), contentType, body);
  const forms = [query, posted].flatMap((one) => (one?.kind === 'form' ? [one.form] : []));
  const at = Date.now() - (performance.now() - startedMs);
  return { number, kind: kindOf(method, path), at, atMs: startedMs, method, target, headers, ...contentOf(forms) };
}

function kindOf(method: string, path: string): CallKind {
  if (path === getToken.endpoint.path && method === getToken.endpoint.method) return 'get-token';
  if (path === getResult.endpoint.path) return 'get-result';
  return path === LIVENESS_PAGE_PATH ? 'page' : 'other';
}

function contentOf(forms: readonly Form[]): Pick<Call, 'fields' | 'photos'> {
  const all = forms.flatMap((form) => [...form]);
  const isPhoto = (name: string, fileName: string | undefined) =>
    fileName !== undefined || name.startsWith('image_ref');
  return {
    fields: Object.fromEntries(
      all
        .filter(([name, { fileName }]) => !isPhoto(name, fileName))
        .map(([name, { bytes }]) => [name, bytes.toString('utf8')]),
    ),
    photos: all
      .filter(([name, { fileName }]) => isPhoto(name, fileName))
      .map(([name, { bytes }]) => ({ name, bytes, sha256: createHash('sha256').update(bytes).digest('hex') })),
  };
}
