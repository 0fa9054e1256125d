import { createHash } from 'node:crypto';
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
              line: request.url,
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
        case '/digest':
          response.setHeader(
            'WWW-Authenticate',
            `Digest realm="here", nonce="n0", qop="auth"${DIGESTS[argument] ?? ''}`,
          );
          response.statusCode = digestStatus(request.headers.authorization ?? '', request.method!, request.url!);
          response.end(Buffer.concat(chunks));
          break;
        default:
          response.end('ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => closed(server) };
}

const DIGESTS: Readonly<Record<string, string>> = { opaque: ', opaque="o", algorithm=MD5' };

/** 401 without an answer to the challenge, 403 with one that is not that of the user `us` with the password `p@w`. */
function digestStatus(authorization: string, method: string, url: string): number {
  if (!authorization.startsWith('Digest ')) return 401;
  const parts = Object.fromEntries(
    [...authorization.matchAll(/(?<!\w)(\w+)="?([^",]*)/g)].map(([, name, value]) => [name, value]),
  );
  const md5 = (text: string): string => createHash('md5').update(text).digest('hex');
  const answer = md5([md5('us:here:p@w'), 'n0', parts.nc, parts.cnonce, 'auth', md5(`${method}:${url}`)].join(':'));
  return parts.response === answer ? 200 : 403;
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
