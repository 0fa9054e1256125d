import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { callbackBehaviours } from '../endpoints/callbacks/behaviours.js';
import { type NotifySettings, notify } from './notify.js';

const call = callbackBehaviours['notify_url.post']('{"biz_no":"1"}', 'abc')!;
const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

interface Seen {
  readonly method: string;
  readonly host: string;
  readonly type: string;
  readonly body: string;
}

/** A receiver on loopback that notes what arrives and answers as told. */
async function receiver(answer: (response: ServerResponse, count: number) => void) {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const { host = '', 'content-type': type = '' } = request.headers;
      seen.push({ method: request.method ?? '', host, type, body });
      answer(response, seen.length);
    });
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, port, url: `http://127.0.0.1:${port}/notify?case=1` };
}

const settings = (changes: Partial<NotifySettings> = {}): NotifySettings => ({
  allowedHosts: [],
  limits: { deadlineMs: 60_000, bodyBytes: 65_536 },
  pausesMs: [1, 1],
  resolve: async () => ['127.0.0.1'],
  ...changes,
});
const tell = (url: string, changes: Partial<NotifySettings> = {}) =>
  notify(url, call, settings(changes), new AbortController().signal);

describe('trust row 8: a receiver that', () => {
  test('answers 200 gets one form POST of data and sign', async () => {
    const { url, port, seen } = await receiver((response) => response.end('ok'));
    expect(await tell(url)).toEqual({ kind: 'delivered', status: 200, tries: 1 });
    expect(seen).toEqual([
      {
        method: 'POST',
        host: `127.0.0.1:${port}`,
        type: 'application/x-www-form-urlencoded',
        body: 'data=%7B%22biz_no%22%3A%221%22%7D&sign=abc',
      },
    ]);
  });

  test('fails twice is told a third time', async () => {
    const { url, seen } = await receiver((response, count) => response.writeHead(count < 3 ? 503 : 204).end());
    expect(await tell(url)).toEqual({ kind: 'delivered', status: 204, tries: 3 });
    expect(seen).toHaveLength(3);
  });

  test('always fails is given up after three tries', async () => {
    const { url, seen } = await receiver((response) => response.writeHead(500).end());
    expect(await tell(url)).toEqual({ kind: 'failed', reason: 'the receiver answered 500', tries: 3 });
    expect(seen).toHaveLength(3);
  });

  test('redirects is not followed', async () => {
    const elsewhere = await receiver((response) => response.end());
    const { url } = await receiver((response) => response.writeHead(302, { location: elsewhere.url }).end());
    expect(await tell(url)).toEqual({ kind: 'failed', reason: 'the receiver answered 302', tries: 3 });
    expect(elsewhere.seen).toEqual([]);
  });

  test('hangs before its status is left at the deadline', async () => {
    const { url } = await receiver(() => undefined);
    const limits = { deadlineMs: 200, bodyBytes: 65_536 };
    const reason = 'no answer within 200 ms';
    expect(await tell(url, { pausesMs: [], limits })).toEqual({ kind: 'failed', reason, tries: 1 });
  });

  test('hangs after its status has been told', (context) =>
    judgedInTime(context, { toleratesMs: 500, counts: 'worst stall' }, async () => {
      const { url, seen } = await receiver((response) => response.writeHead(200).write('half'));
      const limits = { deadlineMs: 1_000, bodyBytes: 65_536 };
      expect(await tell(url, { limits })).toEqual({ kind: 'delivered', status: 200, tries: 1 });
      expect(seen).toHaveLength(1);
    }));

  test('answers 100 MB is cut off', async () => {
    let sent = 0;
    const { url } = await receiver((response) => {
      const block = Buffer.alloc(100_000);
      const more = () => {
        while (sent < 100_000_000 && !response.destroyed) {
          sent += block.length;
          if (!response.write(block)) {
            response.once('drain', more);
            return;
          }
        }
      };
      more();
    });
    expect(await tell(url)).toMatchObject({ kind: 'delivered' });
    // What the kernel buffers of a connection is sent too, but no more.
    expect(sent).toBeLessThan(20_000_000);
  });

  test('is not there is given up', async () => {
    const { url, port } = await receiver((response) => response.end());
    for (const server of open.splice(0)) await new Promise((resolve) => server.close(resolve));
    const result = await tell(url);
    expect(result).toMatchObject({ kind: 'failed', tries: 3, reason: expect.stringContaining(`127.0.0.1:${port}`) });
  });
});

describe('trust row 7: the address', () => {
  test('that was checked is the one dialled: the name is not looked up again', async () => {
    const { seen, port } = await receiver((response) => response.end());
    let lookups = 0;
    // First loopback, then a metadata service: a name that changes between check and use.
    const rebinding = async () => {
      lookups += 1;
      return [lookups === 1 ? '127.0.0.1' : '169.254.169.254'];
    };
    const url = `http://callbacks.example.org:${port}/notify`;
    const changes = { allowedHosts: ['callbacks.example.org'], resolve: rebinding };
    expect(await tell(url, changes)).toMatchObject({ kind: 'delivered' });
    expect(lookups).toBe(1);
    expect(seen[0]?.host).toBe(`callbacks.example.org:${port}`);
    expect(await tell(url, changes)).toMatchObject({ kind: 'refused' });
    expect(seen).toHaveLength(1);
  });

  test('outside the allowance is refused and nothing is sent', async () => {
    const { port, seen } = await receiver((response) => response.end());
    for (const url of [
      `http://2130706433:${port}/`,
      `http://127.0.0.1:${port}@example.org/`,
      `http://[::1]:${port}/`,
    ]) {
      expect((await tell(url)).kind).toBe('refused');
    }
    expect(seen).toEqual([]);
  });

  test('is not called any more once the emulator closes', async () => {
    const { url, seen } = await receiver((response) => response.end());
    const result = await notify(url, call, settings(), AbortSignal.abort());
    expect(result).toMatchObject({ kind: 'failed', reason: 'the emulator closed', tries: 1 });
    expect(seen).toEqual([]);
  });
});
