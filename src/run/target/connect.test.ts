import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { connectTo } from './connect.js';

let server: Server | undefined;
const sockets = new Set<Socket>();
afterEach(close);

async function listen(onConnection: (socket: Socket) => void = () => undefined): Promise<number> {
  const started = createServer((socket) => {
    sockets.add(socket);
    onConnection(socket);
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return (started.address() as AddressInfo).port;
}

async function close(): Promise<void> {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await new Promise<unknown>((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
}

it('a port that listens is reached, and nothing is sent to it', async () => {
  let received = 0;
  const port = await listen((socket) => socket.on('data', (data) => (received += data.length)));
  expect(await connectTo({ url: `http://127.0.0.1:${port}/base`, proxy: null }, 5_000)).toMatchObject({
    kind: 'connected',
  });
  expect(received).toBe(0);
});

it('a dead port says that nothing listens', async () => {
  const port = await listen();
  await close();
  expect(await connectTo({ url: `http://127.0.0.1:${port}`, proxy: null }, 5_000)).toEqual({
    kind: 'failed',
    reason: 'nothing listens there (ECONNREFUSED)',
    cure: 'start the service, or correct the port in "url"',
  });
});

it('a server without TLS is not reached by https', async () => {
  const port = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
  expect(await connectTo({ url: `https://127.0.0.1:${port}`, proxy: null }, 5_000)).toMatchObject({
    kind: 'failed',
    reason: expect.stringMatching(/^what answers speaks no TLS/),
  });
});

it('a server that says nothing at all is given up', async () => {
  const port = await listen();
  expect(await connectTo({ url: `https://127.0.0.1:${port}`, proxy: null }, 50)).toMatchObject({
    kind: 'failed',
    reason: 'no answer in time (ETIMEDOUT)',
  });
});
