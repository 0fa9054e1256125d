import type { Class, ObjectExpression } from 'acorn';
import type { FunctionNode } from './program.js';

/** Something that can be called, or that has what can be called. */
export type Value =
  | { readonly kind: 'function'; readonly node: FunctionNode }
  | { readonly kind: 'class'; readonly node: Class }
  | { readonly kind: 'object'; readonly node: ObjectExpression }
  /** One of k6's modules. */
  | { readonly kind: 'module'; readonly name: string }
  /** An export of one. */
  | { readonly kind: 'export'; readonly module: string; readonly name: string }
  /** A module in CommonJS form: what makes it, or what a default import of it sees. */
  | { readonly kind: 'commonjs' | 'wrapped'; readonly exports: Slot };

/** How sure it is that a value comes here: `maybe` when it went through a list, a map or a name that is computed. */
export type Surety = 'surely' | 'maybe';

/** A place that values come to: a variable, an expression, all properties of one name. */
export class Slot {
  readonly values = new Map<Value, Surety>();
  readonly #to = new Map<Slot, Surety>();
  readonly #listeners: ((value: Value, surety: Surety) => void)[] = [];

  /** Adds a value; what it flows to gets it, too. */
  add(value: Value, surety: Surety = 'surely'): void {
    const work: { slot: Slot; surety: Surety }[] = [{ slot: this, surety }];
    for (let next = work.pop(); next !== undefined; next = work.pop()) {
      const known = next.slot.values.get(value);
      if (known === 'surely' || known === next.surety) continue;
      next.slot.values.set(value, next.surety);
      for (const listener of next.slot.#listeners) listener(value, next.surety);
      for (const [slot, edge] of next.slot.#to) work.push({ slot, surety: edge === 'maybe' ? 'maybe' : next.surety });
    }
  }

  flowTo(slot: Slot, surety: Surety = 'surely'): void {
    const known = this.#to.get(slot);
    if (slot === this || known === 'surely' || known === surety) return;
    this.#to.set(slot, surety);
    for (const [value, known] of this.values) slot.add(value, surety === 'maybe' ? 'maybe' : known);
  }

  /** Calls back for every value there is or will be; twice when a `maybe` becomes sure. */
  each(listener: (value: Value, surety: Surety) => void): void {
    this.#listeners.push(listener);
    for (const [value, surety] of [...this.values]) listener(value, surety);
  }
}
