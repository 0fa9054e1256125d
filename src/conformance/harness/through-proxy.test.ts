import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { proxyOption } from '../../flow/browser.js';
import { getPlainly } from '../../flow/page.js';
import { connectTo } from '../../run/target/connect.js';
import { type ConnectProxy, startConnectProxy } from '../../testing/connect-proxy.js';
import { sendBurst } from '../send/burst.js';
import { send } from '../send/send.js';
import type { OutgoingRequest } from '../send/types.js';

const BASIC = `Basic ${Buffer.from('me:p@ssword').toString('base64')}`;

let headers: IncomingHttpHeaders[] = [];
let port = 0;
let close: () => Promise<unknown>;
let proxy: ConnectProxy;
let address = '';

beforeEach(async () => {
  headers = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    request.resume().on('end', () => response.end('{"token":"t"}'));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  // Only the proxy knows the host: what reaches the server came through it.
  proxy = await startConnectProxy({ 'api.test': port }, BASIC);
  address = `http://me:p%40ssword@${proxy.host}`;
  close = () => Promise.all([proxy.close(), server.close().closeAllConnections()]);
});
afterEach(() => close());

const request = (given: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  baseUrl: 'http://api.test',
  proxy: address,
  method: 'POST',
  path: '/',
  form: 'multipart',
  parts: [{ name: 'biz_no', value: Buffer.from('1') }],
  timeoutMs: 60_000,
  shape: getToken.answer,
  ...given,
});

describe('trust row 30: through the proxy that the target file names', () => {
  it('go single requests, and the service hears nothing of the user', async () => {
    expect((await send(request())).answer.kind).toBe('success');
    expect(proxy.asked).toEqual(['CONNECT api.test:80']);
    expect(JSON.stringify(headers)).not.toMatch(/proxy|Basic/i);
  });

  it('go bursts, each request on a connection of its own', async () => {
    const members = await sendBurst([request(), request()]);
    expect(members.map(({ answer }) => answer.kind)).toEqual(['success', 'success']);
    expect(proxy.asked).toEqual(['CONNECT api.test:80', 'CONNECT api.test:80']);
  });

  it('go plain fetches of the page', async () => {
    expect(await getPlainly('http://api.test/do', address)).toMatchObject({ status: 200, refusal: '' });
    expect(proxy.asked).toEqual(['CONNECT api.test:80']);
  });

  it('goes the first look at a target', async () => {
    const seen = await connectTo({ url: 'http://api.test', proxy: address }, 60_000);
    expect(seen).toMatchObject({ kind: 'connected' });
    expect(await connectTo({ url: 'https://api.test', proxy: address }, 60_000)).toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/TLS|cut/),
    });
    expect(proxy.asked).toEqual(['CONNECT api.test:80', 'CONNECT api.test:443']);
  });

  it('goes nothing to this machine', async () => {
    const baseUrl = `http://127.0.0.1:${port}`;
    expect((await send(request({ baseUrl }))).answer.kind).toBe('success');
    expect((await sendBurst([request({ baseUrl })]))[0]?.answer.kind).toBe('success');
    expect((await getPlainly(`${baseUrl}/do`, address)).status).toBe(200);
    expect(proxyOption(address)).toMatchObject({ bypass: expect.stringMatching(/^<-loopback>,localhost,127/) });
    expect(proxy.asked).toEqual([]);
  });
});

describe('trust row 30: a proxy that gives no way', () => {
  it.each([
    ['wants another password', () => `http://me:wrongpass@${proxy.host}`, 'http://api.test', /refuses the way .* 407/],
    ['does not know the host', () => address, 'http://other.test', /refuses the way to other\.test:80 with 502/],
    [
      'is not there',
      () => 'http://me:wrongpass@127.0.0.1:1',
      'http://api.test',
      /127\.0\.0\.1:1 gives no way.*ECONNREF/,
    ],
  ])('as it %s: not sent, and no answer of the service', async (_, through, baseUrl, why) => {
    const given = request({ proxy: through(), baseUrl });
    const answers = [(await send(given)).answer, ...(await sendBurst([given])).map(({ answer }) => answer)];
    for (const answer of answers) expect(answer).toEqual({ kind: 'unreachable', why: expect.stringMatching(why) });
    const look = await connectTo({ url: baseUrl, proxy: through() }, 60_000);
    expect(look).toMatchObject({ kind: 'failed', reason: expect.stringMatching(why) });
    expect(JSON.stringify([answers, look])).not.toMatch(/wrongpass|p(@|%40)ss/);
    expect(headers).toEqual([]);
  });
});
