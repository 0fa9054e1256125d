import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decompress } from './decompress.js';

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
