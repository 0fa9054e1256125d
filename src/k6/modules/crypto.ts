import { createHash, createHmac, type Hash, type Hmac, randomBytes } from 'node:crypto';
import { bytesOf } from '../http/form.js';

type Input = string | ArrayBuffer | ArrayBufferView;
type Output = 'hex' | 'base64' | 'base64url' | 'base64rawurl' | 'binary';

/** k6's name of each algorithm, and OpenSSL's. */
const ALGORITHMS: Readonly<Record<string, string>> = {
  md5: 'md5',
  ripemd160: 'ripemd160',
  sha1: 'sha1',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha512_224: 'sha512-224',
  sha512_256: 'sha512-256',
};

/** The module `k6/crypto`. */
export function cryptoModule(): Record<string, unknown> {
  const hashers = Object.fromEntries(
    Object.entries(ALGORITHMS).map(([name, algorithm]) => [
      name,
      (input: Input, output: Output) => digest(createHash(algorithm).update(bytesOf(input)), output),
    ]),
  );
  return {
    ...hashers,
    createHash: (name: string) => hasher(() => createHash(algorithmOf(name))),
    createHMAC: (name: string, secret: Input) => hasher(() => createHmac(algorithmOf(name), bytesOf(secret))),
    hmac: (name: string, secret: Input, input: Input, output: Output) =>
      digest(createHmac(algorithmOf(name), bytesOf(secret)).update(bytesOf(input)), output),
    hexEncode: (input: Input) => bytesOf(input).toString('hex'),
    randomBytes: (size: number) => {
      if (!Number.isSafeInteger(size) || size < 1)
        throw new Error(`randomBytes(${size}): expected a whole number from 1`);
      const bytes = randomBytes(size);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    },
  };
}

/** A hash that is fed bit by bit. As in k6 its digest may be taken more than once, and more may follow. */
function hasher(start: () => Hash | Hmac): {
  update(input: Input): void;
  digest(output: Output): string | ArrayBuffer;
} {
  const fed: Buffer[] = [];
  start();
  return {
    update: (input) => {
      fed.push(Buffer.from(bytesOf(input)));
    },
    digest: (output) => {
      const hash = start();
      for (const bytes of fed) hash.update(bytes);
      return digest(hash, output);
    },
  };
}

function digest(hash: Hash | Hmac, output: Output): string | ArrayBuffer {
  const bytes = hash.digest();
  switch (output) {
    case 'hex':
    case 'base64':
      return bytes.toString(output);
    case 'base64url':
      return bytes.toString('base64').replace(/\+/g, '-').replace(/\//g, '_');
    case 'base64rawurl':
      return bytes.toString('base64url');
    case 'binary':
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    default:
      throw new Error(
        `the output encoding "${String(output)}" is unknown; expected hex, base64, base64url, base64rawurl or binary`,
      );
  }
}

function algorithmOf(name: string): string {
  const algorithm = ALGORITHMS[name];
  if (algorithm === undefined)
    throw new Error(
      `the algorithm "${name}" is unknown to the node engine; it has ${Object.keys(ALGORITHMS).join(', ')}`,
    );
  return algorithm;
}
