import { Slot } from './flow.js';
import type { Known } from './known.js';
import {
  AWAITED_METHODS,
  IMPATIENT_CALLS,
  type Impatient,
  LATER_METHODS,
  LISTS_MEMBERS,
  SHARED_ARRAY,
} from './natives.js';
import type { Evaluate } from './properties.js';
import { keyOf } from './syntax.js';

/** What may be called while a call lasts, by what is called; `impatient`: what does that cannot wait. */
export interface Callback {
  readonly slot: Slot;
  readonly impatient?: Impatient;
}

/** Finds what functions that are not the script's own, of k6 and of the language, call of what they are given. */
export class Callbacks {
  readonly #known: Known;
  readonly #evaluate: Evaluate;

  constructor(known: Known, evaluate: Evaluate) {
    this.#known = known;
    this.#evaluate = evaluate;
  }

  /** An export of one of k6's modules is called: adds to `callbacks`, and what the call gives to `slot`. */
  ofExport(module: string, name: string, args: readonly Slot[], callbacks: Callback[], slot: Slot): void {
    if (module === 'k6' && name === 'group' && args[1] !== undefined) {
      callbacks.push({ slot: args[1] });
      this.#returned(args[1], slot);
    }
    if (module === 'k6' && name === 'check' && args[1] !== undefined) {
      const predicates = new Slot();
      args[1].each((value) => {
        if (value.kind === 'object') this.#known.membersOf(value.node).flowTo(predicates);
      });
      callbacks.push({ slot: predicates });
      this.#handOver(predicates, args[0] === undefined ? [] : [args[0]]);
    }
    if (module === 'k6/data' && name === 'SharedArray' && args[1] !== undefined)
      callbacks.push({ slot: args[1], impatient: SHARED_ARRAY });
  }

  /** The language's own functions: what they are given goes into lists, what they call gets what is in lists. */
  ofNative(method: string, args: readonly Slot[], callbacks: Callback[], slot: Slot, library: boolean): void {
    const impatient = Object.hasOwn(IMPATIENT_CALLS, method) ? IMPATIENT_CALLS[method]! : undefined;
    const calls = AWAITED_METHODS.has(method) || method === 'from' || method === 'Promise';
    args.forEach((argument, index) => {
      if (LISTS_MEMBERS.has(method) && !library)
        argument.each((value) => {
          if (value.kind === 'object') this.#known.membersOf(value.node).flowTo(this.#known.items);
        });
      const isCallback = calls || index === impatient?.argument;
      if (calls) callbacks.push({ slot: argument });
      if (impatient !== undefined && isCallback)
        callbacks.push({ slot: this.#chosen(argument, impatient.members), impatient });
      if (!isCallback && !LATER_METHODS.has(method)) {
        argument.flowTo(this.#known.items);
        argument.flowTo(slot);
      }
      if (method === 'Promise' || library) return;
      this.#handOver(argument, [this.#known.items], 'maybe');
      this.#returned(argument, this.#known.items);
    });
    if (library) return;
    this.#known.items.flowTo(slot, 'maybe');
    // What was an item is read by a name from now on.
    if (method === 'fromEntries') this.#known.items.flowTo(this.#known.computed, 'maybe');
  }

  /** Of what an argument may be, what is called: itself, or some of its members. */
  #chosen(argument: Slot, members: ReadonlySet<string> | 'all' | undefined): Slot {
    if (members === undefined) return argument;
    const chosen = new Slot();
    argument.each((value) => {
      if (value.kind !== 'object') return;
      for (const own of value.node.properties)
        if (own.type === 'Property' && (members === 'all' || members.has(keyOf(own) ?? '')))
          this.#evaluate(own.value).flowTo(chosen);
    });
    return chosen;
  }

  /** Gives what functions may be called with. */
  #handOver(functions: Slot, given: readonly Slot[], surety: 'surely' | 'maybe' = 'surely'): void {
    functions.each((value) => {
      if (value.kind !== 'function') return;
      value.node.params.forEach((_, index) => {
        (given[index] ?? given.at(-1))?.flowTo(this.#known.parameterOf(value.node, index), surety);
      });
    });
  }

  #returned(functions: Slot, slot: Slot): void {
    functions.each((value) => {
      if (value.kind === 'function') this.#known.resultOf(value.node).flowTo(slot);
    });
  }
}
