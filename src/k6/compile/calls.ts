import type { AnyNode, CallExpression, MemberExpression, NewExpression, TaggedTemplateExpression } from 'acorn';
import { type Callback, Callbacks } from './callbacks.js';
import { Slot } from './flow.js';
import type { Known } from './known.js';
import { BUILT_IN_NAMES } from './natives.js';
import type { FunctionNode } from './program.js';
import type { Evaluate } from './properties.js';
import { constructorOf, functionsWithArguments, isGlobal, lentListMethod, memberKey, nameOf } from './syntax.js';

export type Call = CallExpression | NewExpression | TaggedTemplateExpression;

/** A place where something is called. */
export interface Site {
  readonly node: Call;
  /** What may be called. */
  readonly callee: Slot;
  readonly callbacks: readonly Callback[];
}

/** Follows values through calls: into parameters, and out of results. */
export class Calls {
  readonly sites: Site[] = [];
  readonly #known: Known;
  readonly #evaluate: Evaluate;
  readonly #callbacks: Callbacks;
  readonly #usesArguments: ReadonlySet<FunctionNode>;

  constructor(known: Known, evaluate: Evaluate) {
    this.#known = known;
    this.#evaluate = evaluate;
    this.#callbacks = new Callbacks(known, evaluate);
    this.#usesArguments = functionsWithArguments(known.program);
  }

  /** Lets what a call may give flow to `slot`. */
  follow(node: Call, slot: Slot): void {
    const target = (node.type === 'TaggedTemplateExpression' ? node.tag : node.callee) as AnyNode;
    const given = node.type === 'TaggedTemplateExpression' ? [undefined, ...node.quasi.expressions] : node.arguments;
    const callee = this.#evaluate(target);
    const args = given.map((argument) => this.#argument(argument));
    const callbacks: Callback[] = [];
    const called = new Slot();
    callee.flowTo(called);
    const site: Site = { node, callee: called, callbacks };
    this.sites.push(site);
    const library = this.#known.program.places.inLibrary(node.start);
    callee.each((value, surety) => {
      if (library && surety === 'maybe') return;
      switch (value.kind) {
        case 'function':
          this.#link(value.node, args, given);
          if (node.type !== 'NewExpression') this.#known.resultOf(value.node).flowTo(slot);
          return;
        case 'class': {
          const made = constructorOf(value.node);
          if (made !== undefined) this.#link(made, args, given);
          return;
        }
        case 'export':
          this.#callbacks.ofExport(value.module, value.name, args, callbacks, slot);
          return;
        case 'commonjs':
          value.exports.flowTo(slot);
          return;
      }
    });
    const method = target.type === 'MemberExpression' ? memberKey(target) : undefined;
    if (method === 'apply' && nameOf((target as MemberExpression).object) === 'Reflect' && args[0] !== undefined)
      this.#borrowed(site, args[0], method, args, given, slot);
    else if (lentListMethod(this.#known.program, node) !== undefined)
      this.#callbacks.ofNative(lentListMethod(this.#known.program, node)!, args.slice(1), callbacks, slot, library);
    else if (target.type === 'MemberExpression' && (method === 'call' || method === 'apply' || method === 'bind'))
      this.#borrowed(site, this.#evaluate(target.object), method, args, given, slot);
    else if (this.#isNative(target)) this.#callbacks.ofNative(method ?? nameOf(target), args, callbacks, slot, library);
  }

  #argument(argument: AnyNode | undefined): Slot {
    if (argument === undefined) return new Slot();
    if (argument.type !== 'SpreadElement') return this.#evaluate(argument);
    const items = new Slot();
    this.#evaluate(argument.argument);
    this.#known.takeItem(items, argument);
    return items;
  }

  #link(callee: FunctionNode, args: readonly Slot[], given: readonly (AnyNode | undefined)[]): void {
    const spreadAt = given.findIndex((argument) => argument?.type === 'SpreadElement');
    args.forEach((argument, index) => {
      if (this.#usesArguments.has(callee)) argument.flowTo(this.#known.items);
      const last = spreadAt !== -1 && index >= spreadAt ? Math.max(callee.params.length, index + 1) : index + 1;
      for (let position = index; position < last; position++) {
        const parameter = callee.params[Math.min(position, callee.params.length - 1)];
        if (parameter === undefined) continue;
        if (parameter.type === 'RestElement') argument.flowTo(this.#known.items);
        else if (position < callee.params.length) argument.flowTo(this.#known.parameterOf(callee, position));
      }
    });
  }

  /** `f.call(…)`, `f.apply(…)`, `f.bind(…)`. */
  #borrowed(
    { callee }: Site,
    lent: Slot,
    method: 'call' | 'apply' | 'bind',
    args: readonly Slot[],
    given: readonly (AnyNode | undefined)[],
    slot: Slot,
  ): void {
    lent.each((value, surety) => {
      if (value.kind !== 'function' && value.kind !== 'export') return;
      if (method === 'bind') slot.add(value, surety);
      else callee.add(value, surety);
      if (value.kind !== 'function') return;
      if (method === 'apply') {
        const items = new Slot();
        this.#known.items.flowTo(items, 'maybe');
        this.#link(
          value.node,
          value.node.params.map(() => items),
          [],
        );
      } else this.#link(value.node, args.slice(1), given.slice(1));
      if (method !== 'bind') this.#known.resultOf(value.node).flowTo(slot);
    });
  }

  /** Whether a call may go to a function of the language: a global, or a method with one of the usual names. */
  #isNative(target: AnyNode): boolean {
    if (target.type === 'MemberExpression') {
      const key = memberKey(target);
      return key === undefined || BUILT_IN_NAMES.has(key) || isGlobal(this.#known.program, target.object);
    }
    return isGlobal(this.#known.program, target);
  }
}
