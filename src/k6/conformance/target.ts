import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A server on loopback that answers well, badly or not at all, by path. */
export interface Target {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts it. `/status/N` answers with N, `/echo` with what came, `/slow/MS` after a while; the rest are faults by name. */
export async function startTarget(): Promise<Target> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const [path = '/', argument = '', rest = ''] = (
        /^(\/\w*)(?:\/(\w+))?(?:\/(\w+))?/.exec(request.url ?? '/') ?? []
      ).slice(1);
      switch (path) {
        case '/echo':
          response.setHeader('Content-Type', 'application/json');
          response.setHeader('Set-Cookie', ['c1=v1; Path=/', 'c2=v2']);
          response.end(
            JSON.stringify({
              method: request.method,
              cookie: request.headers.cookie ?? '',
              type: request.headers['content-type'] ?? '',
              authorization: request.headers.authorization,
              own: request.headers.own,
              body: Buffer.concat(chunks).toString('latin1'),
            }),
          );
          break;
        case '/status':
          response.statusCode = Number(argument);
          response.end('body');
          break;
        case '/slow':
          setTimeout(() => response.end('slow'), Number(argument));
          break;
        case '/redirect':
          response
            .writeHead(Number(argument), {
              Location:
                rest === '' ? '/echo' : `http://${request.headers.host!.replace('127.0.0.1', 'localhost')}/echo`,
            })
            .end();
          break;
        case '/mirror':
          response.end(Buffer.concat(chunks));
          break;
        case '/bare':
          request.socket.end('HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n');
          break;
        case '/unknown':
          response.setHeader('Content-Encoding', 'unknown');
          response.end('as it is');
          break;
        case '/loop':
          response.writeHead(302, { Location: '/loop' }).end();
          break;
        case '/gzip':
          response.setHeader('Content-Encoding', 'gzip');
          response.end(argument === 'bad' ? 'this is not packed' : gzipSync('unpacked'));
          break;
        case '/reset':
          request.socket.resetAndDestroy();
          break;
        case '/close':
          request.socket.destroy();
          break;
        case '/garbage':
          request.socket.end('blah blah\r\n\r\n');
          break;
        case '/cut':
          request.socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nabc');
          break;
        case '/hang':
          break;
        default:
          response.end('ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
