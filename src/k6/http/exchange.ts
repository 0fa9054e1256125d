import type { Slotted } from '../slots.js';
import type { Failure } from './failure.js';
import type { Target } from './target.js';

/**
 * One request on its way and what came back: filled in by a connection, read when `onDone` is called, which happens
 * exactly once. Times are milliseconds of the shared clock; one that was not reached stays 0.
 */
export class Exchange implements Slotted {
  slot = -1;
  /** When the request was asked for. */
  startedAt = 0;
  /** When its connection was dialled, stood (TCP) and was ready (TLS); all 0 on a connection that was there already. */
  dialledAt = 0;
  connectedAt = 0;
  readyAt = 0;
  /** When writing began, when it was written, when the first byte and when the last byte of the answer came. */
  writingAt = 0;
  sentAt = 0;
  firstByteAt = 0;
  doneAt = 0;
  bytesSent = 0;
  bytesReceived = 0;
  status = 0;
  statusText = '';
  /** `HTTP/1.1`; empty as long as nothing came. */
  proto = '';
  tlsVersion = '';
  tlsCipher = '';
  remoteIp = '';
  remotePort = 0;
  /** Names and values in turn, as they came. */
  headers: readonly string[] = [];
  /** The body as it came, still encoded; undefined when it is not kept or there is none. */
  body: Buffer | undefined;
  failure: Failure | undefined;
  /** What carries it; undefined before and after. */
  connection: Connection | undefined;
  /** Whether it has gone out a second time because the connection it was written to turned out to be dead. */
  retried = false;

  constructor(
    readonly method: string,
    readonly target: Target,
    /** Header lines ready for the wire, each with its end; without Host and Content-Length. */
    readonly headerLines: string,
    /** Latin-1 text or bytes; undefined for none. */
    readonly payload: string | Buffer | undefined,
    readonly keepBody: boolean,
    readonly deadlineAt: number,
    readonly onDone: (exchange: Exchange) => void,
  ) {}

  /** Sets it back to before it was written, for a second try on a fresh connection. */
  forget(): void {
    this.retried = true;
    this.writingAt = 0;
    this.sentAt = 0;
    this.firstByteAt = 0;
    this.failure = undefined;
  }
}

/** One connection to one origin, with at most one exchange at a time. */
export interface Connection {
  /** Whether another exchange may go over it. */
  readonly usable: boolean;
  /** Whether it has carried an exchange before. */
  readonly used: boolean;
  send(exchange: Exchange): void;
  /** Gives up the exchange it carries, which ends with this failure, and closes. */
  abort(failure: Failure): void;
  close(): void;
}
