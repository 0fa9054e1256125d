import { createServer, type Server, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { sharedClock } from '../clock.js';
import { type Connection, Exchange } from './exchange.js';
import { BODY_TOO_LARGE } from './failure.js';
import { PlainConnection } from './plain-connection.js';
import { isTarget, type Target, targetOf } from './target.js';
import { UndiciConnection } from './undici-connection.js';

const now = sharedClock();
type Dial = (target: Target, onIdle: (connection: Connection) => void) => Connection;

/** Both ways to carry a request do the same with the same bytes. */
const KINDS: readonly (readonly [name: string, dial: Dial])[] = [
  ['straight on a socket', (target, onIdle) => new PlainConnection(target, now, onIdle)],
  ['through undici', (target, onIdle) => new UndiciConnection(target, now, false, onIdle)],
];

const open: { server: Server; sockets: Set<Socket> }[] = [];

afterEach(() => {
  for (const { server, sockets } of open.splice(0)) {
    server.close();
    for (const socket of sockets) socket.destroy();
  }
});

/** A server that does the same with each request, however it arrives: the whole of it is handed to `answer` as text. */
async function serve(answer: (socket: Socket, request: string, count: number) => void): Promise<Target> {
  const sockets = new Set<Socket>();
  let count = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0);
      if (end < 0 || text.length < end + 4 + length) return;
      const request = text;
      text = '';
      answer(socket, request, count++);
    });
  });
  open.push({ server, sockets });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const target = targetOf(`http://127.0.0.1:${port}/path?q=1`);
  if (!isTarget(target)) throw new Error(target.text);
  return target;
}

/** Sends one request over a connection of its own, or over the one given, and waits for its end. */
function exchange(
  dial: Dial,
  target: Target,
  {
    method = 'GET',
    payload = undefined as string | Buffer | undefined,
    over = undefined as Connection | undefined,
    abortAfterMs = 0,
  } = {},
): Promise<{ ended: Exchange; connection: Connection; idle: Promise<void> }> {
  return new Promise((resolve) => {
    let markIdle: () => void = () => {};
    const idle = new Promise<void>((done) => {
      markIdle = done;
    });
    const startedAt = now();
    const connection = over ?? dial(target, () => markIdle());
    const request = new Exchange(method, target, 'X-Mine: 1\r\n', payload, true, Number.POSITIVE_INFINITY, (ended) =>
      resolve({ ended, connection, idle }),
    );
    request.startedAt = startedAt;
    connection.send(request);
    if (abortAfterMs > 0) setTimeout(() => connection.abort({ code: 1050, text: 'request timeout' }), abortAfterMs);
  });
}

