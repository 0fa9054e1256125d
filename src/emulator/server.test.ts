import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { judgedInTime } from '../testing/judged-in-time.js';
import { EmulatorOptionError } from './option-error.js';
import { type Emulator, startEmulator } from './server.js';
import {
  BOUNDARY,
  DATA_SOURCE,
  GET_TOKEN_PATH,
  LIVENESS_ONLY,
  MULTIPART,
  multipartBody,
  OWN_PHOTO,
  testOptions,
  URLENCODED,
  urlencodedBody,
  withFields,
} from './testing/test-app.js';

const run = promisify(execFile);
const curl = await run('curl', ['--version']).then(
  () => true,
  () => false,
);

let emulator: Emulator;
const lines: string[] = [];
beforeAll(async () => {
  emulator = await startEmulator(testOptions({ log: (line) => lines.push(line) }));
});
afterAll(() => emulator.close());

const post = (body: Buffer, contentType: string) =>
  fetch(emulator.url + GET_TOKEN_PATH, { method: 'POST', body, headers: { 'content-type': contentType } });

/** Opens a connection and collects what comes back, as Latin-1 text. */
async function open(): Promise<{ socket: Socket; closed: Promise<string>; until(text: string): Promise<string> }> {
  const socket = connect(Number(new URL(emulator.url).port), '127.0.0.1');
  let received = '';
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1');
  });
  socket.on('error', () => undefined);
  const closed = new Promise<string>((resolve) => socket.on('close', () => resolve(received)));
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    closed,
    async until(text) {
      while (!received.includes(text)) {
        if (socket.destroyed) throw new Error(`the connection was closed before ${text} came: ${received}`);
        await Promise.race([closed, new Promise((resolve) => socket.once('data', resolve))]);
      }
      return received;
    },
  };
}

const head = (contentType: string, length: number | string) =>
  `POST ${GET_TOKEN_PATH} HTTP/1.1\r\nHost: emulator\r\nContent-Type: ${contentType}\r\nContent-Length: ${length}\r\n`;

describe('over a socket', () => {
  test('listens on loopback and gives its address', () => {
    expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  });

  test('answers multipart and urlencoded forms with JSON', async () => {
    for (const answer of [
      await post(multipartBody(LIVENESS_ONLY), MULTIPART),
      await post(urlencodedBody(LIVENESS_ONLY), URLENCODED),
      await post(urlencodedBody(LIVENESS_ONLY), `${URLENCODED}; charset=UTF-8`),
    ]) {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/json');
      expect(Object.keys((await answer.json()) as object)).toContain('token');
    }
  });

  test('sees a name in another encoding, percent-encoded or raw', async () => {
    const gbk = Uint8Array.of(0xcd, 0xf5);
    const encoded = await post(urlencodedBody(withFields(DATA_SOURCE, { idcard_name: gbk })), URLENCODED);
    const { idcard_name: _, ...rest } = DATA_SOURCE;
    const raw = Buffer.concat([urlencodedBody(rest), Buffer.from('&idcard_name='), gbk]);
    for (const answer of [encoded, await post(raw, URLENCODED)]) {
      expect(((await answer.json()) as { error_message: string }).error_message).toBe('INVALID_NAME_FORMAT');
    }
  });

  test('time_used is never more than the time seen from outside', async () => {
    for (let index = 0; index < 20; index += 1) {
      const started = performance.now();
      const answer = (await (await post(multipartBody(LIVENESS_ONLY), MULTIPART)).json()) as { time_used: number };
      expect(answer.time_used).toBeLessThanOrEqual(performance.now() - started);
    }
  });

  test('an unknown path is 404 API_NOT_FOUND in the same shape', async () => {
    const answer = await fetch(`${emulator.url}/faceid/nothing?api_secret=emulator-full-secret`);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ error_message: 'API_NOT_FOUND', request_id: expect.any(String) });
  });

  test('the log has one line a request and no secret, name or ID number', async () => {
    lines.length = 0;
    await post(urlencodedBody(DATA_SOURCE), URLENCODED);
    await post(urlencodedBody(withFields(DATA_SOURCE, { api_secret: 'wrong-secret' })), URLENCODED);
    expect(lines).toHaveLength(2);
    expect(lines[0]).toMatch(/^\S+Z POST \/faceid\/liveness\/v2\/get_token 200 - \d+ms full$/);
    expect(lines[1]).toMatch(/ 403 AUTHENTICATION_ERROR \d+ms full$/);
    expect(lines.join()).not.toMatch(/secret|王|11010119/);
  });
});

