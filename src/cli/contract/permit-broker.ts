import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pause } from '../../k6/clock.js';
import type { Budget } from '../target/types.js';

/** Grants each request of a run, at the pace and up to the number that the target's budget allows. */
export interface PermitBroker {
  /** Where workers ask, by POST: 204 grants, 403 refuses with the reason as text. */
  readonly url: string;
  /** Leave for a request of this process itself. */
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
  const reason = `the budget of ${budget.requests} requests is used up; raise budget.requests in the target file or narrow the run with --rule`;
  const take: PermitBroker['take'] = async () => {
    if (budget.requests !== null && granted >= budget.requests) {
      exhausted = true;
      return { granted: false, reason };
    }
    granted += 1;
    if (budget.perSecond !== null) {
      const at = Math.max(nextAt, performance.now());
      nextAt = at + 1000 / budget.perSecond;
      await pause(at - performance.now());
    }
    return { granted: true };
  };
  const server = createServer(async (request, response) => {
    request.resume();
    const permit = await take();
    if (permit.granted) response.writeHead(204).end();
    else response.writeHead(403, { 'Content-Type': 'text/plain; charset=utf-8' }).end(permit.reason);
  });
  // Workers keep connections: one closed as it grows old would be cut just when it is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    take,
    granted: () => granted,
    exhausted: () => exhausted,
    close: () => server.close().closeAllConnections(),
  };
}
