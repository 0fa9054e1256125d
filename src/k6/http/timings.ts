import type { Exchange } from './exchange.js';

export interface Timings {
  readonly duration: number;
  readonly blocked: number;
  readonly looking_up: number;
  readonly connecting: number;
  readonly tls_handshaking: number;
  readonly sending: number;
  readonly waiting: number;
  readonly receiving: number;
}

/** In the timings of a response: when it was written, milliseconds of the shared clock. A symbol, as k6 has no such timing. */
const WRITTEN_AT = Symbol.for('facegate.writtenAt');

export const NO_TIMINGS: Timings = {
  duration: 0,
  blocked: 0,
  looking_up: 0,
  connecting: 0,
  tls_handshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
};

/** The phases of an exchange in milliseconds, as k6 divides them. */
export function timingsOf(exchange: Exchange): Timings {
  const { startedAt, dialledAt, connectedAt, readyAt, writingAt, sentAt, firstByteAt, doneAt } = exchange;
  const connecting = connectedAt === 0 ? 0 : connectedAt - dialledAt;
  const tls = readyAt === 0 ? 0 : readyAt - connectedAt;
  if (writingAt === 0) return { ...NO_TIMINGS, connecting, tls_handshaking: tls };
  const blocked = Math.max(0, writingAt - startedAt - connecting - tls);
  const written = sentAt === 0 ? doneAt : Math.min(sentAt, firstByteAt === 0 ? sentAt : firstByteAt);
  const sending = written - writingAt;
  const answered = firstByteAt === 0 ? doneAt : firstByteAt;
  const waiting = answered - written;
  const receiving = doneAt - answered;
  const timings: Timings & { readonly [WRITTEN_AT]: number } = {
    [WRITTEN_AT]: writingAt,
    duration: sending + waiting + receiving,
    blocked,
    looking_up: 0,
    connecting,
    tls_handshaking: tls,
    sending,
    waiting,
    receiving,
  };
  return timings;
}
