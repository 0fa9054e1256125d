import { createHash, createHmac } from 'node:crypto';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';
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
    [hashOf('SHA-1', 'data + api_secret'), hash('sha1', data, apiSecret)],
    [hashOf('SHA-1', say('dataAlone')), hash('sha1', data)],
    [hashOf('SHA-1', 'api_key + data'), hash('sha1', apiKey, data)],
    [hashOf('SHA-256', 'api_secret + data'), hash('sha256', apiSecret, data)],
    [hashOf('MD5', 'api_secret + data'), hash('md5', apiSecret, data)],
    // Nothing to tell apart where data is one line.
    [say('lineEnds'), hash('sha1', apiSecret, withLf(data))],
    [hashOf('HMAC-SHA-1', 'data'), createHmac('sha1', apiSecret).update(data).digest()],
    [hashOf('HMAC-SHA-256', 'data'), createHmac('sha256', apiSecret).update(data).digest()],
  ];
  return [
    ...makes.map(([name, digest]) => ({ name, value: digest.toString('hex') })),
    { name: say('base64'), value: right.toString('base64') },
  ];
}

const hashOf = (hash: string, what: string) => say('hashOf', { hash, what });

function withLf(data: Buffer): Buffer {
  return Buffer.from(data.toString('latin1').replaceAll('\r\n', '\n'), 'latin1');
}
