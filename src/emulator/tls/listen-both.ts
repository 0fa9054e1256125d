import type { Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server as NetServer, type Socket } from 'node:net';
import { SERVER_NAMES } from './server-names.js';

/** Certificate chain and key as PEM texts. */
export interface TlsIdentity {
  readonly cert: string;
  readonly key: string;
}

/** The first byte of a TLS connection: a handshake record. */
const HANDSHAKE = 0x16;

/**
 * One port for plain HTTP and TLS: the first byte of a connection tells which. A `CONNECT` to the vendor's host, as a client sends it that
 * takes this for its proxy, leads here as well; one to anywhere else is refused. A connection that says nothing, or says it too slowly,
 * is cut off by the time-outs of `plain`, on either way in, and after `handshakeTimeout` ms in the middle of a handshake.
 */
export function listenBoth(
  plain: Server,
  identity: TlsIdentity,
  handshakeTimeout = plain.headersTimeout,
): NetServer & { dropAll(): void } {
  const { keepAliveTimeout, headersTimeout, requestTimeout } = plain;
  const { connectionsCheckingInterval } = plain as { readonly connectionsCheckingInterval?: number };
  const secure = createTlsServer({
    ...identity,
    keepAliveTimeout,
    headersTimeout,
    requestTimeout,
    handshakeTimeout,
    ...(connectionsCheckingInterval === undefined ? {} : { connectionsCheckingInterval }),
    noDelay: true,
  });
  for (const event of ['request', 'checkContinue'] as const)
    for (const listener of plain.listeners(event)) secure.on(event, listener as () => void);
  secure.on('tlsClientError', (_error, socket) => socket.destroy());
  const open = new Set<Socket>();
  const hand = (socket: Socket) => {
    socket.once('error', () => socket.destroy());
    const silent = setTimeout(() => socket.destroy(), headersTimeout);
    socket.once('close', () => clearTimeout(silent));
    socket.once('readable', () => {
      clearTimeout(silent);
      const first = socket.read(1) as Buffer | null;
      if (first === null) return;
      socket.unshift(first);
      (first[0] === HANDSHAKE ? secure : plain).emit('connection', socket);
    });
  };
  plain.on('connect', (request, socket: Socket, head) => {
    const host = (request.url ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
    if (!SERVER_NAMES.includes(host)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    hand(socket);
  });
  const server = createServer({ noDelay: true }, (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    hand(socket);
  });
  // Neither listens itself: this is what begins, and ends, their looking for connections that are late.
  for (const one of [plain, secure]) {
    server.on('listening', () => one.emit('listening'));
    server.on('close', () => one.close());
  }
  return Object.assign(server, {
    dropAll() {
      for (const socket of open) socket.destroy();
    },
  });
}
