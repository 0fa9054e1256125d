import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { type buildConnector, Client, type Dispatcher } from 'undici';
import type { ProxyAddress } from '../../network/proxy.js';
import { openTunnel } from '../../network/tunnel.js';
import type { Now } from '../clock.js';
import type { Connection, Exchange } from './exchange.js';
import { BODY_TOO_LARGE, CUT_SHORT, type Failure, failureOf } from './failure.js';
import { KeptBody } from './kept-body.js';
import type { Target } from './target.js';

/** undici's handler in the form its core itself calls, with the moments its types leave out. */
type UndiciHandler = Dispatcher.DispatchHandler & { onRequestSent(): void; onResponseStarted(): void };

type Connected = (error: Error | null, socket: Socket | null) => void;

/** Stands for a space in what undici is given: a byte that UTF-8 has not, and a path neither. */
const SPACE = '\xff';

/** One connection over undici's dispatcher: TLS, and the yardstick for the plain one. One exchange at a time. */
export class UndiciConnection implements Connection {
  readonly #now: Now;
  readonly #client: Client;
  readonly #insecure: boolean;
  readonly #proxy: ProxyAddress;
  readonly #closed = new AbortController();
  readonly #onIdle: (connection: UndiciConnection) => void;
  #socket: Socket | undefined;
  #exchange: Exchange | undefined;
  #abort: ((error: Error) => void) | undefined;
  #abortedWith: Failure | undefined;
  #open = true;
  /** Whether the path under way has spaces. */
  #hasSpaces = false;
  #used = false;
  #dials = 0;

