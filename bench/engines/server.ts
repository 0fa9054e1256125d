import { createServer } from 'node:net';

/**
 * The one server all engines are measured against: answers every POST as the API does, from one buffer. It frames
 * requests by Content-Length and does nothing else, so that it is never what limits them.
 */
const body =
  '{"request_id":"1462259748,a7f1ee4f-8d7d-4f8c-a2e1-5c3f7c1c6f3a","time_used":12,"token":"5c3f7c1c9d0e4b7fa1","expired_time":1462263348}';
const answer = Buffer.from(
  `HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: keep-alive\r\n\r\n${body}`,
);

const server = createServer({ noDelay: true }, (socket) => {
  let rest = '';
  // A client of the bench sends one request after the other, all of one length: a read of that length is one of them.
  let usualLength = 0;
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    if (chunk.length === usualLength && rest === '' && chunk[0] === 0x50) {
      socket.write(answer);
      return;
    }
    rest += chunk.toString('latin1');
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = end + 4 + Number(/content-length: *(\d+)/i.exec(rest.slice(0, end))?.[1] ?? 0);
      if (rest.length < length) return;
      if (rest.length === length) usualLength = length;
      rest = rest.slice(length);
      socket.write(answer);
    }
  });
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as { port: number }).port));
process.on('disconnect', () => process.exit(0));