describe.each(KINDS)('a request %s', (_, dial) => {
  it('arrives whole, and its answer comes back whole', async () => {
    let seen = '';
    const target = await serve((socket, request) => {
      seen = request;
      socket.write(
        'HTTP/1.1 201 Created\r\nContent-Type: text/plain\r\nX-A: 1\r\nX-A: 2\r\nContent-Length: 5\r\n\r\nhello',
      );
    });
    const { ended } = await exchange(dial, target, { method: 'POST', payload: 'a=1&b=2' });
    expect(seen).toMatch(/^POST \/path\?q=1 HTTP\/1\.1\r\n/);
    expect(seen.toLowerCase()).toContain(`\r\nhost: ${target.host}\r\n`);
    expect(seen.toLowerCase()).toContain('\r\nx-mine: 1\r\n');
    expect(seen).toMatch(/\r\n\r\na=1&b=2$/);
    expect(ended).toMatchObject({ status: 201, statusText: 'Created', proto: 'HTTP/1.1', failure: undefined });
    expect(ended.headers).toEqual(['Content-Type', 'text/plain', 'X-A', '1', 'X-A', '2', 'Content-Length', '5']);
    expect(ended.body!.toString()).toBe('hello');
  });

  it('has the spaces and bytes of its query as they stand, each time', async () => {
    const seen: string[] = [];
    const target = await serve((socket, request) => {
      seen.push(request);
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
    });
    const spaced = { ...target, path: '/a%20b?c d=\xc3\xbc  e' };
    const { connection, idle } = await exchange(dial, spaced);
    await idle;
    const { ended } = await exchange(dial, spaced, { method: 'POST', payload: 'x \xff', over: connection });
    expect(ended.failure).toBeUndefined();
    expect(seen.map((request) => request.split('\r\n')[0])).toEqual([
      'GET /a%20b?c d=\xc3\xbc  e HTTP/1.1',
      'POST /a%20b?c d=\xc3\xbc  e HTTP/1.1',
    ]);
    expect(seen[1]).toMatch(/x \xff$/);
  });

  it('trust row 25: an endless body is cut off with a failure of its own', async () => {
    const chunk = Buffer.alloc(65_536, '.');
    const target = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', more);
      more();
    });
    const { ended, connection } = await exchange(dial, target);
    expect(ended.failure).toEqual(BODY_TOO_LARGE);
    expect(ended.body?.length ?? 0).toBe(0);
    expect(connection.usable).toBe(false);
  });

  it('goes through its phases in order, and counts its bytes', (context) =>
    judgedInTime(context, { toleratesMs: 5 }, async () => {
      const answer = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok';
      let sent = 0;
      const target = await serve((socket, request) => {
        sent = request.length;
        setTimeout(() => socket.write(answer), 50);
      });
      const { ended } = await exchange(dial, target, { method: 'POST', payload: Buffer.from('body') });
      const times = [
        ended.startedAt,
        ended.dialledAt,
        ended.connectedAt,
        ended.readyAt,
        ended.writingAt,
        ended.sentAt,
        ended.firstByteAt,
        ended.doneAt,
      ];
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(ended.firstByteAt - ended.sentAt).toBeGreaterThan(45);
      expect([ended.bytesSent, ended.bytesReceived]).toEqual([sent, answer.length]);
    }));

  it('keeps its connection for the next one, which dials no more', async () => {
    const target = await serve((socket, _request, count) =>
      socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${count}`),
    );
    const first = await exchange(dial, target);
    await first.idle;
    expect(first.connection).toMatchObject({ usable: true, used: true });
    const second = await exchange(dial, target, { over: first.connection });
    expect(second.ended.body!.toString()).toBe('1');
    expect([second.ended.dialledAt, second.ended.connectedAt]).toEqual([0, 0]);
  });

  it.each([
    ['chunks', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n', 'hello'],
    [
      'an interim answer',
      'HTTP/1.1 103 Early Hints\r\nA: b\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
      'hello',
    ],
    ['a body until the end', 'HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello', 'hello'],
  ])('understands %s', async (_name, answer, body) => {
    const target = await serve((socket) => {
      socket.write(answer);
      if (answer.includes('close')) socket.end();
    });
    const { ended } = await exchange(dial, target);
    expect([ended.status, ended.body?.toString()]).toEqual([200, body]);
  });

  it.each([
    ['a reset', (socket: Socket) => socket.resetAndDestroy(), { code: 1220, text: 'read: connection reset by peer' }],
    ['an end before anything', (socket: Socket) => socket.end(), { code: 1000, text: 'EOF' }],
    [
      'an end within the body',
      (socket: Socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc'),
      { code: 1000, text: 'unexpected EOF' },
    ],
    [
      'garbage',
      (socket: Socket) => socket.write('blah blah\r\n\r\n'),
      { code: 1000, text: expect.stringContaining('malformed HTTP response') },
    ],
  ])('ends with a failure after %s, and its connection is of no more use', async (_name, answer, failure) => {
    const target = await serve(answer);
    const { ended, connection } = await exchange(dial, target, { method: 'POST', payload: 'x' });
    expect(ended.failure).toEqual(failure);
    expect(connection.usable).toBe(false);
  });

  it('can be given up while it waits', async () => {
    const target = await serve(() => {});
    const { ended, connection } = await exchange(dial, target, { abortAfterMs: 50 });
    expect(ended.failure).toEqual({ code: 1050, text: 'request timeout' });
    expect(connection.usable).toBe(false);
  });

  it('fails when nobody listens', async () => {
    const target = targetOf('http://127.0.0.1:1/') as Target;
    const { ended } = await exchange(dial, target);
    expect(ended.failure).toEqual({ code: 1212, text: 'dial: connection refused' });
    expect(ended.writingAt).toBe(0);
  });
});
