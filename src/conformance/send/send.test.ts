import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { sendBurst } from './burst.js';
import { send } from './send.js';
import type { OutgoingRequest } from './types.js';

const TOKEN = JSON.stringify({ token: 't', request_id: 'r', time_used: 1, expired_time: 2 });

/** Unpacks to 100 MB. */
const BOMB = gzipSync(Buffer.alloc(100_000_000));
const CHUNK = Buffer.alloc(65_536, 0x5b);

/** What a target may do to a request, by path. */
const behaviours: Record<string, (request: IncomingMessage, response: ServerResponse, body: Buffer) => void> = {
  '/token': (_, response) => response.end(TOKEN),
  '/refusal': (_, response) => response.writeHead(400).end(JSON.stringify({ error_message: 'BAD_ARGUMENTS:uuid' })),
  '/html': (_, response) => response.end('<!doctype html><title>Welcome</title>'),
  '/half': (_, response) => response.end('{"token":"t","requ'),
  '/empty': (_, response) => response.end(),
  '/bom': (_, response) => response.end(`\uFEFF${TOKEN}`),
  '/gzip': (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(gzipSync(TOKEN)),
  '/identity': (_, response) => response.writeHead(200, { 'Content-Encoding': 'Identity' }).end(TOKEN),
  '/no-coding': (_, response) => response.writeHead(200, { 'Content-Encoding': '' }).end(TOKEN),
  '/bomb': (_, response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(BOMB),
  '/moved': (_, response) => response.writeHead(308, { Location: 'https://gate.example/new?key=k' }).end(),
  '/moved-nowhere': (_, response) => response.writeHead(302).end(),
  '/reset': (request) => request.socket.destroy(),
  '/cut': (request, response) => {
    response.writeHead(200, { 'Content-Length': 1000 });
    response.write(TOKEN, () => request.socket.destroy());
  },
  '/hang': () => undefined,
  '/drip': (_, response) => {
    const timer = setInterval(() => response.write(' '), 5);
    response.on('close', () => clearInterval(timer));
  },
  '/big': (_, response) => response.writeHead(502).end('<'.repeat(1_500_000)),
  '/endless': (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(CHUNK));
    };
    response.on('drain', more);
    more();
  },
  '/deep': (_, response) => response.end('{"a":'.repeat(100_000)),
  '/echo': (request, response, body) =>
    response.end(JSON.stringify({ token: body.toString('hex'), type: request.headers['content-type'] })),
};

let server: Server;
let baseUrl: string;
let inFlight = 0;
let most = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    inFlight += 1;
    most = Math.max(most, inFlight);
    response.on('close', () => {
      inFlight -= 1;
    });
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => behaviours[request.url ?? '']?.(request, response, Buffer.concat(chunks)));
    request.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const request = (path: string, more: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  baseUrl,
  proxy: null,
  method: 'POST',
  path,
  form: 'multipart',
  parts: [{ name: 'biz_no', value: Buffer.from([0xcd, 0xf5, 0x0d, 0x0a]) }],
  timeoutMs: 20_000,
  shape: getToken.answer,
  ...more,
});

describe('what comes back is classified, never thrown', () => {
  it.each([
    ['/token', 'success'],
    ['/refusal', 'refusal'],
    ['/html', 'protocol-error'],
    ['/half', 'protocol-error'],
    ['/empty', 'protocol-error'],
    ['/bom', 'success'],
    ['/gzip', 'protocol-error'],
    ['/identity', 'success'],
    ['/no-coding', 'success'],
    ['/reset', 'unknown'],
    ['/cut', 'unknown'],
  ])('trust row 14, 15: %s: %s', async (path, kind) => {
    expect((await send(request(path))).answer.kind).toBe(kind);
  });

  it.each([
    ['/moved', 'a redirect to https://gate.example/new, which is not followed; the body is empty'],
    ['/moved-nowhere', 'a redirect that names no Location; the body is empty'],
  ])('%s: a redirect is not followed, and where it leads is told without its query', async (path, why) => {
    expect((await send(request(path))).answer).toMatchObject({ kind: 'protocol-error', why });
  });

  it('calls a silent server unknown when the time is up', async () => {
    expect((await send(request('/hang', { timeoutMs: 200 }))).answer).toEqual({
      kind: 'unknown',
      why: 'no whole answer within 200 ms',
    });
  });

  it('calls a dead port unreachable', async () => {
    const { answer } = await send(request('/token', { baseUrl: 'http://127.0.0.1:1' }));
    expect(answer).toEqual({
      kind: 'unreachable',
      why: 'the connection was refused; nothing listens there (ECONNREFUSED)',
    });
  });
});