describe('multipart bytes as other clients write them', () => {
  const part = (disposition: string, value: string) =>
    `--${BOUNDARY}\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${value}\r\n`;
  const texts = Object.entries(LIVENESS_ONLY)
    .map(([name, value]) => part(`name="${name}"`, String(value)))
    .join('');
  const own = texts.replace('\r\n\r\n-1\r\n', '\r\n\r\n0\r\n') + part('name="uuid"', 'u');

  // [what, body]
  test.each([
    ['a photo with filename*', own + part('name="image_ref1"; filename*=utf-8\'\'%E8%84%B8.jpg', 'faces:1')],
    ['a photo without a file name', own + part('name="image_ref1"', 'faces:1')],
    [
      'text parts with a content type',
      own.replaceAll('\r\n\r\n', '\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n') +
        part('name="image_ref1"; filename="a"', 'faces:1'),
    ],
    ['a preamble, unquoted names', `hello\r\n${own}${part('name=image_ref1; filename=a.jpg', 'faces:1')}`],
  ])('%s', async (_what, body) => {
    const answer = await post(Buffer.from(`${body}--${BOUNDARY}--\r\nbye`), MULTIPART);
    expect(await answer.json()).toMatchObject({ token: expect.any(String) });
  });

  test.each([
    // what stands in the head of a part of 20,000 bytes that cannot be a field
    ['Content-Type: text/plain'],
    ['Content-Disposition: attachment; name="x"'],
    ['Content-Disposition: form-data; name="x"; filename="a\rb"'],
  ])('a part with %j is passed over, and the rest is answered', async (headers) => {
    const stray = `--${BOUNDARY}\r\n${headers}\r\n\r\n${'x'.repeat(20_000)}\r\n`;
    const answer = await post(Buffer.from(`${stray}${texts}--${BOUNDARY}--\r\n`), MULTIPART);
    expect(await answer.json()).toMatchObject({ token: expect.any(String) });
  });

  test('whitespace after a boundary line is read (RFC 2046 transport padding)', async () => {
    const padded = texts.replaceAll(`--${BOUNDARY}\r\n`, `--${BOUNDARY} \t\r\n`);
    const answer = await post(Buffer.from(`${padded}--${BOUNDARY}-- \r\n`), MULTIPART);
    expect(await answer.json()).toMatchObject({ token: expect.any(String) });
  });

  test('a photo of 8 MB that holds half a boundary comes through whole', async () => {
    const photo = Buffer.concat([Buffer.from('faces:1:'), Buffer.alloc(8_000_000, `\r\n--${BOUNDARY.slice(0, 8)}`)]);
    const answer = await post(multipartBody(withFields(OWN_PHOTO, { image_ref1: photo })), MULTIPART);
    expect(await answer.json()).toMatchObject({ token: expect.any(String) });
  });
});

