import { connect, type Socket } from 'node:net';
import type { Now } from '../clock.js';
import type { Connection, Exchange } from './exchange.js';
import { CLOSED_EARLY, type Failure, failureOf } from './failure.js';
import { isFailure, type ParsedAnswer, ResponseParser } from './response-parser.js';
import type { Target } from './target.js';

/** Payloads from here on may not leave in one go; only then is it worth asking when they have. */
const LARGE_PAYLOAD = 16 * 1024;

/** One buffer for all sockets of a thread: each read is parsed before the next one fills it. */
const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/**
 * One HTTP/1.1 connection without TLS, straight on a socket: the fast path. Every request goes out as one write where
 * that is possible, and answers are parsed where they arrive.
 */
export class PlainConnection implements Connection {
  readonly #now: Now;
  readonly #socket: Socket;
  readonly #parser = new ResponseParser();
  readonly #onIdle: (connection: PlainConnection) => void;
  #exchange: Exchange | undefined;
  #open = true;
  #used = false;
  #dialledAt = 0;
  #connectedAt = 0;
  #idleUntil = Number.POSITIVE_INFINITY;
  #bytesRead = 0;

  /** Dials at once. `onIdle` is called whenever an exchange has ended and the connection may carry another. */
  constructor(target: Target, now: Now, onIdle: (connection: PlainConnection) => void) {
    this.#now = now;
    this.#onIdle = onIdle;
    this.#dialledAt = now();
    this.#socket = connect({
      host: target.hostname,
      port: target.port,
      noDelay: true,
      onread: {
        buffer: readBuffer,
        callback: (length) => {
          this.#onBytes(length);
          return true;
        },
      },
    });
    this.#socket.on('connect', () => this.#onConnect());
    this.#socket.on('end', () => this.#onEnd());
    this.#socket.on('error', (error) => this.#onError(error));
    this.#socket.on('close', () => this.#onClose());
  }

  get usable(): boolean {
    return (
      this.#open &&
      this.#exchange === undefined &&
      (this.#idleUntil === Number.POSITIVE_INFINITY || this.#now() < this.#idleUntil)
    );
  }

  get used(): boolean {
    return this.#used;
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
    if (this.#connectedAt > 0) this.#write(exchange);
  }

  abort(failure: Failure): void {
    this.#fail(failure);
  }

  close(): void {
    this.#open = false;
    this.#socket.destroy();
  }

  #onConnect(): void {
    this.#connectedAt = this.#now();
    const exchange = this.#exchange;
    if (exchange === undefined) return;
    exchange.dialledAt = this.#dialledAt;
    exchange.connectedAt = this.#connectedAt;
    exchange.readyAt = this.#connectedAt;
    this.#write(exchange);
  }

  #write(exchange: Exchange): void {
    const { method, target, headerLines, payload } = exchange;
    exchange.remoteIp = this.#socket.remoteAddress ?? '';
    exchange.remotePort = target.port;
    this.#parser.begin(method, exchange.keepBody);
    this.#bytesRead = 0;
    exchange.writingAt = this.#now();
    const { length, body } = framed(method, payload);
    const head = `${method} ${target.path} HTTP/1.1\r\nHost: ${target.host}\r\n${length}${headerLines}\r\n`;
    if (typeof body === 'string') this.#socket.write(head + body, 'latin1');
    else {
      this.#socket.cork();
      this.#socket.write(head, 'latin1');
      this.#socket.write(body, () => {
        if (body.length >= LARGE_PAYLOAD) exchange.sentAt = this.#now();
      });
      this.#socket.uncork();
    }
    exchange.sentAt = this.#now();
    exchange.bytesSent += head.length + body.length;
  }

  #onBytes(length: number): void {
    const exchange = this.#exchange;
    if (exchange === undefined) {
      this.close();
      return;
    }
    if (exchange.firstByteAt === 0) exchange.firstByteAt = this.#now();
    this.#bytesRead += length;
    const answer = this.#parser.push(readBuffer.subarray(0, length));
    if (answer !== undefined) this.#settle(exchange, answer);
  }

  #onEnd(): void {
    const exchange = this.#exchange;
    if (exchange === undefined) this.close();
    else this.#settle(exchange, this.#parser.end());
  }

  #onError(error: Error): void {
    this.#fail(failureOf(error, this.#connectedAt === 0));
  }

  #onClose(): void {
    this.#fail(CLOSED_EARLY);
  }

  #settle(exchange: Exchange, answer: ParsedAnswer | Failure): void {
    if (isFailure(answer)) {
      this.#fail(answer);
      return;
    }
    exchange.doneAt = this.#now();
    exchange.bytesReceived += this.#bytesRead;
    exchange.status = answer.head.status;
    exchange.statusText = answer.head.statusText;
    exchange.proto = answer.head.proto;
    exchange.headers = answer.head.headers;
    exchange.body = answer.body;
    this.#exchange = undefined;
    this.#used = true;
    if (answer.keepAlive && this.#open) {
      this.#idleUntil =
        answer.head.idleLimitMs > 0 ? exchange.doneAt + answer.head.idleLimitMs : Number.POSITIVE_INFINITY;
      this.#onIdle(this);
    } else {
      this.close();
    }
    exchange.onDone(exchange);
  }

  #fail(failure: Failure): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    this.close();
    if (exchange === undefined) return;
    exchange.doneAt = this.#now();
    exchange.bytesReceived += this.#bytesRead;
    exchange.failure = failure;
    exchange.body = this.#parser.takePartialBody();
    if (exchange.dialledAt === 0 && !this.#used) exchange.dialledAt = this.#dialledAt;
    exchange.onDone(exchange);
  }
}

/** Methods whose requests carry a body, so that an empty one says so. */
const BODY_EXPECTED = new Set(['POST', 'PUT', 'PATCH']);

/** How a request says how long its body is. As in k6 an empty one, other than none, goes out in no chunk at all. */
function framed(method: string, payload: string | Buffer | undefined): { length: string; body: string | Buffer } {
  if (payload !== undefined && payload.length > 0)
    return { length: `Content-Length: ${payload.length}\r\n`, body: payload };
  if (!BODY_EXPECTED.has(method)) return { length: '', body: '' };
  if (payload === undefined) return { length: 'Content-Length: 0\r\n', body: '' };
  return { length: 'Transfer-Encoding: chunked\r\n', body: '0\r\n\r\n' };
}
