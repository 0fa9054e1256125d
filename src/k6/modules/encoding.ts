import { bytesOf } from '../http/form.js';

type Variant = 'std' | 'rawstd' | 'url' | 'rawurl';

/** The module `k6/encoding`: base64 in its four variants. */
export function encodingModule(): Record<string, unknown> {
  return {
    b64encode: (input: string | ArrayBuffer, variant?: Variant | null): string =>
      encode(bytesOf(input), variant ?? 'std'),
    b64decode: (input: string, variant?: Variant | null, format?: string): string | ArrayBuffer => {
      const bytes = decode(input, variant ?? 'std');
      return format === 's'
        ? bytes.toString('utf8')
        : (bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    },
  };
}

function encode(bytes: Buffer, variant: Variant): string {
  switch (variant) {
    case 'rawstd':
      return bytes.toString('base64').replace(/=+$/, '');
    case 'rawurl':
      return bytes.toString('base64url');
    case 'url':
      return bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_');
    default:
      return bytes.toString('base64');
  }
}

function decode(given: string, variant: Variant): Buffer {
  const input = given.replace(/[\r\n]/g, '');
  const alphabet = variant.endsWith('url') ? /^[\w-]*={0,2}$/ : /^[A-Za-z\d+/]*={0,2}$/;
  const padded = variant.startsWith('raw') ? !input.includes('=') : input.length % 4 === 0;
  if (!alphabet.test(input) || !padded)
    throw new Error(`b64decode: a text of ${input.length} characters is not base64 of the variant ${variant}`);
  return Buffer.from(input, variant.endsWith('url') ? 'base64url' : 'base64');
}
