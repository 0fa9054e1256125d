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

const MEANINGS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused; nothing listens there',
  ENOTFOUND: 'the host name is unknown',
  EAI_AGAIN: 'the host name could not be resolved',
  EHOSTUNREACH: 'there is no route to the host',
  ENETUNREACH: 'there is no route to the network',
  ECONNRESET: 'the connection was reset after the request had begun',
  EPIPE: 'the connection was closed while the request was being sent',
  HPE_INVALID_CONSTANT: 'what answers speaks no HTTP; is the port an HTTPS port?',
  EPROTO: 'TLS could not be negotiated; is the port an HTTPS port?',
};

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
  const why = timedOut ? `no whole answer within ${timeoutMs} ms` : describeTransportError(error);
  return { status: 0, serverDateMs: null, headers: [], body: '', bodyBytes: 0, bodySha256: '', answer: { kind, why } };
}

/** One sentence for what went wrong on the wire. */
function describeTransportError(error: unknown): string {
  const { code, message } = asNodeError(error);
  if (/aborted/i.test(message)) return 'the answer broke off in the middle';
  if (code === undefined) return message === '' ? 'the connection failed' : message;
  return MEANINGS[code] === undefined
    ? `${message === '' ? 'the connection failed' : message} (${code})`
    : `${MEANINGS[code]} (${code})`;
}

function asNodeError(error: unknown): { code: string | undefined; syscall: string | undefined; message: string } {
  if (typeof error === 'string') return { code: undefined, syscall: undefined, message: error };
  // Trying several addresses of a host ends in an AggregateError; its first member says why.
  const first = error instanceof AggregateError ? (error.errors[0] ?? error) : error;
  const { code, syscall, message } = first as { code?: string; syscall?: string; message?: string };
  return { code, syscall, message: message ?? '' };
}
