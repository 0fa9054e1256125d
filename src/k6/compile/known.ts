import type { AnyNode, Class, Identifier, ObjectExpression } from 'acorn';
import type { Variable } from 'eslint-scope';
import { Slot, type Value } from './flow.js';
import { type FunctionNode, isFunction, type Program } from './program.js';

/**
 * The places of a program that values come to: variables, parameters, results, properties by their name. Lists, maps and
 * computed names are one place each for all.
 */
export class Known {
  /** Items of every list, map and set, and what went into functions of the language. */
  readonly items = new Slot();
  /** Properties with computed names. */
  readonly computed = new Slot();
  readonly anyProperty = new Slot();
  readonly #properties = new Map<string, Slot>();
  readonly #variables = new Map<Variable, Slot>();
  readonly #parameters = new Map<FunctionNode, Slot[]>();
  readonly #results = new Map<FunctionNode, Slot>();
  readonly #members = new Map<ObjectExpression | Class, Slot>();
  readonly #made = new Map<AnyNode | string, Value>();

  constructor(readonly program: Program) {}

  /** Properties of one name. */
  property(name: string): Slot {
    return memo(this.#properties, name, () => {
      const slot = new Slot();
      slot.flowTo(this.anyProperty);
      return slot;
    });
  }

  /** What the properties of an object or a class may be. */
  membersOf(node: ObjectExpression | Class): Slot {
    return memo(this.#members, node, () => new Slot());
  }

  /** A variable; undefined for a global. */
  variableOf(identifier: Identifier | null | undefined): Slot | undefined {
    const variable = identifier ? this.program.variableOf(identifier) : undefined;
    return variable === undefined ? undefined : memo(this.#variables, variable, () => new Slot());
  }

  parameterOf(node: FunctionNode, index: number): Slot {
    const slots = memo(this.#parameters, node, () => []);
    slots[index] ??= new Slot();
    return slots[index];
  }

  resultOf(node: FunctionNode): Slot {
    return memo(this.#results, node, () => new Slot());
  }

  functionAround(node: AnyNode): FunctionNode {
    let at = this.program.parentOf(node)!;
    while (!isFunction(at)) at = this.program.parentOf(at)!;
    return at;
  }

  functionValue(node: FunctionNode): Value {
    return memo(this.#made, node, () => ({ kind: 'function', node }));
  }

  classValue(node: Class): Value {
    return memo(this.#made, node as AnyNode, () => ({ kind: 'class', node }));
  }

  objectValue(node: ObjectExpression): Value {
    return memo(this.#made, node, () => ({ kind: 'object', node }));
  }

  /** What a default import of a module in CommonJS form sees, where `node` wraps it. */
  wrappedValue(node: AnyNode, exports: Slot): Value {
    return memo(this.#made, node, () => ({ kind: 'wrapped', exports }));
  }

  /** One of k6's modules. */
  module(name: string): Value {
    return memo(this.#made, name, () => ({ kind: 'module', name }));
  }

  exportOf(module: string, name: string): Value {
    return memo(this.#made, `${module} ${name}`, () => ({ kind: 'export', module, name }));
  }

  /** An item of some list, in code of one's own: libraries do so much with lists that nothing would be told apart any more. */
  takeItem(slot: Slot, node: AnyNode): void {
    if (!this.program.places.inLibrary(node.start)) this.items.flowTo(slot, 'maybe');
  }
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => NoInfer<V>): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
