import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A callback as it arrived. */
export interface Arrived {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly form: URLSearchParams;
}

/** A server on loopback for callbacks: notes what arrives and answers every request with a small page. */
export interface Receiver {
  readonly url: string;
  readonly arrived: readonly Arrived[];
  /** The first callback on a path, waiting for it when it is not there yet. */
  wait(path: string): Promise<Arrived>;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const arrived: Arrived[] = [];
  const waiting = new Set<() => void>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>back</title><h1>You are back</h1>');
      arrived.push({
        method: request.method ?? '',
        path: request.url ?? '',
        contentType: request.headers['content-type'] ?? '',
        form: new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
      });
      for (const look of waiting) look();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    wait: (path) =>
      new Promise((resolve) => {
        const look = () => {
          const found = arrived.find((callback) => callback.path === path);
          if (!found) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
