import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSecureContext } from 'node:tls';
import { sharedClock } from '../clock.js';
import { Exchange } from './exchange.js';
import { isTarget, targetOf } from './target.js';
import { UndiciConnection } from './undici-connection.js';

/** Longer than this a run does not wait for it. */
const PATIENCE_MS = 2000;

/**
 * Sends one request to this very process, so that what undici and TLS load with their first use is there before a run
 * begins, and is in no latency of it. Where nothing may listen here, the first request takes a little longer.
 */
export async function warmUp(): Promise<void> {
  createSecureContext();
  const server = createServer((_, response) => response.end());
  await new Promise<void>((resolve) => {
    const patience = setTimeout(resolve, PATIENCE_MS);
    const done = (): void => {
      clearTimeout(patience);
      resolve();
    };
    server.once('error', done);
    server.listen(0, '127.0.0.1', () => {
      const target = targetOf(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      if (!isTarget(target)) return;
      const now = sharedClock();
      const connection = new UndiciConnection(target, now, false, () => connection.close());
      connection.send(new Exchange('GET', target, '', undefined, true, now() + PATIENCE_MS, done));
    });
  });
  server.closeAllConnections();
  server.close();
}
