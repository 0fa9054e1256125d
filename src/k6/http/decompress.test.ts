import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decompress } from './decompress.js';
import type { Failure } from './failure.js';
import { LARGEST_BODY } from './kept-body.js';

it.each([
  // Content-Encoding    as it was sent
  ['', Buffer.from('token')],
  [' ', Buffer.from('token')],
  ['identity', Buffer.from('token')],
  ['Identity', Buffer.from('token')],
  ['GZIP', gzipSync('token')],
  ['identity, X-GZip,', gzipSync('token')],
  ['gzip, gzip', gzipSync(gzipSync('token'))],
  ['unknown', Buffer.from('token')],
])('the codings of Content-Encoding %j are read in any case', (encoding, body) => {
  let read: unknown;
  return new Promise<void>((resolve) => {
    decompress(body, encoding, (result) => {
      read = result;
      resolve();
    });
  }).then(() => expect(String(read)).toBe('token'));
});

const TOO_LARGE = Buffer.alloc(LARGEST_BODY + 1);

it.each([
  // Content-Encoding    body                                              code
  ['gzip', gzipSync(TOO_LARGE), 1702],
  ['deflate', deflateSync(TOO_LARGE), 1702],
  ['br', brotliCompressSync(TOO_LARGE, { params: { 0: 1 } }), 1702],
  ['gzip, gzip', gzipSync(gzipSync(TOO_LARGE)), 1702],
  ['gzip', Buffer.from('no gzip'), 1701],
  ['gzip, gzip, gzip, gzip, gzip', Buffer.from('x'), 1701],
])('trust row 13: what unpacks to too much is cut off with a failure of its own: %s', async (encoding, body, code) => {
  // More at once than are unpacked side by side: each has its turn.
  const results = await Promise.all(
    Array.from({ length: 5 }, () => new Promise<Buffer | Failure>((resolve) => decompress(body, encoding, resolve))),
  );
  expect(results.map((result) => ('code' in result ? result.code : 0))).toEqual(Array(5).fill(code));
});