describe('large and broken uploads', () => {
  test('trust row 11: 100 MB declared: 413 before a byte of the body is sent', async () => {
    const { socket, until, closed } = await open();
    socket.write(`${head(MULTIPART, 100_000_000)}\r\n`);
    const answer = await until('REQUEST_ENTITY_TOO_LARGE');
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer).toMatch(/connection: close/i);
    socket.end();
    await closed;
  });

  test('100 MB with Expect: 100-continue: 413 and no 100', async () => {
    const { socket, until } = await open();
    socket.write(`${head(MULTIPART, 100_000_000)}Expect: 100-continue\r\n\r\n`);
    expect(await until('REQUEST_ENTITY_TOO_LARGE')).not.toContain('100 Continue');
    socket.destroy();
  });

  test('trust row 11: more than the limit in chunks of unknown length: 413, and no more is kept', async () => {
    const { socket, until } = await open();
    socket.write(head(MULTIPART, 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked'));
    socket.write('\r\n');
    const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(0x100000), Buffer.from('\r\n')]);
    for (let index = 0; index < 12; index += 1) socket.write(chunk);
    expect(await until('REQUEST_ENTITY_TOO_LARGE')).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });

  test('a client that writes all 100 MB before it reads still gets its 413', (context) =>
    judgedInTime(context, { toleratesMs: 500, counts: 'worst stall' }, async () => {
      const { socket, closed } = await open();
      socket.pause();
      socket.write(`${head(MULTIPART, 100_000_000)}\r\n`);
      const block = Buffer.alloc(1_000_000);
      for (let sent = 0; sent < 100 && !socket.destroyed; sent += 1) {
        if (!socket.write(block)) await Promise.race([closed, new Promise((resolve) => socket.once('drain', resolve))]);
      }
      socket.resume();
      expect(await closed).toMatch(/^HTTP\/1\.1 413 /);
    }));

  test('an upload that breaks off half way is noted, and the server goes on', async () => {
    const before = emulator.stats().brokenOff;
    const { socket } = await open();
    socket.write(`${head(MULTIPART, 1000)}\r\n--${BOUNDARY}\r\nContent-Dispo`);
    socket.destroy();
    while (emulator.stats().brokenOff === before) await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await post(multipartBody(LIVENESS_ONLY), MULTIPART)).status).toBe(200);
  });
});

describe('connections', () => {
  test('pipelined requests on one connection are answered in order', async () => {
    const { socket, until } = await open();
    const body = urlencodedBody(LIVENESS_ONLY);
    const bad = urlencodedBody(withFields(LIVENESS_ONLY, { biz_no: '' }));
    for (const form of [body, bad, body])
      socket.write(Buffer.concat([Buffer.from(`${head(URLENCODED, form.length)}\r\n`), form]));
    socket.write('GET /end HTTP/1.1\r\nHost: emulator\r\n\r\n');
    const received = await until('API_NOT_FOUND');
    expect(received.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 400', 'HTTP/1.1 200', 'HTTP/1.1 404']);
    socket.destroy();
  });

  test('a port that is taken is refused by name', async () => {
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator(testOptions({ port }))).rejects.toThrow(EmulatorOptionError);
    await expect(startEmulator(testOptions({ port }))).rejects.toThrow('found');
  });

  test('close() returns although requests are waiting', async () => {
    const slow = await startEmulator(testOptions({ latency: { kind: 'fixed', ms: 60_000 } }));
    const waiting = fetch(slow.url + GET_TOKEN_PATH, {
      method: 'POST',
      body: urlencodedBody(LIVENESS_ONLY),
      headers: { 'content-type': URLENCODED },
    }).then(
      () => 'answered',
      () => 'dropped',
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    await slow.close();
    expect(await waiting).toBe('dropped');
  });
});

describe.skipIf(!curl)(curl ? 'curl' : 'curl: not run, it is not on PATH', () => {
  const url = () => emulator.url + GET_TOKEN_PATH;

  test('-F with a photo large enough for Expect: 100-continue', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'emulator-'));
    try {
      const photo = join(folder, 'photo.jpg');
      await writeFile(photo, Buffer.concat([Buffer.from('faces:1:'), Buffer.alloc(2_000_000)]));
      const fields = Object.entries(OWN_PHOTO).filter(([name]) => name !== 'image_ref1');
      const form = fields.flatMap(([name, value]) => ['--form-string', `${name}=${value}`]);
      const { stdout } = await run('curl', [
        '-q',
        '-sS',
        '--noproxy',
        '*',
        ...form,
        '-F',
        `image_ref1=@${photo}`,
        url(),
      ]);
      expect(JSON.parse(stdout)).toMatchObject({ token: expect.any(String) });
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('--data-urlencode', async () => {
    const form = Object.entries(DATA_SOURCE).flatMap(([name, value]) => ['--data-urlencode', `${name}=${value}`]);
    const { stdout } = await run('curl', ['-q', '-sS', '--noproxy', '*', ...form, url()]);
    expect(JSON.parse(stdout)).toMatchObject({ token: expect.any(String) });
  });
});
