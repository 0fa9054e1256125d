import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pause } from '../k6/clock.js';
import type { Budget } from '../run/target/types.js';
import { sayOfAnswers as say } from '../sayings/answers.js';

/** Grants each request of a run, at the pace and up to the number that the target's budget allows. */
export interface PermitBroker {
  /**
   * Where workers ask, by POST, and hear at once: 200 grants, with the milliseconds to wait before the request is sent as text;
   * 403 refuses, with the reason as text.
   */
  readonly url: string;
  /** Permission for a request of this process itself. */
  take(): Promise<{ readonly granted: true } | { readonly granted: false; readonly reason: string }>;
  granted(): number;
  /** True once a request was refused. */
  exhausted(): boolean;
  close(): void;
}

/** Opens a broker on loopback. The budget is hard: nothing is granted beyond it, whoever asks. */
export async function openPermitBroker(budget: Budget): Promise<PermitBroker> {
  let granted = 0;
  let exhausted = false;
  let nextAt = performance.now();
  const reason = say('budgetUsed', { count: budget.requests ?? 0 });
  const grant = (): { readonly granted: true; readonly waitMs: number } | { readonly granted: false } => {
    if (budget.requests !== null && granted >= budget.requests) {
      exhausted = true;
      return { granted: false };
    }
    granted += 1;
    if (budget.perSecond === null) return { granted: true, waitMs: 0 };
    const now = performance.now();
    const at = Math.max(nextAt, now);
    nextAt = at + 1000 / budget.perSecond;
    return { granted: true, waitMs: at - now };
  };
  const server = createServer((request, response) => {
    request.resume();
    const permit = grant();
    response.writeHead(permit.granted ? 200 : 403, { 'Content-Type': 'text/plain; charset=utf-8' });
    response.end(permit.granted ? String(permit.waitMs) : reason);
  });
  // Workers keep connections: one closed as it grows old would be cut just when it is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async take() {
      const permit = grant();
      if (!permit.granted) return { granted: false, reason };
      await pause(permit.waitMs);
      return { granted: true };
    },
    granted: () => granted,
    exhausted: () => exhausted,
    close: () => server.close().closeAllConnections(),
  };
}
