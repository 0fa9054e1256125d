import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { agentFor } from './agent-for.js';
import { encodeRequest } from './encode-request.js';
import { readAnswer } from './read-answer.js';
import { unanswered } from './transport-error.js';
import type { Exchange, OutgoingRequest } from './types.js';

/** One request of a burst; times are milliseconds on one monotonic clock. */
export interface BurstMember extends Exchange {
  /** The earliest moment at which its head can have left: when it had a connection. */
  readonly begunMs: number;
  /** When its last byte was sent: from here on the server can answer. */
  readonly releasedMs: number;
  readonly endedMs: number;
}

/** Long enough for everything but the last bytes to arrive before these are sent. */
const HOLD_MS = 80;

/**
 * Sends requests so that they are in flight together: each on its own connection, everything but the last byte of each
 * body first, then all last bytes in one go. Whether a server counts from the head or from the whole body, it sees as many
 * at once as were given. A request without a body has only its head to hold back. Members come back in the order given; none
 * is sent twice.
 */
export async function sendBurst(requests: readonly OutgoingRequest[]): Promise<BurstMember[]> {
  const members = requests.map(openMember);
  await Promise.all(members.map(({ ready }) => ready));
  await sleep(HOLD_MS);
  for (const { release } of members) release();
  return Promise.all(members.map(({ done }) => done));
}

interface OpenMember {
  /** Resolves when all but the last byte is sent, or when that failed. */
  readonly ready: Promise<void>;
  release(): void;
  readonly done: Promise<BurstMember>;
}

function openMember(request: OutgoingRequest): OpenMember {
  const { target, contentType, body = Buffer.alloc(0) } = encodeRequest(request);
  const url = new URL(`${request.baseUrl}${target}`);
  const transport = url.protocol === 'https:' ? https : http;
  const sentAtMs = Date.now();
  const openedMs = performance.now();
  let begunMs = openedMs;
  let releasedMs = openedMs;
  const deadline = new AbortController();
  const outgoing = transport.request(url, {
    method: request.method,
    agent: agentFor(request, deadline.signal),
    signal: deadline.signal,
    headers: {
      ...(body.length === 0 ? {} : { 'Content-Type': contentType, 'Content-Length': body.length }),
      'Accept-Encoding': 'identity',
    },
  });
  const timer = setTimeout(() => deadline.abort(), request.timeoutMs);
  outgoing.on('socket', () => {
    begunMs = performance.now();
  });
  const done = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.on('response', resolve);
    outgoing.on('error', reject);
  })
    .then((response) => readAnswer(response, request.shape))
    .catch((error: unknown) => unanswered(error, request.timeoutMs, deadline.signal.aborted))
    .then((seen): BurstMember => {
      clearTimeout(timer);
      const endedMs = performance.now();
      return { ...seen, sentAtMs, wallMs: endedMs - openedMs, begunMs, releasedMs, endedMs };
    });
  const ready = new Promise<void>((resolve) => {
    outgoing.on('error', () => resolve());
    outgoing.on('response', () => resolve());
    if (body.length === 0) resolve();
    else outgoing.write(body.subarray(0, -1), () => resolve());
  });
  return {
    ready,
    done,
    release() {
      releasedMs = performance.now();
      if (!outgoing.destroyed) outgoing.end(body.subarray(-1));
    },
  };
}
