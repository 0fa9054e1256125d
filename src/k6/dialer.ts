import type { Now } from './clock.js';
import type { Dial } from './http/connection-pool.js';
import { PlainConnection } from './http/plain-connection.js';
import { UndiciConnection } from './http/undici-connection.js';

/** Opens connections: straight on a socket for http, through undici for https. */
export function dialer(now: Now, insecureSkipTlsVerify: boolean): Dial {
  return (target, onIdle) =>
    target.secure
      ? new UndiciConnection(target, now, insecureSkipTlsVerify, onIdle)
      : new PlainConnection(target, now, onIdle);
}
