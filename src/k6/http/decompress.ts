import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { BODY_TOO_LARGE, FAILURE, type Failure } from './failure.js';
import { LARGEST_BODY } from './kept-body.js';

type Done = (result: Buffer | Failure) => void;

/** More codings on top of each other than any server has a use for. */
const MOST_CODINGS = 4;
/** So many bodies of a thread are unpacked side by side, as each may grow to the largest there is. */
const MOST_AT_ONCE = 2;

let running = 0;
const waiting: (() => void)[] = [];

/**
 * Unpacks a body by its Content-Encoding, as far as that is known; `done` gets the bytes or a failure: 1701 for what cannot be
 * unpacked, 1702 for what unpacks to more than is kept of a body.
 */
export function decompress(body: Buffer, encoding: string, done: Done): void {
  const codings = encoding
    .split(',')
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (codings.length > MOST_CODINGS) done(unreadable(`${codings.length} codings`));
  else undo(body, codings, done);
}

function undo(body: Buffer, [coding, ...rest]: readonly string[], done: Done): void {
  const unpack = coding === undefined ? undefined : unpackerOf(coding, body);
  if (unpack === undefined) {
    done(body);
    return;
  }
  const start = (): void => {
    running += 1;
    unpack(body, { maxOutputLength: LARGEST_BODY }, (error, bytes) => {
      running -= 1;
      waiting.shift()?.();
      if (error === null) undo(bytes, rest, done);
      else
        done((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? BODY_TOO_LARGE : unreadable(error.message));
    });
  };
  if (running < MOST_AT_ONCE) start();
  else waiting.push(start);
}

/** Undefined for a coding that is not known: its body stays as it is. */
function unpackerOf(coding: string, body: Buffer): typeof gunzip | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return gunzip;
  if (coding === 'br') return brotliDecompress;
  if (coding !== 'deflate') return undefined;
  // Servers send deflate with its zlib header as the standard says, or without as some always have.
  return (body[0]! & 0x0f) === 8 ? inflate : inflateRaw;
}

function unreadable(why: string): Failure {
  return { code: FAILURE.decompression, text: `error decompressing response body (${why})` };
}
