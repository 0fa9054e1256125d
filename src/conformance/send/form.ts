import { createHash } from 'node:crypto';
import type { FormKind, FormPart } from './types.js';

/** A request body with the header that announces it. */
export interface EncodedForm {
  readonly contentType: string;
  readonly body: Buffer;
}

/**
 * Writes a form as bytes: multipart/form-data as RFC 7578 has it (file names in UTF-8, no content type on plain fields),
 * or application/x-www-form-urlencoded with every byte outside the unreserved ones percent-encoded. Bytes that are not
 * UTF-8 go out unchanged. Files in an urlencoded form are an Error: scenarios with them do not load.
 */
export function encodeForm(kind: Exclude<FormKind, 'query' | 'json'>, parts: readonly FormPart[]): EncodedForm {
  if (kind === 'multipart') return encodeMultipart(parts);
  const file = parts.find((part) => part.file !== undefined);
  if (file !== undefined) throw new Error(`an urlencoded form cannot carry the file ${file.name}`);
  const body = parts.map((part) => `${percentEncode(Buffer.from(part.name))}=${percentEncode(part.value)}`).join('&');
  const charset = kind === 'urlencoded' ? '' : '; charset=UTF-8';
  return { contentType: `application/x-www-form-urlencoded${charset}`, body: Buffer.from(body, 'latin1') };
}

function encodeMultipart(parts: readonly FormPart[]): EncodedForm {
  const { contentType, pieces } = multipartPieces(parts, boundaryFor(parts));
  const bytes = pieces.map((piece) => (typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece.value));
  return { contentType, body: Buffer.concat(bytes) };
}

/** A multipart form: what stands around the parts, and the parts for their values. */
export function multipartPieces(
  parts: readonly FormPart[],
  boundary: string,
): { readonly contentType: string; readonly pieces: readonly (string | FormPart)[] } {
  const pieces = parts.flatMap((part) => {
    const fileName =
      part.file === undefined ? '' : `; filename="${quote(part.file.name)}"\r\nContent-Type: ${part.file.type}`;
    return [
      `--${boundary}\r\nContent-Disposition: form-data; name="${quote(part.name)}"${fileName}\r\n\r\n`,
      part,
      '\r\n',
    ];
  });
  return { contentType: `multipart/form-data; boundary=${boundary}`, pieces: [...pieces, `--${boundary}--\r\n`] };
}

/** A boundary that occurs in no value: a digest of the values themselves, so that the same form gives the same bytes. */
export function boundaryFor(parts: readonly FormPart[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part.name).update('\0').update(part.value);
  return `facegate-${hash.digest('hex').slice(0, 32)}`;
}

function quote(text: string): string {
  return text.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** Every byte outside the unreserved ones as %XX, a space as a plus sign. */
export function percentEncode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const character = String.fromCharCode(byte);
    text += /[A-Za-z0-9\-._*]/.test(character)
      ? character
      : byte === 0x20
        ? '+'
        : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return text;
}
