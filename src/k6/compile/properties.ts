import type { AnyNode, Expression, MemberExpression, MethodDefinition, Pattern, Property } from 'acorn';
import type { Variable } from 'eslint-scope';
import { MODULES } from '../offered.js';
import { Slot } from './flow.js';
import type { Known } from './known.js';
import { BUILT_IN_NAMES, K6_METHODS, SENDING_METHODS } from './natives.js';
import type { FunctionNode } from './program.js';
import { isPlaceInList, keyOf, memberKey, namesGiven } from './syntax.js';

/** What an expression may be. */
export type Evaluate = (node: AnyNode) => Slot;

/** Follows values into variables and properties, and out of properties again. */
export class Properties {
  readonly #known: Known;
  readonly #evaluate: Evaluate;
  /** Properties that the program gives a value by their name. */
  readonly #named: ReadonlySet<string>;
  /** What `module.exports` of a module in CommonJS form gets, by its `module`. */
  readonly #commonJsExports = new Map<Variable, Slot>();

  constructor(known: Known, evaluate: Evaluate) {
    this.#known = known;
    this.#evaluate = evaluate;
    this.#named = namesGiven(known.program.ast);
  }

  /** Makes a place for what comes into the `exports` of a parameter called `module` or the like. */
  exportsOf(parameter: Pattern | undefined): Slot {
    const exports = new Slot();
    const variable = parameter?.type === 'Identifier' ? this.#known.program.variableOf(parameter) : undefined;
    if (variable !== undefined) this.#commonJsExports.set(variable, exports);
    return exports;
  }

  /** Lets what comes flow into what a pattern names. */
  bind(pattern: Pattern, from: Slot): void {
    switch (pattern.type) {
      case 'Identifier': {
        const variable = this.#known.variableOf(pattern);
        if (variable !== undefined) from.flowTo(variable);
        return;
      }
      case 'MemberExpression':
        this.write(pattern, from);
        return;
      case 'AssignmentPattern': {
        const either = new Slot();
        from.flowTo(either);
        this.#evaluate(pattern.right).flowTo(either);
        this.bind(pattern.left, either);
        return;
      }
      case 'RestElement':
        this.bind(pattern.argument, from);
        return;
      case 'ArrayPattern': {
        const items = new Slot();
        this.#known.takeItem(items, pattern);
        for (const element of pattern.elements) if (element !== null) this.bind(element, items);
        return;
      }
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.bind(property.argument, from);
          else {
            if (property.computed) this.#evaluate(property.key);
            this.bind(property.value, this.read(from, keyOf(property), property));
          }
        }
    }
  }

  /** Lets what comes flow into a property that is written. */
  write(target: MemberExpression, from: Slot): void {
    const object = this.#evaluate(target.object);
    if (target.computed) this.#evaluate(target.property as Expression);
    const key = memberKey(target);
    this.define(key, from);
    if (isPlaceInList(key)) from.flowTo(this.#known.items);
    object.each((value) => {
      if (value.kind === 'object' || value.kind === 'class') from.flowTo(this.#known.membersOf(value.node));
    });
    if (key === 'exports' && target.object.type === 'Identifier') {
      const variable = this.#known.program.variableOf(target.object);
      const exports = variable === undefined ? undefined : this.#commonJsExports.get(variable);
      if (exports !== undefined) from.flowTo(exports);
    }
  }

  /** What reading a member of an object or a class gives: of a getter, what that returns. */
  defineMember(
    kind: Property['kind'] | MethodDefinition['kind'] | 'field',
    key: string | undefined,
    node: AnyNode,
    value: Slot,
  ): void {
    if (kind === 'get') this.define(key, this.#known.resultOf(node as FunctionNode));
    else if (kind === 'init' || kind === 'method' || kind === 'field') this.define(key, value);
  }

  /** Lets what comes flow into all properties of a name; undefined for a computed one. */
  define(key: string | undefined, value: Slot): void {
    if (key !== undefined) value.flowTo(this.#known.property(key));
    // What came out of a list is found among the items anyway.
    else
      value.each((one, surety) => {
        if (surety === 'surely') this.#known.computed.add(one, 'maybe');
      });
  }

  /** What reading a property gives; undefined for a computed name. */
  read(object: Slot, key: string | undefined, node: AnyNode): Slot {
    const slot = new Slot();
    const guess = !this.#known.program.places.inLibrary(node.start);
    const usual = key !== undefined && BUILT_IN_NAMES.has(key);
    if (key !== undefined && (!usual || guess)) this.#known.property(key).flowTo(slot, usual ? 'maybe' : 'surely');
    if (guess) {
      if (isPlaceInList(key)) this.#known.items.flowTo(slot, 'maybe');
      if (key === undefined) this.#known.anyProperty.flowTo(slot, 'maybe');
      if (key === undefined || !(this.#named.has(key) || usual || K6_METHODS.has(key)))
        this.#known.computed.flowTo(slot, 'maybe');
    }
    if (key !== undefined && guess && SENDING_METHODS.has(key))
      slot.add(this.#known.exportOf('k6/http', key), this.#named.has(key) ? 'maybe' : 'surely');
    object.each((value, surety) => {
      if (value.kind === 'module') {
        if (key === 'default') slot.add(value, surety);
        else
          for (const name of MODULES[value.name]!)
            if (key === undefined || key === name) slot.add(this.#known.exportOf(value.name, name), surety);
      }
      if (value.kind === 'wrapped' && (key === 'default' || key === undefined)) value.exports.flowTo(slot);
      // An object known to be this one: its own property is meant even when the name is a usual one.
      if (value.kind === 'object' && (key === undefined || BUILT_IN_NAMES.has(key)))
        for (const own of value.node.properties)
          if (own.type === 'Property' && (key === undefined || keyOf(own) === key))
            this.#evaluate(own.value).flowTo(slot, surety);
    });
    return slot;
  }
}
