import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type BodySize, LARGEST_BODY_BYTES } from '../../contract/answer.js';

/** A body as it is kept. */
export interface ReadBody extends BodySize {
  /** Whole when it is no larger than an answer may be; of a larger one the beginning. */
  readonly text: string;
  /** SHA-256 of all bytes that were read, lower-case hex. */
  readonly sha256: string;
}

/** Of a larger body this much is counted and hashed before it is cut off. */
const MOST_READ_BYTES = 16 * LARGEST_BODY_BYTES;
/** Of a body that is too large to be looked into, only its beginning is shown. */
const BEGINNING_BYTES = 64_000;

/**
 * Reads a body without ever holding more of it than an answer may have; the stream is destroyed when the body goes on after
 * the most that is read. Rejects with what breaks the stream; a deadline is the caller's.
 */
export async function readBody(stream: Readable): Promise<ReadBody> {
  const hash = createHash('sha256');
  let kept = Buffer.allocUnsafe(4096);
  let bytes = 0;
  let whole = true;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    const needed = Math.min(LARGEST_BODY_BYTES, bytes + chunk.length);
    if (needed > kept.length) kept = grown(kept, bytes, needed);
    if (bytes < kept.length) chunk.copy(kept, bytes);
    bytes += chunk.length;
    if (bytes < MOST_READ_BYTES) continue;
    whole = false;
    break;
  }
  const shown = bytes > LARGEST_BODY_BYTES ? BEGINNING_BYTES : bytes;
  const text = kept.toString('utf8', 0, shown).replace(/^\uFEFF/, '');
  return { text, bytes, whole, sha256: hash.digest('hex') };
}

/** A copy with room for more; doubled, so that a body in tiny chunks is not copied for each of them. */
function grown(kept: Buffer<ArrayBuffer>, used: number, needed: number): Buffer<ArrayBuffer> {
  const larger = Buffer.allocUnsafe(Math.min(LARGEST_BODY_BYTES, Math.max(needed, 2 * kept.length)));
  kept.copy(larger, 0, 0, used);
  return larger;
}
