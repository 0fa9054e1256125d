import type { Now } from '../clock.js';
import type { Connection, Exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { LaterConnection } from './later-connection.js';
import type { SendBudget } from './send-budget.js';
import type { Target } from './target.js';

/** Opens a connection to a target; `onIdle` is to be called whenever it may carry another exchange. */
export type Dial = (target: Target, onIdle: (connection: Connection) => void) => Connection;

/** Methods that may be repeated without harm, by their definition. */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);

/**
 * The connections of one VU: as many as it has requests in flight, of which it keeps up to `keepIdle` an origin for the
 * next requests, the one that was used last first.
 */
export class ConnectionPool {
  readonly #dial: Dial;
  readonly #keepIdle: number;
  readonly #now: Now;
  readonly #budget: SendBudget | undefined;
  readonly #idle = new Map<string, Connection[]>();
  readonly #busy: Exchange[] = [];

  /** `budget` has to grant what is sent once more; undefined: no bound. */
  constructor(dial: Dial, keepIdle: number, now: Now, budget: SendBudget | undefined) {
    this.#dial = dial;
    this.#keepIdle = keepIdle;
    this.#now = now;
    this.#budget = budget;
  }

  /** Requests on their way. */
  get inFlight(): number {
    return this.#busy.length;
  }

  /** Sends a request after a while; its `onDone` is called once it has ended either way. */
  send(exchange: Exchange, waitMs: number): void {
    this.#sendAfter(waitMs, () => this.#take(exchange.target), exchange);
  }

  /** Has to be told of every exchange that ended. True: it goes out once more, because the connection had died while idle. */
  settled(exchange: Exchange): boolean {
    const { connection } = exchange;
    exchange.connection = undefined;
    this.#busy.splice(this.#busy.indexOf(exchange), 1);
    const diedIdle =
      exchange.failure !== undefined && connection?.used === true && exchange.firstByteAt === 0 && !exchange.retried;
    if (!diedIdle || !IDEMPOTENT.has(exchange.method) || exchange.failure?.code === 1050) return false;
    const waitMs = this.#budget === undefined ? 0 : this.#budget.take(this.#now());
    if (waitMs === undefined) return false;
    exchange.forget();
    this.#sendAfter(waitMs, () => this.#open(exchange.target), exchange);
    return true;
  }

  /** Ends every exchange with a failure. */
  abortAll(failure: Failure): void {
    for (const exchange of [...this.#busy]) exchange.connection?.abort(failure);
  }

  /** Closes the connections that carry nothing. */
  closeIdle(): void {
    for (const list of this.#idle.values()) for (const connection of list) connection.close();
    this.#idle.clear();
  }

  #sendAfter(waitMs: number, connect: () => Connection, exchange: Exchange): void {
    const connection = waitMs === 0 ? connect() : new LaterConnection(later(waitMs), connect, this.#now);
    this.#busy.push(exchange);
    exchange.connection = connection;
    connection.send(exchange);
  }

  #take(target: Target): Connection {
    const list = this.#idle.get(target.origin);
    for (let connection = list?.pop(); connection !== undefined; connection = list?.pop()) {
      if (connection.usable) return connection;
      connection.close();
    }
    return this.#open(target);
  }

  #open(target: Target): Connection {
    return this.#dial(target, (connection) => {
      let list = this.#idle.get(target.origin);
      if (list === undefined) {
        list = [];
        this.#idle.set(target.origin, list);
      }
      if (list.length < this.#keepIdle) list.push(connection);
      else connection.close();
    });
  }
}

/** A wait that keeps no program from ending. */
function later(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, Math.ceil(ms)).unref();
  });
}
