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

/** Sends the lightest valid request, liveness only, on a connection of its own. Never rejects for what the network does. */
export async function sendSample(
  baseUrl: string,
  account: { readonly apiKey: string; readonly apiSecret: string },
): Promise<WatchSent> {
  const fields: Readonly<Record<string, string>> = {
    api_key: account.apiKey,
    api_secret: account.apiSecret,
    comparison_type: '-1',
    return_url: 'https://example.com/return',
    notify_url: 'https://example.com/notify',
    biz_no: `fg-watch-${randomUUID()}`,
  };
  const parts = Object.entries(fields).map(([name, value]): FormPart => ({ name, value: Buffer.from(value) }));
  const { method, path } = getToken;
  const { answer } = await send({ baseUrl, method, path, form: 'urlencoded', parts, timeoutMs: TIMEOUT_MS });
  return noted(answer);
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
