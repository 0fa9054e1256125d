import type { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { stripPadding } from './transport-padding.js';

/** One part of a form, in the bytes in which it came. */
export interface MultipartPart {
  readonly name: string;
  /** Undefined for a text field. */
  readonly fileName: string | undefined;
  readonly bytes: Buffer;
}

/** What a body holds: the parts in their order, and what is wrong with the body; undefined when nothing is. */
export interface MultipartBody {
  readonly parts: readonly MultipartPart[];
  readonly fault: string | undefined;
}

/** The most bytes of headers a part may have, and the most headers. */
const HEADER_SIZE = 4096;
const HEADER_PAIRS = 20;

/**
 * Reads a whole `multipart/form-data` body (RFC 7578). Whatever the bytes are, it resolves within one turn of the event
 * loop; a body that breaks off, has too many parts or none at all has a fault and the parts before it. A part without
 * a name, or whose headers cannot be read, is left out.
 */
export async function readMultipart(contentType: string, body: Buffer, maxParts: number): Promise<MultipartBody> {
  const parts: MultipartPart[] = [];
  let fault: string | undefined;
  let finished = false;
  const fail = (reason: string) => {
    fault ??= reason;
  };
  let parser: BusboyInstance;
  try {
    parser = new Busboy({
      headers: { 'content-type': contentType },
      // Every part is taken as a file: only then its bytes come undecoded.
      isPartAFile: () => true,
      // No part is ever held back: a part held back that nobody reads keeps the parser from its end.
      fileHwm: body.length + 1,
      limits: { parts: maxParts, headerPairs: HEADER_PAIRS, headerSize: HEADER_SIZE },
    });
  } catch (error) {
    return { parts, fault: messageOf(error) };
  }
  parser.on('file', (name: string | undefined, part: Readable, fileName: string | undefined) => {
    const chunks: Buffer[] = [];
    part.on('data', (chunk: Buffer) => chunks.push(chunk));
    part.on('error', (error: Error) => fail(error.message));
    part.on('end', () => {
      if (name !== undefined)
        parts.push({ name, fileName, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
    });
  });
  parser.on('partsLimit', () => fail(`more than ${maxParts} parts`));
  parser.on('error', (error: unknown) => fail(messageOf(error)));
  parser.on('finish', () => {
    finished = true;
  });
  parser.end(stripPadding(contentType, body));
  // The whole body is in memory: what the parser has not done by the next turn it never will.
  await nextTurn();
  return { parts, fault: fault ?? (finished ? undefined : 'the parts cannot be told apart') };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
