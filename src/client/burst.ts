import http from 'node:http';
import https from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { encodeForm } from './form.js';
import { readAnswer } from './read-answer.js';
import { describeTransportError, isConnectFailure } from './transport-error.js';
import type { Exchange, OutgoingRequest } from './types.js';

/** One request of a burst; times are milliseconds on one monotonic clock. */
export interface BurstMember extends Exchange {
  /** When its head and all but the last byte of its body had been handed to the network. */
  readonly begunMs: number;
  /** When its last byte was sent: from here on the server can answer. */
  readonly releasedMs: number;
  readonly endedMs: number;
}

/** Long enough for everything but the last bytes to arrive before these are sent. */
const HOLD_MS = 80;
const MAX_BODY_BYTES = 1_000_000;

/**
 * Sends requests so that they are in flight together: each on its own connection, everything but the last byte of each
 * body first, then all last bytes in one go. Whether a server counts from the head or from the whole body, it sees as many
 * at once as were given. Members come back in the order given; none is sent twice.
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
  const { contentType, body } = encodeForm(request.form, request.parts);
  const url = new URL(`${request.baseUrl}${request.path}`);
  const transport = url.protocol === 'https:' ? https : http;
  const sentAtMs = Date.now();
  const openedMs = performance.now();
  let begunMs = openedMs;
  let releasedMs = openedMs;
  const outgoing = transport.request(url, {
    method: request.method,
    agent: false,
    headers: { 'Content-Type': contentType, 'Content-Length': body.length, 'Accept-Encoding': 'identity' },
  });
  const done = new Promise<BurstMember>((resolve) => {
    const finish = (status: number, text: string, answer: Exchange['answer'], date: string | undefined) => {
      clearTimeout(timer);
      const endedMs = performance.now();
      const serverDateMs = date === undefined || Number.isNaN(Date.parse(date)) ? null : Date.parse(date);
      resolve({
        sentAtMs,
        wallMs: endedMs - openedMs,
        status,
        serverDateMs,
        body: text,
        answer,
        begunMs,
        releasedMs,
        endedMs,
      });
    };
    const fail = (error: unknown) => {
      const kind = isConnectFailure(error) ? 'unreachable' : 'unknown';
      finish(0, '', { kind, why: describeTransportError(error, request.timeoutMs) }, undefined);
    };
    const timer = setTimeout(() => outgoing.destroy(new Error('deadline')), request.timeoutMs);
    outgoing.on('error', fail);
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      let length = 0;
      response.on('data', (chunk: Buffer) => {
        length += chunk.length;
        chunks.push(chunk);
        if (length > MAX_BODY_BYTES) response.destroy(new Error('the answer was longer than 1 MB'));
      });
      response.on('error', fail);
      response.on('end', () => {
        const text = Buffer.concat(chunks)
          .toString('utf8')
          .replace(/^\uFEFF/, '');
        const status = response.statusCode ?? 0;
        const { date, 'content-encoding': coding } = response.headers;
        finish(status, text, readAnswer(status, coding, text), date);
      });
    });
  });
  const ready = new Promise<void>((resolve) => {
    outgoing.on('error', () => resolve());
    outgoing.on('response', () => resolve());
    outgoing.write(body.subarray(0, -1), () => {
      begunMs = performance.now();
      releasedMs = begunMs;
      resolve();
    });
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
