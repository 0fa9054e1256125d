import { Box, boxed, isThenable, makePending, NotWaitedFor, unboxed } from './pending.js';
import { Turns } from './turns.js';

/**
 * How the blocking calls of one VU are waited for. In k6 a blocking call stops all of a VU's code; here whatever began the
 * call holds the VU's turn until it ends, and timers and promises of the same VU wait for theirs.
 */
export class Waiting {
  readonly turns = new Turns();
  readonly #pending: object;
  readonly #onMisuse: (error: NotWaitedFor) => void;
  /** What the last blocking call waits for, until compiled code has taken it. */
  #open: Promise<unknown> | undefined;

  /** `onMisuse` hears of a blocking call whose result was used, or dropped, without having been waited for. */
  constructor(onMisuse: (error: NotWaitedFor) => void) {
    this.#onMisuse = onMisuse;
    this.#pending = makePending(() => this.#misused('its result is used'));
  }

  /** Forgets what an earlier call of the script left behind. */
  reset(): void {
    this.#open = undefined;
    this.turns.reset();
  }

  /** Makes a promise the result of a blocking call: what compiled code gets back until it has waited. */
  until(promise: Promise<unknown>): object {
    this.assertClaimed();
    this.#open = promise;
    return this.#pending;
  }

  /** Throws when an earlier blocking call has not been waited for. */
  assertClaimed(): void {
    if (this.#open !== undefined) this.#misused('the next one begins, or the function ends');
  }

  /** Whether this is what a blocking call returned. */
  isPending(value: unknown): boolean {
    return value === this.#pending;
  }

  /** What a call returned, as something to await that gives a promise of the script's own back whole. */
  claim(value: unknown): unknown {
    if (value !== this.#pending) return isThenable(value) ? new Box(value) : value;
    const promise = this.#open;
    this.#open = undefined;
    return promise;
  }

  /** Goes on with what a call returned: at once, or when it has been waited for. */
  after(value: unknown, next: (value: unknown) => unknown, failed: (error: unknown) => never): unknown {
    if (!this.isPending(value)) return next(value);
    return this.until((this.claim(value) as Promise<unknown>).then(next, failed));
  }

  /**
   * Calls something of the script when it is its turn. Returns its result, or a promise of it when it had to wait or waits
   * itself.
   */
  inTurn(call: () => unknown, from: 'promise' | 'timer' = 'promise'): unknown {
    return this.turns.take(() => {
      const result = call();
      if (!this.isPending(result)) {
        this.assertClaimed();
        return { value: result };
      }
      const until = this.claim(result) as Promise<unknown>;
      return { value: until.then(unboxed), until };
    }, from);
  }

  /** Runs the body of a function that waits. */
  run(body: () => Promise<unknown>): object {
    return this.until(body());
  }

  /** Runs the body of an async function that waits: its caller goes on when it first awaits, or has ended. */
  runInTurns(body: (segment: Segment) => Promise<unknown>): object {
    const segment = new Segment(this.turns);
    const result = endingWith(segment, body);
    return this.until(segment.begun.then(() => boxed(result)));
  }

  #misused(how: string): never {
    const error = new NotWaitedFor(
      `a blocking call (http, sleep, or a function that comes to one) was not waited for: ${how}. The compiler could not see this call; call the function by its name, or write it with await and http.asyncRequest()`,
    );
    this.#open = undefined;
    this.#onMisuse(error);
    throw error;
  }
}

async function endingWith(segment: Segment, body: (segment: Segment) => Promise<unknown>): Promise<unknown> {
  try {
    return await body(segment);
  } finally {
    segment.end();
  }
}

/** The way of one call of an async function through the turns of its VU. */
export class Segment {
  readonly begun: Promise<void>;
  #begin!: () => void;
  /** Still in the turn of its caller. */
  #first = true;
  #ended = false;
  readonly #turns: Turns;

  constructor(turns: Turns) {
    this.#turns = turns;
    this.begun = new Promise((resolve) => {
      this.#begin = resolve;
    });
  }

  /** The script's own `await`: lets others have the turn, and comes back with the value when there is one to be had. */
  async pause(value: unknown): Promise<unknown> {
    this.end();
    try {
      return await value;
    } finally {
      await this.#turns.hold();
      this.#ended = false;
    }
  }

  /** Gives the turn back. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#first) {
      this.#first = false;
      this.#begin();
    } else this.#turns.release();
  }
}