  constructor(
    target: Target,
    now: Now,
    insecure: boolean,
    onIdle: (connection: UndiciConnection) => void,
    proxy: ProxyAddress = null,
  ) {
    this.#now = now;
    this.#insecure = insecure;
    this.#proxy = proxy;
    this.#onIdle = onIdle;
    this.#client = new Client(target.origin, {
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: 600_000,
      keepAliveMaxTimeout: 600_000,
      maxHeaderSize: 256 * 1024,
      connect: ((_options: object, connected: Connected) => this.#dial(target, connected)) as buildConnector.connector,
    });
    this.#client.on('disconnect', () => {
      this.#open = false;
    });
  }

  get usable(): boolean {
    return this.#open && this.#exchange === undefined && this.#socket?.destroyed !== true;
  }

  get used(): boolean {
    return this.#used;
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    const { method, target, payload } = exchange;
    this.#hasSpaces = target.path.includes(' ');
    const sentBefore = this.#socket?.bytesWritten ?? 0;
    const readBefore = this.#socket?.bytesRead ?? 0;
    const body = new KeptBody();
    const tally = (): void => {
      exchange.doneAt = this.#now();
      exchange.bytesSent += (this.#socket?.bytesWritten ?? 0) - sentBefore;
      exchange.bytesReceived += (this.#socket?.bytesRead ?? 0) - readBefore;
    };
    const handler: UndiciHandler = {
      onConnect: (abort) => {
        this.#abort = abort;
        exchange.writingAt = this.#now();
        this.#describe(exchange);
        if (this.#abortedWith !== undefined) abort(new Error(this.#abortedWith.text));
      },
      onRequestSent: () => {
        exchange.sentAt = this.#now();
      },
      onResponseStarted: () => {
        exchange.firstByteAt = this.#now();
      },
      onHeaders: (status, headers, _resume, statusText) => {
        if (status < 200) return true;
        exchange.status = status;
        exchange.statusText = statusText;
        exchange.proto = 'HTTP/1.1';
        exchange.headers = (headers as Buffer[]).map((header) => header.toString('latin1'));
        return true;
      },
      onData: (chunk) => {
        if (exchange.keepBody && !body.add(chunk, 0, chunk.length)) this.abort(BODY_TOO_LARGE);
        return true;
      },
      onComplete: () => {
        tally();
        const bodiless = exchange.status === 204 || exchange.status === 304;
        const whole = body.take();
        if (exchange.keepBody && !bodiless) exchange.body = whole;
        this.#end(exchange, undefined);
      },
      onError: (error) => {
        tally();
        const part = body.take();
        if (exchange.status > 0 && exchange.keepBody) exchange.body = part;
        const cut = exchange.status > 0 && (error as { code?: string }).code === 'UND_ERR_SOCKET';
        this.#end(exchange, this.#abortedWith ?? (cut ? CUT_SHORT : failureOf(error, exchange.writingAt === 0)));
      },
    };
    this.#client.dispatch(
      {
        method: method as Dispatcher.HttpMethod,
        path: target.path.replaceAll(' ', SPACE),
        headers: headersOf(exchange),
        body:
          payload === undefined || payload.length === 0
            ? null
            : typeof payload === 'string'
              ? Buffer.from(payload, 'latin1')
              : payload,
      },
      handler,
    );
  }

  abort(failure: Failure): void {
    this.#abortedWith = failure;
    const exchange = this.#exchange;
    if (this.#abort !== undefined) this.#abort(new Error(failure.text));
    this.close();
    if (exchange !== undefined && this.#exchange === exchange) {
      exchange.doneAt = this.#now();
      this.#end(exchange, failure);
    }
  }

  close(): void {
    this.#shut(undefined);
  }

  /** With an error: without one, undici takes the end of a socket for the end of a body that has no length, also after an abort. */
  #shut(error: Error | undefined): void {
    this.#open = false;
    this.#closed.abort();
    this.#socket?.destroy(error);
    this.#client.destroy(null, () => {});
  }

  #end(exchange: Exchange, failure: Failure | undefined): void {
    if (this.#exchange !== exchange) return;
    this.#exchange = undefined;
    this.#abort = undefined;
    if (failure === undefined) {
      this.#used = true;
      setImmediate(() => {
        if (this.usable) this.#onIdle(this);
      });
    } else {
      exchange.failure = failure;
      exchange.status = 0;
      exchange.proto = '';
      exchange.headers = [];
      this.#shut(new Error(failure.text));
    }
    exchange.onDone(exchange);
  }

  #describe(exchange: Exchange): void {
    const socket = this.#socket;
    exchange.remoteIp = socket?.remoteAddress ?? '';
    exchange.remotePort = exchange.target.port;
    if (socket !== undefined && 'getProtocol' in socket) {
      const tls = socket as TLSSocket;
      exchange.tlsVersion = (tls.getProtocol() ?? '').replace(
        /^TLSv(\d)(?:\.(\d))?$/,
        (_, major, minor = '0') => `tls${major}.${minor}`,
      );
      exchange.tlsCipher = tls.getCipher()?.standardName ?? '';
    }
  }

  /** Dials once: a second dial would be undici resending by itself, which only the pool may decide. */
  #dial(target: Target, connected: Connected): void {
    const exchange = this.#exchange;
    if (this.#dials++ > 0 || exchange === undefined) {
      connected(Object.assign(new Error('the connection is gone'), { code: 'UND_ERR_SOCKET' }), null);
      return;
    }
    exchange.dialledAt = this.#now();
    const address = { host: target.hostname, port: target.port };
    if (this.#proxy !== null) {
      openTunnel(this.#proxy, address, this.#closed.signal).then(
        (tunnel) => this.#carryOn(target, exchange, tunnel, connected),
        (error: Error) => connected(error, null),
      );
      return;
    }
    const tcp = connectTcp(address);
    this.#socket = tcp;
    tcp.on('error', () => {});
    const fail = (error: Error): void => connected(error, null);
    tcp.once('error', fail);
    tcp.once('connect', () => {
      tcp.off('error', fail);
      this.#carryOn(target, exchange, tcp, connected);
    });
  }

  /** What comes once there is a way to the host: TLS, for https. */
  #carryOn(target: Target, exchange: Exchange, tcp: Socket, connected: Connected): void {
    this.#socket = tcp.setNoDelay(true);
    tcp.on('error', () => {});
    const fail = (error: Error): void => connected(error, null);
    tcp.once('error', fail);
    exchange.connectedAt = this.#now();
    if (!target.secure) {
      tcp.off('error', fail);
      exchange.readyAt = exchange.connectedAt;
      connected(null, this.#withSpaces(tcp));
      return;
    }
    const tls = connectTls({
      socket: tcp,
      servername: /^[\d.:]+$/.test(target.hostname) ? '' : target.hostname,
      host: target.hostname,
      rejectUnauthorized: !this.#insecure,
      ALPNProtocols: ['http/1.1'],
    });
    tls.on('error', () => {});
    tls.once('error', fail);
    tls.once('secureConnect', () => {
      tls.off('error', fail);
      tcp.off('error', fail);
      this.#socket = tls;
      exchange.readyAt = this.#now();
      connected(null, this.#withSpaces(tls));
    });
  }

  /** Writes the spaces of a path as they stand, as k6 does and undici refuses to. */
  #withSpaces<S extends Socket>(socket: S): S {
    const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
    socket.write = (chunk: unknown, ...rest: unknown[]): boolean => {
      if (!this.#hasSpaces || typeof chunk !== 'string') return write(chunk, ...rest);
      this.#hasSpaces = false;
      return write(
        chunk.replace(/^[^\r]*/, (line) => line.replaceAll(SPACE, ' ')),
        ...rest,
      );
    };
    return socket;
  }
}

function headersOf({ headerLines }: Exchange): string[] {
  return headerLines.split('\r\n').flatMap((line) => {
    const colon = line.indexOf(':');
    return colon < 0 ? [] : [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
}
