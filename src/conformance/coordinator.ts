import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Redactor } from '../output/redactor.js';
import { decodeValue, type ShareAnswer, type SharedValue, type ShareRequest } from './harness/known-values.js';
import type { PlanWithSecrets } from './harness/plan.js';

/**
 * Where the workers of a run get their plan and credentials, and share which values must not be written down. It is
 * kept in memory alone: no file and no environment holds any of it.
 */
export interface Coordinator {
  /** Loopback, with a word in the path that nobody guesses. GET gives the plan; POST takes a `ShareRequest` and gives a `ShareAnswer`. */
  readonly url: string;
  close(): void;
}

/** Opens the coordinator of a run; the redactor knows every shared value before its sender gets an answer. */
export async function openCoordinator(plan: PlanWithSecrets, redactor: Redactor): Promise<Coordinator> {
  const path = `/${randomBytes(24).toString('base64url')}`;
  const known: SharedValue[] = [];
  const seen = new Set<string>();
  const take = ({ received, values }: ShareRequest): ShareAnswer => {
    for (const value of values) {
      const key = JSON.stringify(value);
      if (seen.has(key)) continue;
      seen.add(key);
      known.push(value);
      const { kind, value: secret } = decodeValue(value);
      redactor.add(kind, secret);
    }
    return { total: known.length, values: known.slice(received) };
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
