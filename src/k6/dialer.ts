import type { Now } from './clock.js';
import type { Dial } from './http/connection-pool.js';
import type { Connection, Exchange } from './http/exchange.js';
import type { Failure } from './http/failure.js';
import { PlainConnection } from './http/plain-connection.js';

type Open = () => Connection;

/**
 * Opens connections: straight on a socket for http, through undici for https. undici is loaded when the first https
 * request asks for it: it takes as much memory as hundreds of VUs.
 */
export function dialer(now: Now, insecureSkipTlsVerify: boolean): Dial {
  let Undici: typeof import('./http/undici-connection.js').UndiciConnection | undefined;
  return (target, onIdle) => {
    if (!target.secure) return new PlainConnection(target, now, onIdle);
    if (Undici !== undefined) return new Undici(target, now, insecureSkipTlsVerify, onIdle);
    return new LoadingConnection(async () => {
      Undici ??= (await import('./http/undici-connection.js')).UndiciConnection;
      return () => new Undici!(target, now, insecureSkipTlsVerify, onIdle);
    });
  };
}

/** Stands for a connection whose code is still being loaded. */
class LoadingConnection implements Connection {
  #connection: Connection | undefined;
  #exchange: Exchange | undefined;
  readonly usable = false;
  readonly used = false;

  constructor(load: () => Promise<Open>) {
    void load().then((open) => {
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
