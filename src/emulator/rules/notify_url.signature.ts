import { createHash } from 'node:crypto';

/** The signature a receiver can check: lower-case hex SHA-1 of the secret followed by `data`. */
export function signData(apiSecret: string, data: string): string {
  return createHash('sha1').update(`${apiSecret}${data}`, 'utf8').digest('hex');
}
