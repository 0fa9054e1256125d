import { randomUUID } from 'node:crypto';
import { getToken } from '../../../contracts/get-token.js';
import { send } from '../../client/send.js';
import type { FormPart } from '../../client/types.js';
import type { Answer } from '../../contract/answer.js';
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
  readonly apiKey: string;
  readonly apiSecret: string;
}

/**
 * Sends a valid request on a connection of its own: without a photo the lightest there is, liveness only; with one the
 * comparison with it. Never rejects for what the network does.
 */
export async function sendSample(aim: WatchAim, photo: Uint8Array | undefined): Promise<WatchSent> {
  const { method, path } = getToken;
  const form = photo === undefined ? 'urlencoded' : 'multipart';
  const parts = sampleParts(aim, photo, `fg-watch-${randomUUID()}`);
  const { answer } = await send({ baseUrl: aim.url, method, path, form, parts, timeoutMs: TIMEOUT_MS });
  return noted(answer);
}

/** The fields of a sample. */
export function sampleParts(aim: WatchAim, photo: Uint8Array | undefined, bizNo: string): FormPart[] {
  const fields: Readonly<Record<string, string>> = {
    api_key: aim.apiKey,
    api_secret: aim.apiSecret,
    comparison_type: photo === undefined ? '-1' : '0',
    return_url: 'https://example.com/return',
    notify_url: 'https://example.com/notify',
    biz_no: bizNo,
    ...(photo === undefined ? {} : { uuid: bizNo }),
  };
  const parts = Object.entries(fields).map(([name, value]): FormPart => ({ name, value: Buffer.from(value) }));
  if (photo === undefined) return parts;
  return [...parts, { name: 'image_ref1', value: photo, file: { name: 'photo.jpg', type: 'image/jpeg' } }];
}

/** Sorts an answer the way the load scripts do. */
export function noted(answer: Answer): WatchSent {
  const serverMs = 'fields' in answer ? answer.fields?.time_used : undefined;
  const other = (outcome: OutcomeKind): WatchSent => ({ outcome, serverMs: null });
  switch (answer.kind) {
    case 'success':
      return { outcome: 'ok', serverMs: typeof serverMs === 'number' && serverMs >= 0 ? serverMs : null };
    case 'unknown':
    case 'unreachable':
      return other('unanswered');
    case 'refusal':
      if (answer.status >= 500) return other('server-error');
      return other(
        answer.status === 403 && answer.message.code === 'CONCURRENCY_LIMIT_EXCEEDED' ? 'refused' : 'rejected',
      );
    case 'protocol-error':
      if (answer.status >= 500) return other('server-error');
      return other(answer.status === 429 ? 'rejected' : 'garbled');
  }
}
