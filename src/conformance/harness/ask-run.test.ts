import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { askRun } from './ask-run.js';
import { askPermit } from './permit.js';

let server: Server | undefined;
afterEach(() => server?.close().closeAllConnections());

/** Cuts the first connections, as a machine may that has no time for them. */
async function cuttingFirst(cuts: number): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  const started = createServer((request, response) => {
    asked += 1;
    request.resume();
    if (asked <= cuts) request.socket.destroy();
    else response.end('0');
  });
  server = started;
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}/`, asked: () => asked };
}

it('a worker asks again when its connection to the run is cut', async () => {
  const { url, asked } = await cuttingFirst(3);
  expect(await askRun('the plan', url)).toEqual({ ok: true, text: '0' });
  expect(asked()).toBe(4);
});

it('permission to send is asked for again, too', async () => {
  const { url } = await cuttingFirst(2);
  expect(await askPermit(url)).toEqual({ granted: true });
});

it('a worker whose run is gone gives up in bounded time and says why', async () => {
  const { url } = await cuttingFirst(0);
  await new Promise((resolve) => server?.close(resolve));
  await expect(askRun('the plan', url, {}, 200)).rejects.toThrow(
    /^the plan did not come from the process that leads the run, asked \d+ times: .*ECONNREFUSED/,
  );
});

it.each([
  ['says nothing', (_: ServerResponse) => undefined],
  ['begins to answer and goes silent', (response: ServerResponse) => response.write('lea')],
])('a worker does not wait for ever where what leads the run %s', async (_, answer) => {
  const silent = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  server = silent;
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  await expect(askRun('permission to send', url, { method: 'POST' }, 500, 200)).rejects.toThrow(/timeout/);
});
