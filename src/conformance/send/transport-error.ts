import { sayOfWire as say } from '../../sayings/wire.js';
import type { Exchange } from './types.js';

/** Codes of errors that mean: the connection was never made, so the request was not sent. */
const CONNECT_FAILURES = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'EPROTO',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'PROXY_FAILED',
]);

const MEANINGS = {
  ECONNREFUSED: 'refused',
  ENOTFOUND: 'unknownHost',
  EAI_AGAIN: 'unresolved',
  EHOSTUNREACH: 'noRouteToHost',
  ENETUNREACH: 'noRouteToNetwork',
  ECONNRESET: 'resetMidway',
  EPIPE: 'closedMidway',
  HPE_INVALID_CONSTANT: 'noHttp',
  EPROTO: 'noNegotiation',
} as const;

/** True when the request surely was not sent. */
function isConnectFailure(error: unknown): boolean {
  const { code, syscall } = asNodeError(error);
  return (code !== undefined && CONNECT_FAILURES.has(code)) || syscall === 'connect';
}

/** What is told of a request that got no whole answer. `timedOut`: its time was up, whatever error came of that. */
export function unanswered(
  error: unknown,
  timeoutMs: number,
  timedOut: boolean,
): Pick<Exchange, 'headers' | 'status' | 'serverDateMs' | 'body' | 'bodyBytes' | 'bodySha256' | 'answer'> {
  const kind = isConnectFailure(error) ? 'unreachable' : 'unknown';
  const why = timedOut ? say('notInTime', { ms: timeoutMs }) : describeTransportError(error);
  return { status: 0, serverDateMs: null, headers: [], body: '', bodyBytes: 0, bodySha256: '', answer: { kind, why } };
}

/** One sentence for what went wrong on the wire. */
function describeTransportError(error: unknown): string {
  const { code, message } = asNodeError(error);
  if (/aborted/i.test(message)) return say('brokeOff');
  const told = message === '' ? say('failed') : message;
  if (code === undefined) return told;
  return say('withCode', { reason: isKnown(code) ? say(MEANINGS[code]) : told, errno: code });
}

const isKnown = (code: string): code is keyof typeof MEANINGS => Object.hasOwn(MEANINGS, code);

function asNodeError(error: unknown): { code: string | undefined; syscall: string | undefined; message: string } {
  if (typeof error === 'string') return { code: undefined, syscall: undefined, message: error };
  // Trying several addresses of a host ends in an AggregateError; its first member says why.
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const { code, syscall, message } = first as { code?: string; syscall?: string; message?: string };
  return { code, syscall, message: message ?? '' };
}
