import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Class,
  Expression,
  Identifier,
  MemberExpression,
  MethodDefinition,
  NewExpression,
  ObjectExpression,
  Pattern,
  Property,
  Super,
  TaggedTemplateExpression,
  VariableDeclarator,
} from 'acorn';
import type { Variable } from 'eslint-scope';
import { MODULES } from '../offered.js';
import { bundledAs, isBundlerHelper } from './bundler-helpers.js';
import { Slot, type Value } from './flow.js';
import {
  AWAITED_METHODS,
  BUILT_IN_NAMES,
  IMPATIENT_CALLS,
  type Impatient,
  K6_METHODS,
  LATER_METHODS,
  LISTS_MEMBERS,
  SENDING_METHODS,
  SHARED_ARRAY,
} from './natives.js';
import { childrenOf, type FunctionNode, isFunction, type Program } from './program.js';

type Callback = Site['callbacks'][number];
type Call = CallExpression | NewExpression | TaggedTemplateExpression;

/** A place where something is called. */
export interface Site {
  readonly node: Call;
  /** What may be called. */
  readonly callee: Slot;
  /** What may be called while the call lasts, by what is called; `impatient`: what does that cannot wait. */
  readonly callbacks: readonly { readonly slot: Slot; readonly impatient?: Impatient }[];
}

/**
 * Finds what each call of a program may call: functions, methods and exports of k6's modules, followed through variables,
 * properties by their name, parameters and results. Lists, maps and computed names are one place each for all.
 */
export class Values {
  readonly sites: Site[] = [];
  readonly #program: Program;
  /** Items of every list, map and set, and what went into functions of the language. */
  readonly #items = new Slot();
  /** Properties with computed names. */
  readonly #computed = new Slot();
  readonly #anyProperty = new Slot();
  readonly #properties = new Map<string, Slot>();
  readonly #variables = new Map<Variable, Slot>();
  readonly #expressions = new Map<AnyNode, Slot>();
  readonly #parameters = new Map<FunctionNode, Slot[]>();
  readonly #results = new Map<FunctionNode, Slot>();
  readonly #members = new Map<ObjectExpression | Class, Slot>();
  readonly #made = new Map<AnyNode | string, Value>();
  readonly #commonJsExports = new Map<Variable, Slot>();
  readonly #usesArguments: ReadonlySet<FunctionNode>;
  /** Properties that the program gives a value by their name. */
  readonly #named: ReadonlySet<string>;

  constructor(program: Program) {
    this.#program = program;
    this.#usesArguments = functionsWithArguments(program);
    this.#named = namesGiven(program.ast);
    this.#visit(program.ast);
  }

  /** What an expression may be. */
  of(node: AnyNode): Slot {
    return this.#expressions.get(node) ?? new Slot();
  }

  /** What the properties of an object or a class may be. */
  membersOf(node: ObjectExpression | Class): Slot {
    return memo(this.#members, node, () => new Slot());
  }

  #visit(node: AnyNode): void {
    switch (node.type) {
      case 'ImportDeclaration':
        this.#import(node);
        return;
      case 'VariableDeclarator':
        this.#declare(node);
        return;
      case 'FunctionDeclaration':
        this.#variableOf(node.id)?.add(this.#functionValue(node as FunctionNode));
        this.#function(node as FunctionNode);
        return;
      case 'ClassDeclaration':
        this.#variableOf(node.id)?.add(this.#classValue(node));
        this.#class(node);
        return;
      case 'ReturnStatement': {
        if (node.argument) this.#expression(node.argument).flowTo(this.#resultOf(this.#functionAround(node)));
        return;
      }
      case 'ForOfStatement':
      case 'ForInStatement': {
        this.#expression(node.right);
        const items = new Slot();
        if (node.type === 'ForOfStatement') this.#takeItem(items, node);
        if (node.left.type === 'VariableDeclaration') this.#bind(node.left.declarations[0]!.id, items);
        else this.#bind(node.left, items);
        this.#visit(node.body);
        return;
      }
      case 'ExportDefaultDeclaration':
        if (node.declaration.type === 'FunctionDeclaration' || node.declaration.type === 'ClassDeclaration')
          this.#visit(node.declaration as AnyNode);
        else this.#expression(node.declaration);
        return;
      case 'CatchClause':
        if (node.param) this.#bind(node.param, new Slot());
        this.#visit(node.body);
        return;
      default:
        if (isExpression(node)) this.#expression(node);
        else for (const child of childrenOf(node)) this.#visit(child);
    }
  }

