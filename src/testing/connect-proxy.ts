import { createServer, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A proxy on this machine for tests: it alone knows where the hosts with made-up names are. */
export interface ConnectProxy {
  /** `host:port`. */
  readonly host: string;
  /** What it was asked for: `CONNECT host:port`, or `METHOD URL` of a request in absolute form. */
  readonly asked: string[];
  /** The `Proxy-Authorization` of each. */
  readonly authorizations: (string | undefined)[];
  close(): Promise<void>;
}

/** Starts it. `ports` gives for each known host a port of 127.0.0.1; with `wants`, no other `Proxy-Authorization` is let through. */
export async function startConnectProxy(
  ports: Readonly<Record<string, number>>,
  wants?: string,
): Promise<ConnectProxy> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const sockets = new Set<Socket>();
  const note = (what: string, authorization: string | undefined): number | undefined => {
    asked.push(what);
    authorizations.push(authorization);
    return wants === undefined || authorization === wants ? undefined : 407;
  };
  const server = createServer((incoming, answer) => {
    const { method, url = '', headers } = incoming;
    const refused = note(`${method} ${url}`, headers['proxy-authorization']);
    const port = URL.canParse(url) ? ports[new URL(url).hostname] : undefined;
    if (refused !== undefined || port === undefined) {
      answer.writeHead(refused ?? 502, { 'Proxy-Authenticate': 'Basic realm="t"' }).end();
      return;
    }
    const { pathname, search } = new URL(url);
    const onward = request({ host: '127.0.0.1', port, method, path: `${pathname}${search}`, headers }, (got) => {
      answer.writeHead(got.statusCode ?? 502, got.headers);
      got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    incoming.pipe(onward);
  });
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    const refused = note(`CONNECT ${url}`, headers['proxy-authorization']);
    const port = ports[url.replace(/:\d+$/, '')];
    if (refused !== undefined || port === undefined) {
      socket.end(`HTTP/1.1 ${refused ?? 502} No\r\nProxy-Authenticate: Basic realm="t"\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const onward = connect({ host: '127.0.0.1', port }, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(onward).pipe(socket);
    });
    sockets.add(onward);
    for (const [one, other] of [
      [socket, onward],
      [onward, socket],
    ] as const)
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorizations,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
