import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openOutput } from './app-process.js';
import { askDone, driveOnce } from './drive.js';
import { readExpression } from './expression.js';

const around = () => ({ folder: '.', env: process.env, output: openOutput() });
const isPage = (address: string) => address.endsWith('/page');

/** Answers each path with its status and headers; keeps what was asked. */
async function app(answers: Readonly<Record<string, [status: number, headers: Record<string, string | string[]>]>>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.setEncoding('utf8');
    let body = '';
    request.on('data', (chunk: string) => {
      body += chunk;
    });
    request.on('end', () => {
      asked.push(`${request.method} ${request.url} ${request.headers.cookie ?? ''} ${body}`);
      const [status, headers] = answers[request.url ?? ''] ?? [404, {}];
      response.writeHead(status, headers).end('{"state":"verified"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close().closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

test('a command begins a check: what it prints is looked at, its exit code is its end', async () => {
  const drive = (command: string, ms = 10_000) =>
    driveOnce({ kind: 'command', command, open: undefined }, { unique: 'fg1' }, ms, around(), isPage);
  expect(await drive('echo begun {unique}')).toMatchObject({ status: 200, excerpt: 'begun fg1' });
  expect(await drive('exit 3')).toMatchObject({ status: 500 });
  expect(await drive('sleep 20', 50)).toMatchObject({ status: 0, error: 'no end within 0.05 s' });
});

test('a request begins a check: redirects within the app are followed up to the page, with its cookies', async () => {
  const { url, asked } = await app({
    '/checks/fg1': [303, { location: '/wait', 'set-cookie': ['own=1; SameSite=Lax', 'open=2; SameSite=None'] }],
    '/wait': [302, { location: 'http://127.0.0.1:1/page' }],
  });
  const drive = { kind: 'http', method: 'PUT', url: `${url}/checks/{unique}`, headers: {}, open: undefined } as const;
  const body = { kind: 'json', value: { of: ['{name}', 1] } } as const;
  const seen = await driveOnce({ ...drive, body }, { unique: 'fg1', name: 'Wang' }, 10_000, around(), isPage);
  expect(asked).toEqual(['PUT /checks/fg1  {"of":["Wang",1]}', 'GET /wait own=1; open=2 ']);
  expect(seen).toMatchObject({ status: 302, error: '', cookies: 'open=2' });
});

test('"done" says whether the app believes that a check passed, by a command or by an address', async () => {
  const verified = readExpression("$.state == 'verified'")!;
  const { url } = await app({});
  const byCommand = (command: string) => askDone({ kind: 'command', command, verified }, {}, 10_000, around());
  expect(await byCommand(`echo '{"state":"verified"}'`)).toEqual({ verified: true });
  expect(await byCommand('echo no JSON')).toEqual({ verified: false });
  expect(await askDone({ kind: 'http', url, verified }, {}, 10_000, around())).toEqual({ verified: true });
  const gone = await askDone({ kind: 'http', url: 'http://127.0.0.1:1', verified }, {}, 10_000, around());
  expect(gone).toEqual({ failed: 'ECONNREFUSED' });
});
