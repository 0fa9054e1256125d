import type { IncomingMessage } from 'node:http';

/** What became of reading a body. */
export type BodyResult =
  | { readonly kind: 'whole'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'broken-off' };

const NONE = Buffer.alloc(0);

/** Whether the declared length is over the limit, so that not a byte has to be read. */
export function declaresTooMuch(request: IncomingMessage, limitBytes: number): boolean {
  return Number(request.headers['content-length'] ?? 0) > limitBytes;
}

/** Collects a body of at most `limitBytes`; never holds more than that and one chunk. */
export function collectBody(request: IncomingMessage, limitBytes: number): Promise<BodyResult> {
  if (declaresTooMuch(request, limitBytes)) return Promise.resolve({ kind: 'too-large' });
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    const finish = (result: BodyResult) => {
      request.off('data', take);
      chunks = [];
      resolve(result);
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > limitBytes) finish({ kind: 'too-large' });
      else chunks.push(chunk);
    };
    request.on('data', take);
    request.on('end', () =>
      finish({ kind: 'whole', bytes: chunks.length < 2 ? (chunks[0] ?? NONE) : Buffer.concat(chunks) }),
    );
    request.on('error', () => finish({ kind: 'broken-off' }));
    request.on('close', () => finish({ kind: 'broken-off' }));
  });
}

/**
 * Throws away what is still coming until the sender stops, is quiet for `quietMs`, or `mostMs` are over. Closing with unread bytes resets the
 * connection, and many clients would lose the answer that they were sent.
 */
export function discardRest(
  request: IncomingMessage,
  { quietMs, mostMs }: { readonly quietMs: number; readonly mostMs: number },
): Promise<void> {
  if (request.complete || request.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const quiet = setTimeout(finish, quietMs);
    const most = setTimeout(finish, mostMs);
    function finish() {
      clearTimeout(quiet);
      clearTimeout(most);
      resolve();
    }
    request.on('error', finish);
    request.on('close', finish);
    request.on('end', finish);
    request.on('data', () => quiet.refresh());
  });
}
