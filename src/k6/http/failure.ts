/** Why a request got no whole answer: k6's code and text for it. */
export interface Failure {
  readonly code: number;
  readonly text: string;
}

/** k6's error codes, as far as this engine can tell the causes apart. */
export const FAILURE = {
  generic: 1000,
  invalidUrl: 1020,
  timeout: 1050,
  dns: 1100,
  noSuchHost: 1101,
  tcp: 1200,
  brokenPipe: 1201,
  dial: 1210,
  dialTimeout: 1211,
  dialRefused: 1212,
  reset: 1220,
  tls: 1300,
  tlsRecord: 1301,
  unknownAuthority: 1310,
  hostnameMismatch: 1311,
  decompression: 1701,
  /** k6 has no such bound and no such code. */
  bodyTooLarge: 1702,
} as const;

export const TIMED_OUT: Failure = { code: FAILURE.timeout, text: 'request timeout' };
export const CLOSED_EARLY: Failure = { code: FAILURE.generic, text: 'EOF' };
export const CUT_SHORT: Failure = { code: FAILURE.generic, text: 'unexpected EOF' };

export const BODY_TOO_LARGE: Failure = {
  code: FAILURE.bodyTooLarge,
  text: 'response body too large: the node engine keeps 32 MB of one, 64 MB of all large ones on their way',
};

/** An answer that is not HTTP; `what` says where it departs from it. */
const FEW = 7;

/**
 * What a server sent, read as Latin-1, in quotes. Of a longer text only whole words are shown, or a few characters: a half of a secret would be
 * recognised by nobody who is to take it out. `open`: more was to come, so that the last word may be none.
 */
export function quoted(latin1: string, { most = 60, open = false } = {}): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8');
  if (text.length <= most && !open) return JSON.stringify(text);
  const words = /^(.*\s)?/s.exec(text.slice(0, most + 1))?.[1] ?? '';
  return `${JSON.stringify(words.trimEnd() || text.slice(0, FEW))}…`;
}

export function malformed(what: string): Failure {
  return { code: FAILURE.generic, text: `malformed HTTP response: ${what}` };
}

/** The failure behind an error of a socket, of TLS or of name lookup. `connecting` tells a failed dial from a broken connection. */
export function failureOf(error: unknown, connecting: boolean): Failure {
  const {
    code = '',
    name = '',
    message = String(error),
  } = (error ?? {}) as { code?: string; name?: string; message?: string };
  switch (code) {
    case 'ENOTFOUND':
      return { code: FAILURE.noSuchHost, text: 'lookup: no such host' };
    case 'EAI_AGAIN':
      return { code: FAILURE.dns, text: 'lookup: temporary failure in name resolution' };
    case 'ECONNREFUSED':
      return { code: FAILURE.dialRefused, text: 'dial: connection refused' };
    case 'ETIMEDOUT':
      return connecting
        ? { code: FAILURE.dialTimeout, text: 'dial: i/o timeout' }
        : { code: FAILURE.tcp, text: 'read: connection timed out' };
    case 'ECONNRESET':
      return { code: FAILURE.reset, text: 'read: connection reset by peer' };
    case 'EPIPE':
      return { code: FAILURE.brokenPipe, text: 'write: broken pipe' };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'EADDRNOTAVAIL':
    case 'EMFILE':
      return { code: connecting ? FAILURE.dial : FAILURE.tcp, text: `dial: ${message}` };
    case 'PROXY_FAILED':
      return { code: FAILURE.dial, text: `dial: ${message}` };
    case 'UND_ERR_SOCKET':
      return CLOSED_EARLY;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { code: FAILURE.hostnameMismatch, text: `x509: ${message}` };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
      return { code: FAILURE.unknownAuthority, text: 'x509: unknown authority' };
  }
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER')
    return { code: FAILURE.tlsRecord, text: 'tls: first record does not look like a TLS handshake' };
  if (code.startsWith('ERR_SSL') || code.startsWith('ERR_TLS') || code.startsWith('CERT_') || code === 'EPROTO') {
    return { code: FAILURE.tls, text: `tls: ${(error as { reason?: string }).reason ?? message}` };
  }
  if (
    name === 'HTTPParserError' ||
    code.startsWith('UND_ERR_HEADERS') ||
    code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH'
  )
    return malformed(message);
  return { code: FAILURE.generic, text: message };
}
