import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { proxyTo } from '../../network/proxy.js';
import { openTunnel } from '../../network/tunnel.js';
import type { Target } from './types.js';

export type Connection =
  | { readonly kind: 'connected'; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly cure: string };

/** What the codes of a failed connection mean, and what to do. */
const FAILURES: Readonly<Record<string, readonly [reason: string, cure: string]>> = {
  ECONNREFUSED: ['nothing listens there', 'start the service, or correct the port in "url"'],
  ENOTFOUND: ['the host name is not known', 'correct the host in "url", or check the name server'],
  EAI_AGAIN: ['the host name could not be looked up', 'check the network and the name server'],
  EHOSTUNREACH: ['the host cannot be reached', 'check network, VPN and firewall'],
  ENETUNREACH: ['the network cannot be reached', 'check network, VPN and firewall'],
  ECONNRESET: ['the connection was cut', 'check that the service speaks HTTPS there, and the firewall'],
  ETIMEDOUT: ['no answer in time', 'check network, VPN and firewall'],
  EPROTO: ['what answers speaks no TLS', 'use http:// if this is a test service on this machine, or correct the port'],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'what answers speaks no TLS',
    'use http:// if this is a test service, or correct the port',
  ],
  CERT_HAS_EXPIRED: ['its certificate has expired', 'renew it, or check the clock of this machine'],
  CERT_NOT_YET_VALID: ['its certificate is not yet valid', 'check the clock of this machine'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for another host', 'correct the host in "url"'],
};
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
    const reason = deadline.aborted ? 'the proxy gives no answer in time' : (error as Error).message;
    return { kind: 'failed', reason, cure: 'check "proxy" in the target file, and what the proxy allows' };
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
  if (OWN_CERTIFICATE.includes(code)) {
    const cure = 'name the file of the issuing authority in NODE_EXTRA_CA_CERTS';
    return { kind: 'failed', reason: `its certificate is not from a known authority (${code})`, cure };
  }
  const [reason, cure] = FAILURES[code] ?? [detail, 'check "url" and the network'];
  return { kind: 'failed', reason: `${reason} (${code})`, cure };
}

/** SNI is for names alone, not for addresses. */
function isName(host: string): boolean {
  return !/^[\d.]+$|:/.test(host);
}
