import { after, type Now } from '../clock.js';
import { Slots } from '../slots.js';
import type { Exchange } from './exchange.js';

/** Ends the exchanges of a thread that take too long, with one timer for all of them. */
export class Deadlines {
  readonly #open = new Slots<Exchange>();
  readonly #now: Now;
  readonly #expire: (exchange: Exchange) => void;
  #cancel: () => void = () => {};
  #firesAt = Number.POSITIVE_INFINITY;

  constructor(now: Now, expire: (exchange: Exchange) => void) {
    this.#now = now;
    this.#expire = expire;
  }

  add(exchange: Exchange): void {
    this.#open.add(exchange);
    if (exchange.deadlineAt < this.#firesAt) this.#arm(exchange.deadlineAt);
  }

  delete(exchange: Exchange): void {
    this.#open.delete(exchange);
  }

  close(): void {
    this.#cancel();
  }

  #arm(at: number): void {
    this.#cancel();
    this.#firesAt = at;
    if (at === Number.POSITIVE_INFINITY) return;
    this.#cancel = after(Math.max(0, at - this.#now()), () => this.#check());
  }

  #check(): void {
    const now = this.#now();
    this.#firesAt = Number.POSITIVE_INFINITY;
    let next = Number.POSITIVE_INFINITY;
    for (const exchange of this.#open.all()) {
      if (exchange.deadlineAt <= now) this.#expire(exchange);
      else next = Math.min(next, exchange.deadlineAt);
    }
    if (next < this.#firesAt) this.#arm(next);
  }
}
