import { Box, boxed, isThenable, makePending, NotWaitedFor } from './pending.js';
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
  /** Where the function that made it begins, when a function of the script did. */
  #place: string | undefined;
  /** Whether the script has promises of its own beside its blocking calls. */
  mixed = false;

  /** `onMisuse` hears of a blocking call whose result was used, or dropped, without having been waited for. */
  constructor(onMisuse: (error: NotWaitedFor) => void) {
    this.#onMisuse = onMisuse;
    this.#pending = makePending(() => this.#misused('its result is used here'));
  }

  /** Forgets what an earlier call of the script left behind. */
  reset(): void {
    this.#forget();
    this.turns.reset();
  }

  /** Makes a promise the result of a blocking call: what compiled code gets back until it has waited. */
  until(promise: Promise<unknown>, place?: string): object {
    this.assertClaimed();
    this.#open = promise;
    this.#place = place;
    return this.#pending;
  }

  /** Throws when an earlier blocking call has not been waited for. */
  assertClaimed(): void {
    if (this.#open !== undefined) this.#misused('the script goes on without it');
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
    return this.turns.take(call, this.#lasting, from);
  }

  readonly #lasting = (result: unknown): Promise<unknown> | undefined => {
    if (this.isPending(result)) return this.claim(result) as Promise<unknown>;
    this.assertClaimed();
    return undefined;
  };

  /** Runs the body of a function that waits. */
  run(body: () => Promise<unknown>, place?: string): object {
    return this.until(body(), place);
  }

  /** Runs the body of an async function that waits: its caller goes on when it first awaits, or has ended. */
  runInTurns(body: (segment: Segment) => Promise<unknown>, place: string): object {
    const segment = new Segment(this.turns);
    const result = endingWith(segment, body);
    return this.until(
      segment.begun.then(() => boxed(result)),
      place,
    );
  }

  #misused(how: string): never {
    const what = this.#place === undefined ? 'a blocking call of k6' : `the function at ${this.#place}, which blocks,`;
    const error = new NotWaitedFor(
      `${what} was called in a way that the compiler could not see, and is not waited for: ${how}. Call it by its name, or write it with await and http.asyncRequest(), or run with --engine k6`,
    );
    this.#forget();
    this.#onMisuse(error);
    throw error;
  }

  #forget(): void {
    // How it ends is nobody's business any more.
    this.#open?.catch(() => {});
    this.#open = undefined;
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
