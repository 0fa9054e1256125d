import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { FAILURE, type Failure } from './failure.js';

/** What an answer may unpack to at most: one that claims more is cut off. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** Unpacks a body by its Content-Encoding, as far as that is known; `done` gets the bytes or a failure (1701). */
export function decompress(body: Buffer, encoding: string, done: (result: Buffer | Failure) => void): void {
  const [next, ...rest] = encoding
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (next === undefined) {
    done(body);
    return;
  }
  const finish = (error: Error | null, bytes: Buffer): void => {
    if (error === null) decompress(bytes, rest.reverse().join(','), done);
    else done({ code: FAILURE.decompression, text: `error decompressing response body (${error.message})` });
  };
  const limits = { maxOutputLength: LARGEST_BODY };
  if (next === 'gzip' || next === 'x-gzip') gunzip(body, limits, finish);
  else if (next === 'br') brotliDecompress(body, limits, finish);
  else if (next === 'deflate') {
    // Servers send deflate with its zlib header as the standard says, or without as some always have.
    if ((body[0]! & 0x0f) === 8) inflate(body, limits, finish);
    else inflateRaw(body, limits, finish);
  } else done(body);
}
