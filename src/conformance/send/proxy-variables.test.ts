import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it, vi } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { sendBurst } from './burst.js';
import { withoutProxies } from './proxy-variables.js';
import { send } from './send.js';
import type { OutgoingRequest } from './types.js';

afterEach(() => vi.unstubAllEnvs());

it('trust row 30: programs that are started get no variable that names a proxy', () => {
  const env = {
    HTTP_PROXY: 'a',
    https_proxy: 'b',
    ALL_PROXY: 'c',
    No_Proxy: 'd',
    NODE_USE_ENV_PROXY: '1',
    PATH: '/bin',
  };
  expect(withoutProxies(env)).toEqual({ PATH: '/bin' });
});

it('trust row 30: requests to the API go straight to the target, whatever proxy the environment names', async () => {
  for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy']) vi.stubEnv(name, 'http://127.0.0.1:1');
  vi.stubEnv('NODE_USE_ENV_PROXY', '1');
  const server = createServer((_, response) => response.end('{"token":"t"}'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const request: OutgoingRequest = {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    proxy: null,
    method: 'POST',
    path: '/',
    form: 'multipart',
    parts: [{ name: 'biz_no', value: Buffer.from('1') }],
    timeoutMs: 20_000,
    shape: getToken.answer,
  };
  expect((await send(request)).answer.kind).toBe('success');
  expect((await sendBurst([request])).map(({ answer }) => answer.kind)).toEqual(['success']);
  server.close().closeAllConnections();
});