const bothWays = [
  ['alone', send],
  ['in a burst', async (one: OutgoingRequest) => (await sendBurst([one]))[0]!],
] as const;

describe.each(bothWays)('trust row 25: an answer that is too much, %s', (_how, go) => {
  it.each([
    ['/big', 'the body is 1.5 MB, more than the 1 MB up to which an answer is looked into'],
    ['/endless', 'the body was cut off after 16 MB, more than the 1 MB up to which an answer is looked into'],
    ['/deep', 'the body nests deeper than 100 levels'],
  ])('%s is a protocol error of its own, and little of it is kept', async (path, why) => {
    const { answer, body, bodyBytes, bodySha256 } = await go(request(path, { timeoutMs: 60_000 }));
    expect(answer).toMatchObject({ kind: 'protocol-error', why });
    expect(body.length).toBeLessThanOrEqual(500_000);
    expect(bodyBytes).toBeLessThan(17_000_000);
    expect(bodySha256).toMatch(/^[0-9a-f]{64}$/);
  });

  it('a body that drips is given up when the time is up, and its connection is closed', async () => {
    const { answer, wallMs } = await go(request('/drip', { timeoutMs: 300 }));
    expect(answer).toEqual({ kind: 'unknown', why: 'no whole answer within 300 ms' });
    expect(wallMs).toBeGreaterThan(290);
    await expect.poll(() => inFlight).toBe(0);
  });

  it('trust row 13: a compressed answer is not unpacked, whatever it would unpack to', async () => {
    const { answer, body } = await go(request('/bomb'));
    expect(answer).toMatchObject({ kind: 'protocol-error', why: expect.stringContaining('compressed (gzip)') });
    expect(body.length).toBeLessThan(1_000_000);
  });
});

describe('forms go out as bytes', () => {
  it('multipart keeps bytes that are no UTF-8', async () => {
    const { answer } = await send(request('/echo'));
    if (answer.kind !== 'success') throw new Error(answer.kind);
    expect(answer.fields.type).toMatch(/^multipart\/form-data; boundary=facegate-[0-9a-f]{32}$/);
    expect(answer.fields.token).toContain(`${Buffer.from('name="biz_no"\r\n\r\n').toString('hex')}cdf50d0a0d0a`);
  });

  it('urlencoded percent-encodes them', async () => {
    const { answer } = await send(request('/echo', { form: 'urlencoded; charset=UTF-8' }));
    if (answer.kind !== 'success') throw new Error(answer.kind);
    expect(answer.fields.type).toBe('application/x-www-form-urlencoded; charset=UTF-8');
    expect(Buffer.from(String(answer.fields.token), 'hex').toString()).toBe('biz_no=%CD%F5%0D%0A');
  });
});

describe('a burst', () => {
  it('has every request in flight at once and answers in the order given', async () => {
    most = 0;
    const members = await sendBurst([...Array.from({ length: 6 }, () => request('/token')), request('/refusal')]);
    expect(most).toBe(7);
    expect(members.map(({ answer }) => answer.kind)).toEqual([...Array(6).fill('success'), 'refusal']);
    expect(members.every(({ begunMs, releasedMs, endedMs }) => begunMs <= releasedMs && releasedMs <= endedMs)).toBe(
      true,
    );
  });

  it('reads the codings of its answers as a single request does', async () => {
    const members = await sendBurst([request('/identity'), request('/no-coding'), request('/gzip')]);
    expect(members.map(({ answer }) => answer.kind)).toEqual(['success', 'success', 'protocol-error']);
    expect(members[2]?.answer).toMatchObject({ why: expect.stringContaining('compressed (gzip)') });
  });

  it('tells a dead port from a broken answer', async () => {
    const [dead, reset] = await sendBurst([request('/token', { baseUrl: 'http://127.0.0.1:1' }), request('/reset')]);
    expect([dead?.answer.kind, reset?.answer.kind]).toEqual(['unreachable', 'unknown']);
  });
});
