import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { bytesOf, type EncodedBody, hasFile, multipart, urlEncoded } from './form.js';
import type { RequestParams } from './params.js';
import type { Target } from './target.js';

const PACK = { gzip: gzipSync, deflate: deflateSync, br: brotliCompressSync } as const;

/** The body a script passes, ready for the wire: a form, text or bytes; undefined for none. Throws a TypeError for anything else. */
export function encodeBody(body: unknown, params: RequestParams): EncodedBody | undefined {
  const encoded = encodePlain(body);
  if (encoded === undefined || params.compression.length === 0) return encoded;
  let bytes = typeof encoded.payload === 'string' ? Buffer.from(encoded.payload) : encoded.payload;
  for (const method of params.compression) bytes = PACK[method](bytes);
  return { payload: bytes, contentType: encoded.contentType };
}

function encodePlain(body: unknown): EncodedBody | undefined {
  if (body === undefined || body === null) return undefined;
  if (typeof body === 'string') return { payload: isAscii(body) ? body : Buffer.from(body), contentType: '' };
  if (body instanceof ArrayBuffer || body instanceof Uint8Array) return { payload: bytesOf(body), contentType: '' };
  if (typeof body === 'object') {
    const fields = body as Readonly<Record<string, unknown>>;
    if (isNoForm(body))
      throw new TypeError(
        `the body is ${Array.isArray(body) ? 'a list' : `a ${body.constructor.name}`}; expected an object (a form), a string or an ArrayBuffer; JSON.stringify() makes a string of it`,
      );
    return hasFile(fields) ? multipart(fields) : urlEncoded(fields);
  }
  throw new TypeError(`the body is a ${typeof body}; expected an object (a form), a string, an ArrayBuffer or null`);
}

/** Objects k6 makes no form of. */
function isNoForm(body: object): boolean {
  return Array.isArray(body) || body instanceof Date || ArrayBuffer.isView(body);
}

/** Plain ASCII goes out with the head in one write; anything else as UTF-8 bytes. */
function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly the characters of one byte each are meant
  return /^[\x00-\x7f]*$/.test(text);
}

/** Headers the connection sets by itself. */
const OF_THE_CONNECTION = new Set(['host', 'content-length', 'transfer-encoding']);

export function hasHeader({ headers }: RequestParams, name: string): boolean {
  if (headers === undefined) return false;
  for (const header in headers) if (header.toLowerCase() === name) return true;
  return false;
}

/** The header lines of a request, each with its end; without Host and Content-Length, which belong to the connection. */
export function headerLines(
  target: Target,
  params: RequestParams,
  contentType: string,
  userAgent: string,
  cookies: readonly string[] | undefined,
): string {
  let lines = '';
  if (!hasHeader(params, 'user-agent') && userAgent !== '') lines += `User-Agent: ${userAgent}\r\n`;
  if (contentType !== '' && !hasHeader(params, 'content-type')) lines += `Content-Type: ${contentType}\r\n`;
  if (params.compression.length > 0) lines += `Content-Encoding: ${params.compression.join(', ')}\r\n`;
  if (target.authorization !== '' && !hasHeader(params, 'authorization'))
    lines += `Authorization: ${target.authorization}\r\n`;
  for (const name in params.headers) {
    const value = params.headers[name]!;
    if (!/^[!#$%&'*+.^_`|~\w-]+$/.test(name)) throw new TypeError(`invalid header field name ${JSON.stringify(name)}`);
    if (/[\r\n\0]/.test(value)) throw new TypeError(`invalid header field value for ${JSON.stringify(name)}`);
    const lower = name.toLowerCase();
    if (!OF_THE_CONNECTION.has(lower))
      lines += `${name}: ${isAscii(value) ? value : Buffer.from(value).toString('latin1')}\r\n`;
  }
  if (cookies !== undefined && cookies.length > 0) lines += `Cookie: ${cookies.join('; ')}\r\n`;
  return lines;
}
