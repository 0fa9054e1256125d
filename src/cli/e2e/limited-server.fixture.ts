// Services that are hard to find the limit of, over loopback HTTP. Only tests import this file.
import type { ServerResponse } from 'node:http';
import { startTarget } from './run-cli.fixture.js';

export interface LimitedServer {
  /** How many at once. */
  readonly limit: number;
  /** Time of an answer; 0: at once. */
  readonly answerMs: number;
  /** How long after the answer a slot is free again. */
  readonly lateMs?: number;
  /** What a request over the limit gets. */
  readonly over?: 'refused' | '429' | 'drop' | 'wait';
}

const OVER = {
  refused: [403, 'CONCURRENCY_LIMIT_EXCEEDED'],
  '429': [429, 'TOO_MANY_REQUESTS'],
} as const;

function refuse(response: ServerResponse, [status, message]: (typeof OVER)[keyof typeof OVER]): void {
  response.writeHead(status).end(`{"request_id":"r","time_used":0,"error_message":"${message}"}`);
}

/** Starts one; `peak` says how many slots were ever taken. */
export async function startLimited({ limit, answerMs, lateMs = 0, over = 'refused' }: LimitedServer) {
  let [taken, peak, tokens] = [0, 0, 0];
  const waiting: (() => void)[] = [];
  const later = (ms: number, run: () => void): void => {
    if (ms === 0) run();
    else setTimeout(run, ms);
  };
  const free = (): void => {
    taken -= 1;
    waiting.shift()?.();
  };
  const started = await startTarget((_, response) => {
    const work = (): void => {
      taken += 1;
      peak = Math.max(peak, taken);
      later(answerMs, () => {
        tokens += 1;
        const body = `{"token":"t${tokens}","request_id":"r","time_used":${answerMs},"expired_time":9999999999}`;
        response.writeHead(200).end(body);
        later(lateMs, free);
      });
    };
    if (taken < limit) work();
    else if (over === 'wait') waiting.push(work);
    else if (over === 'drop') response.socket?.resetAndDestroy();
    else refuse(response, OVER[over]);
  });
  return { ...started, peak: () => peak };
}
