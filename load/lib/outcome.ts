import { getToken } from '../../contracts/get-token/get-token.js';
import { classifyAnswer } from '../../src/contract/answer.js';
import { serverTime, signalOf } from '../../src/contract/signals.js';

/** What became of a request, as the load side counts it. */
export type Outcome =
  /** 200 and a token. */
  | { readonly kind: 'ok'; readonly timeUsedMs: number | undefined }
  /** Exactly 403 CONCURRENCY_LIMIT_EXCEEDED: too many in flight. Nothing else counts as that. */
  | { readonly kind: 'refused' }
  /** Any other refusal: the request or the account is not accepted, 429 included. `what` is status and code. */
  | { readonly kind: 'rejected'; readonly what: string }
  /** A status of 500 or more. */
  | { readonly kind: 'server-error'; readonly what: string }
  /** No answer: `timeout`, or why there was no connection. */
  | { readonly kind: 'unanswered'; readonly what: string }
  /** An answer that does not hold what the API promises: no JSON, no token. */
  | { readonly kind: 'garbled'; readonly what: string };

/** What k6's error codes for a missing answer mean. */
const MISSING: Readonly<Record<number, string>> = {
  1050: 'timeout',
  1101: 'no such host',
  1210: 'no connection',
  1211: 'no connection in time',
  1212: 'connection refused',
  1220: 'connection reset',
};

/** Failures of an answer that came, but is of no use. */
const USELESS: Readonly<Record<number, string>> = {
  1701: 'an answer that cannot be unpacked',
  1702: 'an answer that is too large',
};

/** Sorts an answer by status and body; `status` 0 means that there was none, and `errorCode` (k6's) says why. */
export function outcomeOf(status: number, body: string, errorCode: number): Outcome {
  if (USELESS[errorCode] !== undefined) return { kind: 'garbled', what: USELESS[errorCode] };
  if (status === 0) return { kind: 'unanswered', what: MISSING[errorCode] ?? `no answer (${errorCode})` };
  const answer = classifyAnswer(status, body, getToken.answer);
  if (answer.kind === 'success') return { kind: 'ok', timeUsedMs: serverTime(answer, getToken.answer) };
  const what = answer.kind === 'refusal' ? `${status} ${answer.message.code}` : String(status);
  if (status >= 500) return { kind: 'server-error', what };
  if (signalOf(answer, getToken) === 'too many in flight') return { kind: 'refused' };
  if (answer.kind === 'refusal' || status === 429) return { kind: 'rejected', what };
  return { kind: 'garbled', what: `${status} with a body that is not the API's` };
}
