/** What a run may send at most. */
export interface SendBounds {
  /** Requests, redirects and repeated ones included; null: no bound. */
  readonly requests: number | null;
  /** Requests a second; null: no bound. */
  readonly perSecond: number | null;
}

/** Bounds of a run, with the memory in which all its threads count. */
export interface SharedBounds {
  readonly bounds: SendBounds;
  readonly memory: SharedArrayBuffer;
}

/** Bytes: the number of requests asked for, then the time from which the next may leave. */
const MEMORY_BYTES = 16;
/** Times are kept in whole microseconds. */
const PER_MS = 1000;

export function sharedBounds(bounds: SendBounds): SharedBounds {
  return { bounds, memory: new SharedArrayBuffer(MEMORY_BYTES) };
}

/** Grants each request of a run before it is sent, over all threads: never more than the bounds allow. */
export class SendBudget {
  readonly #bounds: SendBounds;
  readonly #asked: Int32Array;
  readonly #nextAt: BigInt64Array;

  constructor({ bounds, memory }: SharedBounds) {
    this.#bounds = bounds;
    this.#asked = new Int32Array(memory, 0, 1);
    this.#nextAt = new BigInt64Array(memory, 8, 1);
  }

  /** How long a request has to wait for its turn, milliseconds; undefined when none is left. `nowMs` is of the shared clock. */
  take(nowMs: number): number | undefined {
    const { requests, perSecond } = this.#bounds;
    if (requests !== null) {
      // Looked at first, so that what is refused for hours does not overflow the counter.
      if (Atomics.load(this.#asked, 0) >= requests || Atomics.add(this.#asked, 0, 1) >= requests) return undefined;
    }
    return perSecond === null ? 0 : this.#turn(nowMs, perSecond);
  }

  /** Turns are evenly spaced, as in a contract run. */
  #turn(nowMs: number, perSecond: number): number {
    const now = BigInt(Math.round(nowMs * PER_MS));
    const apart = BigInt(Math.ceil((1000 * PER_MS) / perSecond));
    for (;;) {
      const next = Atomics.load(this.#nextAt, 0);
      const at = next > now ? next : now;
      if (Atomics.compareExchange(this.#nextAt, 0, next, at + apart) === next) return Number(at - now) / PER_MS;
    }
  }
}
