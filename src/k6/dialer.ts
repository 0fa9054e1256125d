import type { Now } from './clock.js';
import type { Dial } from './http/connection-pool.js';
import type { Connection, Exchange } from './http/exchange.js';
import type { Failure } from './http/failure.js';
import { PlainConnection } from './http/plain-connection.js';

type Open = () => Connection;

let Undici: typeof import('./http/undici-connection.js').UndiciConnection | undefined;

/**
 * Loads undici, which carries https: it takes as much memory as hundreds of VUs, and its loading would show in the first
 * latencies of a run, so it is loaded before a run that is likely to need it, and never for one that does not.
 */
export async function loadUndici(): Promise<void> {
  Undici ??= (await import('./http/undici-connection.js')).UndiciConnection;
}

/** Opens connections: straight on a socket for http, through undici for https. */
export function dialer(now: Now, insecureSkipTlsVerify: boolean): Dial {
  return (target, onIdle) => {
    if (!target.secure) return new PlainConnection(target, now, onIdle);
    const open: Open = () => new Undici!(target, now, insecureSkipTlsVerify, onIdle);
    return Undici === undefined ? new LoadingConnection(loadUndici, open) : open();
  };
}

/** Stands for a connection whose code is still being loaded. */
class LoadingConnection implements Connection {
  #connection: Connection | undefined;
  #exchange: Exchange | undefined;
  readonly usable = false;
  readonly used = false;

  constructor(load: () => Promise<void>, open: Open) {
    void load().then(() => {
      const exchange = this.#exchange;
      if (exchange === undefined) return;
      this.#connection = open();
      exchange.connection = this.#connection;
      this.#connection.send(exchange);
    });
  }

  send(exchange: Exchange): void {
    this.#exchange = exchange;
  }

  abort(failure: Failure): void {
    const exchange = this.#exchange;
    this.#exchange = undefined;
    if (exchange === undefined) return;
    exchange.failure = failure;
    exchange.onDone(exchange);
  }

  close(): void {
    this.#exchange = undefined;
  }
}
