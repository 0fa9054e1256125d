import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Redactor } from '../output/redactor.js';
import { type Hearing, type Telling, type ToldValue, untold } from './harness/known-values.js';
import type { DeskPlan } from './harness/plan.js';

/**
 * Where the workers of a run get their plan and credentials, and tell each other which values must not be written down. It is
 * kept in memory alone: no file and no environment holds any of it.
 */
export interface RunDesk {
  /** Loopback, with a word in the path that nobody guesses. GET gives the plan; POST takes a `Telling` and gives a `Hearing`. */
  readonly url: string;
  close(): void;
}

/** Opens the desk of a run; every value that is told becomes known to the redactor before its teller hears back. */
export async function openRunDesk(plan: DeskPlan, redactor: Redactor): Promise<RunDesk> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  const known: ToldValue[] = [];
  const seen = new Set<string>();
  const take = ({ heard, told }: Telling): Hearing => {
    for (const value of told) {
      const key = JSON.stringify(value);
      if (seen.has(key)) continue;
      seen.add(key);
      known.push(value);
      const { kind, value: secret } = untold(value);
      redactor.add(kind, secret);
    }
    return { heard: known.length, values: known.slice(heard) };
  };
  const server = createServer(async (request, response) => {
    if (request.url !== path) response.writeHead(404).end();
    else if (request.method === 'POST') response.end(JSON.stringify(take(JSON.parse(await bodyOf(request)))));
    else response.end(JSON.stringify(plan));
  });
  // Workers keep connections: one closed as it grows old would be cut just when it is used again.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}${path}`, close: () => server.close().closeAllConnections() };
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
