import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { listenBoth } from './listen-both.js';
import { makeCertificates } from './make-certificates.js';
import { SERVER_NAMES } from './server-names.js';

const { chain, key } = makeCertificates(SERVER_NAMES, new Date());
const late = { headersTimeout: 60, requestTimeout: 60, connectionsCheckingInterval: 20 };
const both = listenBoth(createServer(late), { cert: chain, key });
let port: number;
beforeAll(async () => {
  both.listen(0, '127.0.0.1');
  await once(both, 'listening');
  port = (both.address() as AddressInfo).port;
});
afterAll(() => {
  both.close();
  both.dropAll();
});

const plain = () => connect(port, '127.0.0.1');
const secure = () => connectTls({ port, host: '127.0.0.1', rejectUnauthorized: false });
const REQUEST = 'POST / HTTP/1.1\r\nHost: x\r\n';

it.each<[string, () => Socket, string]>([
  ['says nothing', plain, ''],
  ['never ends its headers', plain, REQUEST],
  ['never ends its body', plain, `${REQUEST}Content-Length: 9\r\n\r\nhalf`],
  ['never ends its handshake', plain, '\u0016'],
  ['says nothing over TLS', secure, ''],
  ['never ends its headers over TLS', secure, REQUEST],
  ['never ends its body over TLS', secure, `${REQUEST}Content-Length: 9\r\n\r\nhalf`],
  ['says nothing behind CONNECT', plain, 'CONNECT api.megvii.com:443 HTTP/1.1\r\nHost: api.megvii.com\r\n\r\n'],
])('a client that %s is cut off', async (_, open, text) => {
  const socket = open();
  socket.on('error', () => {}).resume();
  socket.write(Buffer.from(text, 'latin1'));
  // Cut off with an error, as in the middle of a handshake, or without one.
  await new Promise((resolve) => socket.once('close', resolve));
  expect(socket.destroyed).toBe(true);
});
