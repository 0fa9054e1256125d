import type { Now } from '../clock.js';
import type { Connection, Exchange } from './exchange.js';
import type { Failure } from './failure.js';

/** Stands for a connection that is not to be used yet. The time until then is none of the request's. */
export class LaterConnection implements Connection {
  #connection: Connection | undefined;
  #exchange: Exchange | undefined;
  readonly usable = false;
  readonly used = false;

  constructor(ready: Promise<void>, open: () => Connection, now: Now) {
    void ready.then(() => {
      const exchange = this.#exchange;
      if (exchange === undefined) return;
      this.#connection = open();
      exchange.startedAt = now();
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