  #import(node: Extract<AnyNode, { type: 'ImportDeclaration' }>): void {
    const module = String(node.source.value);
    if (MODULES[module] === undefined) return;
    for (const specifier of node.specifiers) {
      const variable = this.#variableOf(specifier.local);
      if (specifier.type === 'ImportSpecifier') {
        const name =
          specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value);
        variable?.add(this.#exportOf(module, name));
      } else variable?.add(this.#module(module));
    }
  }

  #declare({ id, init }: VariableDeclarator): void {
    if (id.type === 'Identifier' && isBundlerHelper(id.name)) return;
    this.#bind(id, init ? this.#expression(init) : new Slot());
  }

  /** Lets what comes flow into what a pattern names. */
  #bind(pattern: Pattern, from: Slot): void {
    switch (pattern.type) {
      case 'Identifier': {
        const variable = this.#variableOf(pattern);
        if (variable !== undefined) from.flowTo(variable);
        return;
      }
      case 'MemberExpression':
        this.#write(pattern, from);
        return;
      case 'AssignmentPattern': {
        const either = new Slot();
        from.flowTo(either);
        this.#expression(pattern.right).flowTo(either);
        this.#bind(pattern.left, either);
        return;
      }
      case 'RestElement':
        this.#bind(pattern.argument, from);
        return;
      case 'ArrayPattern': {
        const items = new Slot();
        this.#takeItem(items, pattern);
        for (const element of pattern.elements) if (element !== null) this.#bind(element, items);
        return;
      }
      case 'ObjectPattern':
        for (const property of pattern.properties) {
          if (property.type === 'RestElement') this.#bind(property.argument, from);
          else {
            if (property.computed) this.#expression(property.key);
            this.#bind(property.value, this.#read(from, keyOf(property), property));
          }
        }
    }
  }

  #write(target: MemberExpression, from: Slot): void {
    const object = this.#expression(target.object);
    if (target.computed) this.#expression(target.property as Expression);
    const key = memberKey(target);
    this.#define(key, from);
    if (isPlaceInList(key)) from.flowTo(this.#items);
    object.each((value) => {
      if (value.kind === 'object' || value.kind === 'class') from.flowTo(this.membersOf(value.node));
    });
    if (key === 'exports' && target.object.type === 'Identifier') {
      const variable = this.#program.variableOf(target.object);
      const exports = variable === undefined ? undefined : this.#commonJsExports.get(variable);
      if (exports !== undefined) from.flowTo(exports);
    }
  }

  #expression(node: Expression | Super | AnyNode): Slot {
    const known = this.#expressions.get(node);
    if (known !== undefined) return known;
    const slot = new Slot();
    this.#expressions.set(node, slot);
    this.#evaluate(node, slot);
    return slot;
  }

  #evaluate(node: AnyNode, slot: Slot): void {
    switch (node.type) {
      case 'Identifier':
        this.#variableOf(node)?.flowTo(slot);
        return;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        slot.add(this.#functionValue(node));
        // A function expression knows itself by its own name.
        if (node.type === 'FunctionExpression') this.#variableOf(node.id)?.add(this.#functionValue(node));
        this.#function(node);
        return;
      case 'ClassExpression':
        slot.add(this.#classValue(node));
        this.#variableOf(node.id)?.add(this.#classValue(node));
        this.#class(node);
        return;
      case 'ObjectExpression':
        this.#object(node, slot);
        return;
      case 'ArrayExpression':
        for (const element of node.elements) {
          if (element === null) continue;
          if (element.type === 'SpreadElement') this.#expression(element.argument);
          else this.#expression(element).flowTo(this.#items);
        }
        return;
      case 'MemberExpression': {
        const object = this.#expression(node.object);
        if (node.computed) this.#expression(node.property as Expression);
        this.#read(object, memberKey(node), node).flowTo(slot);
        return;
      }
      case 'CallExpression':
      case 'NewExpression':
      case 'TaggedTemplateExpression':
        this.#call(node, slot);
        return;
      case 'AssignmentExpression':
        this.#assignment(node, slot);
        return;
      case 'ConditionalExpression':
        this.#expression(node.test);
        this.#expression(node.consequent).flowTo(slot);
        this.#expression(node.alternate).flowTo(slot);
        return;
      case 'LogicalExpression':
        this.#expression(node.left).flowTo(slot);
        this.#expression(node.right).flowTo(slot);
        return;
      case 'SequenceExpression':
        for (const part of node.expressions) this.#expression(part);
        this.#expression(node.expressions.at(-1)!).flowTo(slot);
        return;
      case 'AwaitExpression':
        this.#expression(node.argument).flowTo(slot);
        return;
      case 'ChainExpression':
        this.#expression(node.expression).flowTo(slot);
        return;
      case 'YieldExpression':
        if (node.argument) this.#expression(node.argument).flowTo(this.#items);
        this.#takeItem(slot, node);
        return;
      default:
        for (const child of childrenOf(node)) this.#visit(child);
    }
  }

  #assignment(node: AssignmentExpression, slot: Slot): void {
    const right = this.#expression(node.right);
    right.flowTo(slot);
    if (node.operator === '=' || node.operator.length === 3) this.#bind(node.left as Pattern, right);
    else if (node.left.type === 'MemberExpression') this.#expression(node.left);
    if (node.operator !== '=' && node.left.type === 'Identifier') this.#variableOf(node.left)?.flowTo(slot);
  }

  #object(node: ObjectExpression, slot: Slot): void {
    slot.add(memo(this.#made, node, () => ({ kind: 'object', node })));
    const members = this.membersOf(node);
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        this.#expression(property.argument).each((value) => {
          if (value.kind === 'object') this.membersOf(value.node).flowTo(members);
          if (value.kind !== 'module') return;
          for (const name of MODULES[value.name]!) {
            this.#property(name).add(this.#exportOf(value.name, name));
            members.add(this.#exportOf(value.name, name));
          }
        });
        continue;
      }
      if (property.computed) this.#expression(property.key);
      const value = this.#expression(property.value);
      value.flowTo(members);
      this.#defineMember(property.kind, keyOf(property), property.value, value);
    }
  }

  #class(node: Class): void {
    if (node.superClass) this.#expression(node.superClass);
    const members = this.membersOf(node);
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') {
        for (const statement of member.body) this.#visit(statement);
        continue;
      }
      if (member.computed) this.#expression(member.key as Expression);
      if (!member.value) continue;
      const value = this.#expression(member.value);
      value.flowTo(members);
      this.#defineMember(
        member.type === 'PropertyDefinition' ? 'field' : member.kind,
        keyOf(member),
        member.value,
        value,
      );
    }
  }

  /** What reading a member of an object or a class gives: of a getter, what that returns. */
  #defineMember(
    kind: Property['kind'] | MethodDefinition['kind'] | 'field',
    key: string | undefined,
    node: AnyNode,
    value: Slot,
  ): void {
    if (kind === 'get') this.#define(key, this.#resultOf(node as FunctionNode));
    else if (kind === 'init' || kind === 'method' || kind === 'field') this.#define(key, value);
  }

  #define(key: string | undefined, value: Slot): void {
    if (key !== undefined) value.flowTo(this.#property(key));
    // What came out of a list is found among the items anyway.
    else
      value.each((one, surety) => {
        if (surety === 'surely') this.#computed.add(one, 'maybe');
      });
  }

  #function(node: FunctionNode): void {
    node.params.forEach((parameter, index) => {
      if (parameter.type === 'RestElement') {
        const items = new Slot();
        this.#takeItem(items, node);
        this.#bind(parameter.argument, items);
      } else this.#bind(parameter, this.#parameterOf(node, index));
    });
    if (node.body.type === 'BlockStatement') this.#visit(node.body);
    else this.#expression(node.body).flowTo(this.#resultOf(node));
  }

  /** An item of some list, in code of one's own: libraries do so much with lists that nothing would be told apart any more. */
  #takeItem(slot: Slot, node: AnyNode): void {
    if (!this.#program.places.inLibrary(node.start)) this.#items.flowTo(slot, 'maybe');
  }

  /** What reading a property gives; undefined for a computed name. */
  #read(object: Slot, key: string | undefined, node: AnyNode): Slot {
    const slot = new Slot();
    const guess = !this.#program.places.inLibrary(node.start);
    const usual = key !== undefined && BUILT_IN_NAMES.has(key);
    if (key !== undefined && (!usual || guess)) this.#property(key).flowTo(slot, usual ? 'maybe' : 'surely');
    if (guess) {
      if (isPlaceInList(key)) this.#items.flowTo(slot, 'maybe');
      if (key === undefined) this.#anyProperty.flowTo(slot, 'maybe');
      if (key === undefined || !(this.#named.has(key) || usual || K6_METHODS.has(key)))
        this.#computed.flowTo(slot, 'maybe');
    }
    if (key !== undefined && guess && SENDING_METHODS.has(key))
      slot.add(this.#exportOf('k6/http', key), this.#named.has(key) ? 'maybe' : 'surely');
    object.each((value, surety) => {
      if (value.kind === 'module') {
        if (key === 'default') slot.add(value, surety);
        else
          for (const name of MODULES[value.name]!)
            if (key === undefined || key === name) slot.add(this.#exportOf(value.name, name), surety);
      }
      if (value.kind === 'wrapped' && (key === 'default' || key === undefined)) value.exports.flowTo(slot);
      // An object known to be this one: its own property is meant even when the name is a usual one.
      if (value.kind === 'object' && (key === undefined || BUILT_IN_NAMES.has(key)))
        for (const own of value.node.properties)
          if (own.type === 'Property' && (key === undefined || keyOf(own) === key))
            this.of(own.value).flowTo(slot, surety);
    });
    return slot;
  }

  #call(node: Call, slot: Slot): void {
    const target = (node.type === 'TaggedTemplateExpression' ? node.tag : node.callee) as AnyNode;
    const given = node.type === 'TaggedTemplateExpression' ? [undefined, ...node.quasi.expressions] : node.arguments;
    const callee = this.#expression(target);
    if (node.type === 'CallExpression' && this.#bundled(node, slot)) return;
    const args = given.map((argument) => this.#argument(argument));
    const callbacks: Callback[] = [];
    const called = new Slot();
    callee.flowTo(called);
    const site: Site = { node, callee: called, callbacks };
    this.sites.push(site);
    const library = this.#program.places.inLibrary(node.start);
    callee.each((value, surety) => {
      if (library && surety === 'maybe') return;
      switch (value.kind) {
        case 'function':
          this.#link(value.node, args, given);
          if (node.type !== 'NewExpression') this.#resultOf(value.node).flowTo(slot);
          return;
        case 'class': {
          const made = constructorOf(value.node);
          if (made !== undefined) this.#link(made, args, given);
          return;
        }
        case 'export':
          this.#exported(value.module, value.name, args, callbacks, slot);
          return;
        case 'commonjs':
          value.exports.flowTo(slot);
          return;
      }
    });
    const method = target.type === 'MemberExpression' ? memberKey(target) : undefined;
    if (method === 'apply' && nameOf((target as MemberExpression).object) === 'Reflect' && args[0] !== undefined)
      this.#borrowed(site, args[0], method, args, given, slot);
    else if (lentListMethod(this.#program, node) !== undefined)
      this.#native(lentListMethod(this.#program, node)!, args.slice(1), callbacks, slot, library);
    else if (target.type === 'MemberExpression' && (method === 'call' || method === 'apply' || method === 'bind'))
      this.#borrowed(site, this.#expression(target.object), method, args, given, slot);
    else if (this.#isNative(target)) this.#native(method ?? nameOf(target), args, callbacks, slot, library);
  }

  #argument(argument: AnyNode | undefined): Slot {
    if (argument === undefined) return new Slot();
    if (argument.type !== 'SpreadElement') return this.#expression(argument);
    const items = new Slot();
    this.#expression(argument.argument);
    this.#takeItem(items, argument);
    return items;
  }

  #link(callee: FunctionNode, args: readonly Slot[], given: readonly (AnyNode | undefined)[]): void {
    const spreadAt = given.findIndex((argument) => argument?.type === 'SpreadElement');
    args.forEach((argument, index) => {
      if (this.#usesArguments.has(callee)) argument.flowTo(this.#items);
      const last = spreadAt !== -1 && index >= spreadAt ? Math.max(callee.params.length, index + 1) : index + 1;
      for (let position = index; position < last; position++) {
        const parameter = callee.params[Math.min(position, callee.params.length - 1)];
        if (parameter === undefined) continue;
        if (parameter.type === 'RestElement') argument.flowTo(this.#items);
        else if (position < callee.params.length) argument.flowTo(this.#parameterOf(callee, position));
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
        this.#items.flowTo(items, 'maybe');
        this.#link(
          value.node,
          value.node.params.map(() => items),
          [],
        );
      } else this.#link(value.node, args.slice(1), given.slice(1));
      if (method !== 'bind') this.#resultOf(value.node).flowTo(slot);
    });
  }

  #exported(module: string, name: string, args: readonly Slot[], callbacks: Callback[], slot: Slot): void {
    if (module === 'k6' && name === 'group' && args[1] !== undefined) {
      callbacks.push({ slot: args[1] });
      this.#returned(args[1], slot);
    }
    if (module === 'k6' && name === 'check' && args[1] !== undefined) {
      const predicates = new Slot();
      args[1].each((value) => {
        if (value.kind === 'object') this.membersOf(value.node).flowTo(predicates);
      });
      callbacks.push({ slot: predicates });
      this.#handOver(predicates, args[0] === undefined ? [] : [args[0]]);
    }
    if (module === 'k6/data' && name === 'SharedArray' && args[1] !== undefined)
      callbacks.push({ slot: args[1], impatient: SHARED_ARRAY });
  }

  /** The language's own functions: what they are given goes into lists, what they call gets what is in lists. */
  #native(method: string, args: readonly Slot[], callbacks: Callback[], slot: Slot, library: boolean): void {
    const impatient = Object.hasOwn(IMPATIENT_CALLS, method) ? IMPATIENT_CALLS[method]! : undefined;
    const calls = AWAITED_METHODS.has(method) || method === 'from' || method === 'Promise';
    args.forEach((argument, index) => {
      if (LISTS_MEMBERS.has(method) && !library)
        argument.each((value) => {
          if (value.kind === 'object') this.membersOf(value.node).flowTo(this.#items);
        });
      const isCallback = calls || index === impatient?.argument;
      if (calls) callbacks.push({ slot: argument });
      if (impatient !== undefined && isCallback)
        callbacks.push({ slot: this.#chosen(argument, impatient.members), impatient });
      if (!isCallback && !LATER_METHODS.has(method)) {
        argument.flowTo(this.#items);
        argument.flowTo(slot);
      }
      if (method === 'Promise' || library) return;
      this.#handOver(argument, [this.#items], 'maybe');
      this.#returned(argument, this.#items);
    });
    if (library) return;
    this.#items.flowTo(slot, 'maybe');
    // What was an item is read by a name from now on.
    if (method === 'fromEntries') this.#items.flowTo(this.#computed, 'maybe');
  }

  /** Of what an argument may be, what is called: itself, or some of its members. */
  #chosen(argument: Slot, members: ReadonlySet<string> | 'all' | undefined): Slot {
    if (members === undefined) return argument;
    const chosen = new Slot();
    argument.each((value) => {
      if (value.kind !== 'object') return;
      for (const own of value.node.properties)
        if (own.type === 'Property' && (members === 'all' || members.has(keyOf(own) ?? '')))
          this.of(own.value).flowTo(chosen);
    });
    return chosen;
  }

  /** Gives what functions may be called with. */
  #handOver(functions: Slot, given: readonly Slot[], surety: 'surely' | 'maybe' = 'surely'): void {
    functions.each((value) => {
      if (value.kind !== 'function') return;
      value.node.params.forEach((_, index) => {
        (given[index] ?? given.at(-1))?.flowTo(this.#parameterOf(value.node, index), surety);
      });
    });
  }

  #returned(functions: Slot, slot: Slot): void {
    functions.each((value) => {
      if (value.kind === 'function') this.#resultOf(value.node).flowTo(slot);
    });
  }

  /** Whether a call may go to a function of the language: a global, or a method with one of the usual names. */
  #isNative(target: AnyNode): boolean {
    if (target.type === 'MemberExpression') {
      const key = memberKey(target);
      return key === undefined || BUILT_IN_NAMES.has(key) || isGlobal(this.#program, target.object);
    }
    return isGlobal(this.#program, target);
  }

  /** Calls that the bundler has put in. */
  #bundled(node: CallExpression, slot: Slot): boolean {
    const call = bundledAs(node);
    switch (call?.kind) {
      case 'require':
        if (MODULES[call.module] !== undefined) slot.add(this.#module(call.module));
        return true;
      case 'commonjs': {
        const exports = new Slot();
        const [, module] = call.body.params;
        const variable = module?.type === 'Identifier' ? this.#program.variableOf(module) : undefined;
        if (variable !== undefined) this.#commonJsExports.set(variable, exports);
        slot.add({ kind: 'commonjs', exports });
        this.#function(call.body);
        return true;
      }
      case 'wrapped': {
        const exports = this.#expression(call.of);
        exports.flowTo(slot);
        slot.add(memo(this.#made, node, () => ({ kind: 'wrapped', exports })));
        return true;
      }
      case 'exports':
        for (const { name, value } of call.exported) {
          const exported = this.#expression(value);
          exported.flowTo(this.#property(name));
          exported.flowTo(this.#items);
        }
        return true;
      default:
        return false;
    }
  }

  #functionAround(node: AnyNode): FunctionNode {
    let at = this.#program.parentOf(node)!;
    while (!isFunction(at)) at = this.#program.parentOf(at)!;
    return at;
  }

  #functionValue(node: FunctionNode): Value {
    return memo(this.#made, node, () => ({ kind: 'function', node }));
  }

  #classValue(node: Class): Value {
    return memo(this.#made, node as AnyNode, () => ({ kind: 'class', node }));
  }

  #module(name: string): Value {
    return memo(this.#made, name, () => ({ kind: 'module', name }));
  }

  #exportOf(module: string, name: string): Value {
    return memo(this.#made, `${module} ${name}`, () => ({ kind: 'export', module, name }));
  }

  #property(name: string): Slot {
    return memo(this.#properties, name, () => {
      const slot = new Slot();
      slot.flowTo(this.#anyProperty);
      return slot;
    });
  }

  #parameterOf(node: FunctionNode, index: number): Slot {
    const slots = memo(this.#parameters, node, () => []);
    slots[index] ??= new Slot();
    return slots[index];
  }

  #resultOf(node: FunctionNode): Slot {
    return memo(this.#results, node, () => new Slot());
  }

  #variableOf(identifier: Identifier | null | undefined): Slot | undefined {
    const variable = identifier ? this.#program.variableOf(identifier) : undefined;
    return variable === undefined ? undefined : memo(this.#variables, variable, () => new Slot());
  }
}

/** The name of a property; undefined when it is computed. */
export function keyOf({ key, computed }: Pick<Property, 'computed'> & { key: AnyNode }): string | undefined {
  if (key.type === 'Literal') return String(key.value);
  if (key.type === 'PrivateIdentifier') return `#${key.name}`;
  return !computed && key.type === 'Identifier' ? key.name : undefined;
}

/** The name of the property that is read; undefined when it is computed. */
export function memberKey({ property, computed }: MemberExpression): string | undefined {
  return keyOf({ key: property, computed });
}

/** Whether a property may be an item of a list by its place: `list[0]`, `list[i]`. */
function isPlaceInList(key: string | undefined): boolean {
  return key === undefined || /^\d+$/.test(key);
}

export function constructorOf(node: Class): FunctionNode | undefined {
  for (const member of node.body.body)
    if (member.type === 'MethodDefinition' && member.kind === 'constructor') return member.value;
  return undefined;
}

/** Whether an expression starts from a global: `JSON`, `Object.prototype`. */
export function isGlobal(program: Program, node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return isGlobal(program, node.object);
  return node.type === 'Identifier' && program.variableOf(node) === undefined;
}

/** The method of lists in `[].map.call(…)` or `Array.prototype.map.call(…)`. */
export function lentListMethod(program: Program, node: Call): string | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { object: lent } = node.callee;
  if (memberKey(node.callee) !== 'call' || lent.type !== 'MemberExpression') return undefined;
  const method = memberKey(lent) ?? '';
  const ofLists =
    lent.object.type === 'ArrayExpression'
      ? lent.object.elements.length === 0
      : lent.object.type === 'MemberExpression' &&
        memberKey(lent.object) === 'prototype' &&
        isGlobal(program, lent.object) &&
        nameOf(lent.object.object) === 'Array';
  return ofLists && AWAITED_METHODS.has(method) ? method : undefined;
}

function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : '';
}

function isExpression(node: AnyNode): boolean {
  return /Expression$|^(Identifier|Literal|TemplateLiteral|Super)$/.test(node.type);
}

function namesGiven(ast: AnyNode): ReadonlySet<string> {
  const names = new Set<string | undefined>();
  const visit = (node: AnyNode): void => {
    if (node.type === 'Property' || node.type === 'MethodDefinition' || node.type === 'PropertyDefinition')
      names.add(keyOf(node));
    if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') names.add(memberKey(node.left));
    for (const child of childrenOf(node)) visit(child);
  };
  visit(ast);
  names.delete(undefined);
  return names as ReadonlySet<string>;
}

function functionsWithArguments(program: Program): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  const visit = (node: AnyNode, around: FunctionNode | undefined): void => {
    if (node.type === 'Identifier' && node.name === 'arguments' && around !== undefined) found.add(around);
    const inner = isFunction(node) && node.type !== 'ArrowFunctionExpression' ? node : around;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(program.ast, undefined);
  return found;
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => NoInfer<V>): V {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
