import { randomUUID } from 'node:crypto';

/** A token that cannot be guessed: 32 hex digits, as in the page's example. */
export function newToken(): unknown {
  return randomUUID().replaceAll('-', '');
}
