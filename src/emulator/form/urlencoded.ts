import { type FormField, type FormResult, MAX_FIELDS } from './form.js';

const AMPERSAND = 0x26;
const EQUALS = 0x3d;
const PERCENT = 0x25;
const PLUS = 0x2b;
const BLANK = 0x20;

/** Reads `application/x-www-form-urlencoded` and keeps the raw bytes, percent-encoded or not, whatever their encoding. */
export function parseUrlencoded(body: Buffer): FormResult {
  const form = new Map<string, FormField>();
  let start = 0;
  let count = 0;
  while (start < body.length) {
    const found = body.indexOf(AMPERSAND, start);
    const end = found === -1 ? body.length : found;
    if (end > start) {
      count += 1;
      if (count > MAX_FIELDS) return { kind: 'unreadable', reason: `more than ${MAX_FIELDS} fields` };
      const pair = body.subarray(start, end);
      const equals = pair.indexOf(EQUALS);
      const name = decodePercent(equals === -1 ? pair : pair.subarray(0, equals)).toString('utf8');
      const bytes = equals === -1 ? Buffer.alloc(0) : decodePercent(pair.subarray(equals + 1));
      if (!form.has(name)) form.set(name, { bytes, fileName: undefined });
    }
    start = end + 1;
  }
  return { kind: 'form', form };
}

/** Undoes `+` and `%XX`; a `%` without two hex digits stays as it is, as browsers do. */
function decodePercent(bytes: Buffer): Buffer {
  if (!bytes.includes(PERCENT) && !bytes.includes(PLUS)) return bytes;
  const out = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let index = 0; index < bytes.length; index += 1) {
    let byte = bytes[index]!;
    if (byte === PLUS) byte = BLANK;
    else if (byte === PERCENT) {
      const high = hexDigit(bytes[index + 1]);
      const low = hexDigit(bytes[index + 2]);
      if (high >= 0 && low >= 0) {
        byte = high * 16 + low;
        index += 2;
      }
    }
    out[length] = byte;
    length += 1;
  }
  return out.subarray(0, length);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x57 : -1;
}
