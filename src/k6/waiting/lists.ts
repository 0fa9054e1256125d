import { boxed, unboxed } from './pending.js';
import type { Waiting } from './waiting.js';

type Callback = (...args: unknown[]) => unknown;
type Items = ArrayLike<unknown> & object;

/** Methods of lists, maps and sets that wait for each call of what they are given before the next. */
export class AwaitingLists {
  readonly #waiting: Waiting;

  constructor(waiting: Waiting) {
    this.#waiting = waiting;
  }

  /** Stands in for a list, map or set, with methods that wait; anything else comes back as it is. */
  readonly each = (target: unknown): unknown => {
    if (Array.isArray(target) || (ArrayBuffer.isView(target) && !(target instanceof DataView)))
      return new AwaitingList(this.#waiting, target as Items);
    if (target instanceof Map || target instanceof Set) return new AwaitingCollection(this.#waiting, target);
    return target;
  };

  /** Stands in for a method of lists that is lent, as in `Array.prototype.map.call(target, …)`. */
  readonly lent =
    (method: string) =>
    (target: Items | Iterable<unknown>, ...args: unknown[]): unknown => {
      const list = Array.isArray(target) || ArrayBuffer.isView(target) ? target : Array.from(target);
      return (this.each(list) as Record<string, Callback>)[method]!(...args);
    };

  /** Stands in for `Array`. */
  readonly arrays = {
    from: (source: Iterable<unknown> | ArrayLike<unknown>, mapper?: Callback, self?: unknown): unknown =>
      mapper === undefined ? Array.from(source) : new AwaitingList(this.#waiting, Array.from(source)).map(mapper, self),
  };
}

class AwaitingCollection {
  readonly #waiting: Waiting;
  readonly #items: Map<unknown, unknown> | Set<unknown>;

  constructor(waiting: Waiting, items: Map<unknown, unknown> | Set<unknown>) {
    this.#waiting = waiting;
    this.#items = items;
  }

  forEach(callback: Callback, self?: unknown): object {
    return this.#waiting.run(async () => {
      for (const [key, value] of this.#items.entries())
        await this.#waiting.claim(callback.call(self, value, key, this.#items));
    });
  }
}

class AwaitingList {
  readonly #waiting: Waiting;
  readonly #items: Items;

  constructor(waiting: Waiting, items: Items) {
    this.#waiting = waiting;
    this.#items = items;
  }

  forEach(callback: Callback, self?: unknown): object {
    return this.#walk(callback, self, () => undefined, undefined);
  }

  map(callback: Callback, self?: unknown): object {
    const mapped = this.#sameKind(this.#items.length);
    return this.#walk(
      callback,
      self,
      (result, index) => {
        mapped[index] = result;
        return undefined;
      },
      mapped,
    );
  }

  filter(callback: Callback, self?: unknown): object {
    const kept: unknown[] = [];
    return this.#waiting.run(async () => {
      for (const index of this.#indices()) {
        const item = this.#items[index];
        if (unboxed(await this.#call(callback, self, item, index))) kept.push(item);
      }
      if (Array.isArray(this.#items)) return kept;
      return Object.assign(this.#sameKind(kept.length), kept);
    });
  }

  some(callback: Callback, self?: unknown): object {
    return this.#walk(callback, self, (result) => (result ? { is: true } : undefined), false);
  }

  every(callback: Callback, self?: unknown): object {
    return this.#walk(callback, self, (result) => (result ? undefined : { is: false }), true);
  }

  find(callback: Callback, self?: unknown): object {
    return this.#search(callback, self, 'forwards', (_, item) => item, undefined);
  }

  findIndex(callback: Callback, self?: unknown): object {
    return this.#search(callback, self, 'forwards', (index) => index, -1);
  }

  findLast(callback: Callback, self?: unknown): object {
    return this.#search(callback, self, 'backwards', (_, item) => item, undefined);
  }

  findLastIndex(callback: Callback, self?: unknown): object {
    return this.#search(callback, self, 'backwards', (index) => index, -1);
  }

  flatMap(callback: Callback, self?: unknown): object {
    const flat: unknown[] = [];
    return this.#walk(
      callback,
      self,
      (result) => {
        if (Array.isArray(result)) for (const item of result) flat.push(item);
        else flat.push(result);
        return undefined;
      },
      flat,
    );
  }

  reduce(callback: Callback, ...initial: unknown[]): object {
    return this.#fold(callback, initial, [...this.#indices()]);
  }

  reduceRight(callback: Callback, ...initial: unknown[]): object {
    return this.#fold(callback, initial, [...this.#indices()].reverse());
  }

  #fold(callback: Callback, initial: readonly unknown[], indices: number[]): object {
    return this.#waiting.run(async () => {
      let folded: unknown;
      if (initial.length > 0) folded = initial[0];
      else {
        if (indices.length === 0) throw new TypeError('Reduce of empty array with no initial value');
        folded = this.#items[indices.shift()!];
      }
      for (const index of indices) {
        if (index in this.#items)
          folded = unboxed(await this.#waiting.claim(callback(folded, this.#items[index], index, this.#items)));
      }
      return boxed(folded);
    });
  }

  /** Calls back for each item there is until `done` gives an end; `otherwise` is the result when it never does. */
  #walk(
    callback: Callback,
    self: unknown,
    done: (result: unknown, index: number) => { readonly is: unknown } | undefined,
    otherwise: unknown,
  ): object {
    return this.#waiting.run(async () => {
      for (const index of this.#indices()) {
        const end = done(unboxed(await this.#call(callback, self, this.#items[index], index)), index);
        if (end !== undefined) return end.is;
      }
      return otherwise;
    });
  }

  /** As `#walk`, but holes are looked at, too. */
  #search(
    callback: Callback,
    self: unknown,
    way: 'forwards' | 'backwards',
    found: (index: number, item: unknown) => unknown,
    otherwise: unknown,
  ): object {
    return this.#waiting.run(async () => {
      const { length } = this.#items;
      for (let step = 0; step < length; step++) {
        const index = way === 'forwards' ? step : length - 1 - step;
        const item = this.#items[index];
        if (unboxed(await this.#call(callback, self, item, index))) return boxed(found(index, item));
      }
      return otherwise;
    });
  }

  /** Those below the length at the beginning that are there when it is their turn. */
  *#indices(): Generator<number> {
    const { length } = this.#items;
    for (let index = 0; index < length; index++) if (index in this.#items) yield index;
  }

  #call(callback: Callback, self: unknown, item: unknown, index: number): unknown {
    return this.#waiting.claim(callback.call(self, item, index, this.#items));
  }

  #sameKind(length: number): Record<number, unknown> {
    if (Array.isArray(this.#items)) return new Array<unknown>(length) as unknown as Record<number, unknown>;
    return new (this.#items.constructor as new (length: number) => Record<number, unknown>)(length);
  }
}
