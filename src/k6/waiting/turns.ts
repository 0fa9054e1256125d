import { unboxed } from './pending.js';

/** Whose turn it is in a VU: one call of the script has it, the others wait in line. */
export class Turns {
  #taken = false;
  /** Continuations of promises: they come before timers, as everywhere in JavaScript. */
  readonly #line: (() => void)[] = [];
  readonly #timers: (() => void)[] = [];

  reset(): void {
    this.#taken = false;
    this.#line.length = 0;
    this.#timers.length = 0;
  }

  /**
   * Runs a call in a turn of its own: now or, as a promise, later. What it returns keeps the turn as long as
   * `lasting` says: undefined for no longer than the call itself.
   */
  take(
    call: () => unknown,
    lasting: (result: unknown) => Promise<unknown> | undefined,
    from: 'promise' | 'timer' = 'promise',
  ): unknown {
    if (this.#taken) {
      return new Promise((resolve, reject) => {
        (from === 'timer' ? this.#timers : this.#line).push(() => {
          try {
            resolve(this.take(call, lasting));
          } catch (error) {
            reject(error as Error);
          }
        });
      });
    }
    this.#taken = true;
    let result: unknown;
    let lasts: Promise<unknown> | undefined;
    try {
      result = call();
      lasts = lasting(result);
    } catch (error) {
      this.release();
      throw error;
    }
    if (lasts !== undefined) return lasts.then(this.#kept, this.#failed);
    this.release();
    return result;
  }

  readonly #kept = (value: unknown): unknown => {
    this.release();
    return unboxed(value);
  };

  readonly #failed = (error: unknown): never => {
    this.release();
    throw error;
  };

  /** Takes the turn, and keeps it until it is released. */
  hold(): Promise<void> | undefined {
    if (!this.#taken) {
      this.#taken = true;
      return undefined;
    }
    return new Promise((resolve) => {
      this.#line.push(() => {
        this.#taken = true;
        resolve();
      });
    });
  }

  /** Waits until nobody has the turn; undefined: nobody has. */
  pass(): Promise<void> | undefined {
    if (!this.#taken) return undefined;
    return new Promise((resolve) => {
      this.#line.push(resolve);
    });
  }

  readonly release = (): void => {
    this.#taken = false;
    while (!this.#taken) {
      const next = this.#line.shift();
      if (next === undefined) break;
      next();
    }
    if (!this.#taken && this.#timers.length > 0) setImmediate(this.#timer);
  };

  readonly #timer = (): void => {
    if (this.#taken) return;
    this.#timers.shift()?.();
    if (!this.#taken && this.#timers.length > 0) setImmediate(this.#timer);
  };
}
