import { EventEmitter } from 'node:events';
import type { ClientRequest } from 'node:http';
import type { Socket } from 'node:net';
import type { AgentConnectOpts } from 'agent-base';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { sayOfMachine as say } from '../sayings/machine.js';
import { partsOf } from './proxy.js';

/** That a proxy gave no way to a host: nothing was sent there. Names the proxy without user and password. */
export class ProxyError extends Error {
  readonly code = 'PROXY_FAILED';
}

/**
 * Opens each connection through a proxy, by CONNECT (RFC 9110, 9.3.6), for http and https alike: the proxy sees the host, never a request.
 * Connections fail with `ProxyError` when the proxy gives no way. `signal` ends them, however far they have come.
 */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #host: string;

  constructor(proxy: string, signal?: AbortSignal) {
    const { address, host, authorization } = partsOf(proxy);
    super(address, {
      ...(authorization === '' ? {} : { headers: { 'Proxy-Authorization': authorization } }),
      ...(signal === undefined ? {} : { signal }),
    });
    this.#host = host;
  }

  override async connect(request: ClientRequest, options: AgentConnectOpts): Promise<Socket> {
    let status = 0;
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      status = statusCode;
    });
    let socket: Socket;
    try {
      socket = await super.connect(request, options);
    } catch (cause) {
      const { code, message } = cause as Error & { code?: string };
      const why = code === undefined || message.includes(code) ? message : `${message} (${code})`;
      throw new ProxyError(say('proxyNoWay', { url: this.#host, reason: why }), { cause });
    }
    if (status === 200) return socket;
    // What the proxy said stands for no answer of the service.
    socket.destroy();
    const cure = status === 407 ? `; ${say('proxyPassword')}` : '';
    throw new ProxyError(
      `${say('proxyRefuses', { url: this.#host, place: `${options.host}:${options.port}`, status })}${cure}`,
    );
  }
}

/** A socket that leads through a proxy to a host and port. Rejects with `ProxyError`. */
export function openTunnel(
  proxy: string,
  { host, port }: { readonly host: string; readonly port: number },
  signal?: AbortSignal,
): Promise<Socket> {
  const asking = new EventEmitter() as ClientRequest;
  return new TunnelAgent(proxy, signal).connect(asking, { host, port, secureEndpoint: false });
}
