/** What a call of the script came to; `until`: what it keeps its turn for. */
export interface Taken {
  readonly value: unknown;
  readonly until?: Promise<unknown>;
}

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

  /** Runs a call in a turn of its own, now or, as a promise, later, and lets the next one in when it has ended. */
  take(call: () => Taken, from: 'promise' | 'timer' = 'promise'): unknown {
    if (this.#taken) {
      return new Promise((resolve, reject) => {
        (from === 'timer' ? this.#timers : this.#line).push(() => {
          try {
            resolve(this.take(call));
          } catch (error) {
            reject(error as Error);
          }
        });
      });
    }
    this.#taken = true;
    let taken: Taken;
    try {
      taken = call();
    } catch (error) {
      this.release();
      throw error;
    }
    if (taken.until === undefined) this.release();
    else taken.until.then(this.release, this.release);
    return taken.value;
  }

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
