import { createHash, createHmac } from 'node:crypto';
import type { NamedSignature } from './judge/seen.js';

/** Signatures of the bytes of `data`: first the right one, then what servers get wrong, named so that the report can say it. */
export function signaturesOf(data: Buffer, apiKey: string, apiSecret: string): NamedSignature[] {
  const hash = (algorithm: string, ...parts: (string | Buffer)[]) => {
    const made = createHash(algorithm);
    for (const part of parts) made.update(part);
    return made.digest();
  };
  const right = hash('sha1', apiSecret, data);
  const makes: readonly (readonly [string, Buffer])[] = [
    ['lower-case hex SHA-1 of api_secret + data', right],
    ['the SHA-1 of data + api_secret', hash('sha1', data, apiSecret)],
    ['the SHA-1 of data alone', hash('sha1', data)],
    ['the SHA-1 of api_key + data', hash('sha1', apiKey, data)],
    ['the SHA-256 of api_secret + data', hash('sha256', apiSecret, data)],
    ['the MD5 of api_secret + data', hash('md5', apiSecret, data)],
    // Nothing to tell apart where data is one line.
    [
      'right for the line ends that data had: a form that a browser posts has CRLF in place of each LF',
      hash('sha1', apiSecret, withLf(data)),
    ],
    ['the HMAC-SHA-1 of data', createHmac('sha1', apiSecret).update(data).digest()],
    ['the HMAC-SHA-256 of data', createHmac('sha256', apiSecret).update(data).digest()],
  ];
  return [
    ...makes.map(([name, digest]) => ({ name, value: digest.toString('hex') })),
    { name: 'the right digest in base64, not in hex', value: right.toString('base64') },
  ];
}

function withLf(data: Buffer): Buffer {
  return Buffer.from(data.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
