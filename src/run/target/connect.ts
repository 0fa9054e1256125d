import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { proxyTo } from '../../network/proxy.js';
import { openTunnel } from '../../network/tunnel.js';
import { sayOfWire as say } from '../../sayings/wire.js';
import type { Target } from './types.js';

export type Connection =
  | { readonly kind: 'connected'; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly cure: string };

/** What the codes of a failed connection mean, and what to do. */
const FAILURES = {
  ECONNREFUSED: ['nothingListens', 'startService'],
  ENOTFOUND: ['hostNotKnown', 'correctHost'],
  EAI_AGAIN: ['hostNotLookedUp', 'checkNameServer'],
  EHOSTUNREACH: ['hostNotReached', 'checkNetwork'],
  ENETUNREACH: ['networkNotReached', 'checkNetwork'],
  ECONNRESET: ['cut', 'checkHttps'],
  ETIMEDOUT: ['silent', 'checkNetwork'],
  EPROTO: ['noTls', 'useHttp'],
  ERR_SSL_WRONG_VERSION_NUMBER: ['noTls', 'useHttp'],
  CERT_HAS_EXPIRED: ['expired', 'renew'],
  CERT_NOT_YET_VALID: ['notYetValid', 'checkClock'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['otherHost', 'correctName'],
} as const;
const OWN_CERTIFICATE = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
];

/** Opens a connection to the host of a target, through its proxy, for https with a checked certificate, and closes it: no request, no charge. */
export async function connectTo({ url, proxy }: Pick<Target, 'url' | 'proxy'>, timeoutMs: number): Promise<Connection> {
  const { protocol, hostname, port } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'https:';
  const address = { host, port: port === '' ? (secure ? 443 : 80) : Number(port) };
  const startedMs = performance.now();
  const connected = (): Connection => ({ kind: 'connected', tookMs: Math.round(performance.now() - startedMs) });
  const through = proxyTo(hostname, proxy);
  const deadline = AbortSignal.timeout(timeoutMs);
  let tunnel: Socket | undefined;
  try {
    if (through !== null) tunnel = await openTunnel(through, address, deadline);
  } catch (error) {
    const reason = deadline.aborted ? say('proxySilent') : (error as Error).message;
    return { kind: 'failed', reason, cure: say('checkProxy') };
  }
  if (tunnel !== undefined && !secure) {
    tunnel.destroy();
    return connected();
  }
  return new Promise((resolve) => {
    const socket: Socket = secure
      ? connectTls({
          ...address,
          ...(tunnel === undefined ? {} : { socket: tunnel }),
          ...(isName(host) ? { servername: host } : {}),
        })
      : connectTcp(address);
    const finish = (connection: Connection): void => {
      socket.destroy();
      tunnel?.destroy();
      resolve(connection);
    };
    socket.setTimeout(timeoutMs, () => finish(failed('ETIMEDOUT', `${timeoutMs} ms`)));
    socket.once(secure ? 'secureConnect' : 'connect', () => {
      finish(connected());
    });
    socket.once('error', (error: Error & { code?: string }) => finish(failed(error.code ?? 'UNKNOWN', error.message)));
  });
}

function failed(code: string, detail: string): Connection {
  const told = (reason: string, cure: string): Connection => {
    return { kind: 'failed', reason: say('withCode', { reason, errno: code }), cure };
  };
  if (OWN_CERTIFICATE.includes(code)) return told(say('unknownAuthority'), say('nameAuthority'));
  if (!Object.hasOwn(FAILURES, code)) return told(detail, say('checkUrlAndNetwork'));
  const [reason, cure] = FAILURES[code as keyof typeof FAILURES];
  return told(say(reason), say(cure));
}

/** SNI is for names alone, not for addresses. */
function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host);
}
