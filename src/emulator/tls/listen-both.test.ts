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
let requests = 0;
const listener = (handshakeTimeout?: number) =>
  listenBoth(
    createServer(late, () => {
      requests += 1;
    }),
    { cert: chain, key },
    handshakeTimeout,
  );
const hasty = listener();
// However busy the machine is, what cuts off a client here is never the time for the handshake.
const patient = listener(60_000);
beforeAll(async () => {
  for (const both of [hasty, patient]) {
    both.listen(0, '127.0.0.1');
    await once(both, 'listening');
  }
});
afterAll(() => {
  for (const both of [hasty, patient]) {
    both.close();
    both.dropAll();
  }
});

const portOf = (both: typeof hasty) => (both.address() as AddressInfo).port;
const plain = () => connect(portOf(hasty), '127.0.0.1');
const secure = () => connectTls({ port: portOf(patient), host: '127.0.0.1', rejectUnauthorized: false });
const REQUEST = 'POST / HTTP/1.1\r\nHost: x\r\n';
const BODY = `${REQUEST}Content-Length: 9\r\n\r\nhalf`;
const CONNECT = 'CONNECT api.megvii.com:443 HTTP/1.1\r\nHost: api.megvii.com\r\n\r\n';

/** What a client came to before it was cut off: with an error, as in the middle of a handshake, or without one. */
async function cutOff(open: () => Socket, text: string) {
  const before = requests;
  const socket = open();
  let secured = false;
  let heard = '';
  socket
    .on('error', () => {})
    .on('data', (bytes: Buffer) => {
      heard += bytes.toString('latin1');
    });
  const write = () => socket.write(Buffer.from(text, 'latin1'));
  if (open === plain) write();
  else
    socket.once('secureConnect', () => {
      secured = true;
      write();
    });
  await new Promise((resolve) => socket.once('close', resolve));
  return { secured, asked: requests > before, established: heard.startsWith('HTTP/1.1 200 Connection established') };
}

it.each<[string, () => Socket, string, { secured?: boolean; asked?: boolean; established?: boolean }]>([
  ['says nothing', plain, '', {}],
  ['never ends its headers', plain, REQUEST, { asked: false }],
  ['never ends its body', plain, BODY, { asked: true }],
  ['never ends its handshake', plain, '\u0016', { asked: false }],
  ['says nothing over TLS', secure, '', { secured: true }],
  ['never ends its headers over TLS', secure, REQUEST, { secured: true, asked: false }],
  ['never ends its body over TLS', secure, BODY, { secured: true, asked: true }],
  ['says nothing behind CONNECT', plain, CONNECT, { established: true }],
])(
  'a client that %s is cut off',
  async (_, open, text, due) => {
    let came = await cutOff(open, text);
    // On a busy machine a client can be cut off before it came so far.
    while ((due.asked && !came.asked) || (due.established && !came.established)) came = await cutOff(open, text);
    expect(came).toMatchObject(due);
  },
  60_000,
);
