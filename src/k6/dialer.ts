import { type ProxyAddress, proxyTo } from '../network/proxy.js';
import type { Now } from './clock.js';
import type { Dial } from './http/connection-pool.js';
import { LaterConnection } from './http/later-connection.js';
import { PlainConnection } from './http/plain-connection.js';

let Undici: typeof import('./http/undici-connection.js').UndiciConnection | undefined;

/**
 * Loads undici, which carries https: it takes as much memory as hundreds of VUs, and its loading would show in the first
 * latencies of a run, so it is loaded before a run that is likely to need it, and never for one that does not.
 */
export async function loadUndici(): Promise<void> {
  if (Undici !== undefined) return;
  const [{ UndiciConnection }, { warmUp }] = await Promise.all([
    import('./http/undici-connection.js'),
    import('./http/warm-up.js'),
  ]);
  await warmUp();
  Undici = UndiciConnection;
}

/** Opens connections: straight on a socket for http, through undici for https and for all that goes through a proxy. */
export function dialer(now: Now, insecureSkipTlsVerify: boolean, proxy: ProxyAddress): Dial {
  return (target, onIdle) => {
    const through = proxyTo(new URL(target.origin).hostname, proxy);
    if (!target.secure && through === null) return new PlainConnection(target, now, onIdle);
    const open = () => new Undici!(target, now, insecureSkipTlsVerify, onIdle, through);
    return Undici === undefined ? new LaterConnection(loadUndici(), open, now) : open();
  };
}
