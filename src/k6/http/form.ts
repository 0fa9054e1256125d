import { randomBytes } from 'node:crypto';

/** What `http.file()` makes: the content of one part of a multipart form. */
export class FileData {
  constructor(
    readonly data: string | ArrayBuffer | ArrayBufferView,
    readonly filename: string,
    readonly content_type: string,
  ) {}
}

/** A body ready for the wire, and the Content-Type it implies ('' for none). */
export interface EncodedBody {
  readonly payload: string | Buffer;
  readonly contentType: string;
}

const SAFE = /^[\w.~-]*$/;

/** Encodes one name or value as forms do: space is +, everything but letters, digits, `-_.~` is percent-encoded UTF-8. */
export function encodeFormText(text: string): string {
  if (SAFE.test(text)) return text;
  return encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The form that was encoded last, field by field: a script sends the same names, and many of the same values, again and again. */
interface LastForm {
  /** As the script has them, and sorted. */
  readonly names: readonly string[];
  readonly sorted: readonly string[];
  readonly values: unknown[];
  readonly parts: string[];
  payload: string;
}

let last: LastForm = { names: [], sorted: [], values: [], parts: [], payload: '' };

/** A form in url-encoding, sorted by name; a list gives its name once an item. */
export function urlEncoded(fields: Readonly<Record<string, unknown>>): EncodedBody {
  const names = Object.keys(fields);
  if (!sameNames(names, last.names)) last = { names, sorted: [...names].sort(), values: [], parts: [], payload: '' };
  const { sorted, values, parts } = last;
  let changed = parts.length < sorted.length;
  for (let i = 0; i < sorted.length; i++) {
    const value = fields[sorted[i]!];
    // What is behind an object may have changed.
    if (i < parts.length && values[i] === value && (typeof value !== 'object' || value === null)) continue;
    changed = true;
    values[i] = value;
    parts[i] = encodedField(sorted[i]!, value);
  }
  if (changed) last.payload = parts.filter((part) => part !== '').join('&');
  return { payload: last.payload, contentType: 'application/x-www-form-urlencoded' };
}

function sameNames(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false;
  for (let i = 0; i < names.length; i++) if (names[i] !== others[i]) return false;
  return true;
}

function encodedField(name: string, value: unknown): string {
  const key = encodeFormText(name);
  if (!Array.isArray(value)) return `${key}=${encodeFormText(formText(value))}`;
  return value.map((item) => `${key}=${encodeFormText(formText(item))}`).join('&');
}

/** A value of a form as k6 writes it: what is no text comes out as Go prints it, `<nil>`, `map[a:1]`, `[1 2]`. */
function formText(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  if (Array.isArray(value)) return `[${value.map(formText).join(' ')}]`;
  if (value instanceof Date) return value.toISOString().replace(/T(.*?)(?:\.?0*)Z$/, ' $1 +0000 UTC');
  if (typeof value !== 'object') return String(value);
  const fields = value as Readonly<Record<string, unknown>>;
  const shown = Object.keys(fields)
    .sort()
    .map((name) => `${name}:${formText(fields[name])}`);
  return `map[${shown.join(' ')}]`;
}

export function hasFile(fields: Readonly<Record<string, unknown>>): boolean {
  for (const name in fields) {
    const value = fields[name];
    if (value instanceof FileData || (Array.isArray(value) && value.some((item) => item instanceof FileData)))
      return true;
  }
  return false;
}

/** A form as multipart/form-data, parts in the order of the fields. */
export function multipart(fields: Readonly<Record<string, unknown>>): EncodedBody {
  const boundary = randomBytes(30).toString('hex');
  const parts: Buffer[] = [];
  for (const [name, value] of Object.entries(fields)) {
    for (const item of Array.isArray(value) ? value : [value]) {
      const file = item instanceof FileData ? item : undefined;
      const disposition = `form-data; name="${quoted(name)}"${file === undefined ? '' : `; filename="${quoted(file.filename)}"`}`;
      const type = file === undefined ? '' : `Content-Type: ${file.content_type}\r\n`;
      parts.push(Buffer.from(`--${boundary}\r\nContent-Disposition: ${disposition}\r\n${type}\r\n`));
      parts.push(file === undefined ? Buffer.from(formText(item)) : bytesOf(file.data), Buffer.from('\r\n'));
    }
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { payload: Buffer.concat(parts), contentType: `multipart/form-data; boundary=${boundary}` };
}

/** The bytes of a text (UTF-8), buffer or view; a copy is made only of text. */
export function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(data);
}

function quoted(text: string): string {
  return text.replace(/[\\"]/g, '\\$&').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}
