import type {
  AnyNode,
  AssignmentExpression,
  CallExpression,
  Class,
  Expression,
  ObjectExpression,
  Pattern,
  Super,
  VariableDeclarator,
} from 'acorn';
import { MODULES } from '../offered.js';
import { bundledAs, isBundlerHelper } from './bundler-helpers.js';
import { type Call, Calls, type Site } from './calls.js';
import { Slot } from './flow.js';
import { Known } from './known.js';
import { childrenOf, type FunctionNode, type Program } from './program.js';
import { Properties } from './properties.js';
import { isExpression, keyOf, memberKey } from './syntax.js';

/**
 * Finds what each call of a program may call: functions, methods and exports of k6's modules, followed through variables,
 * properties by their name, parameters and results. Here is the walk through its statements and expressions.
 */
export class Values {
  readonly #known: Known;
  readonly #properties: Properties;
  readonly #calls: Calls;
  readonly #expressions = new Map<AnyNode, Slot>();

  constructor(program: Program) {
    const evaluate = (node: AnyNode): Slot => this.#expression(node);
    this.#known = new Known(program);
    this.#properties = new Properties(this.#known, evaluate);
    this.#calls = new Calls(this.#known, evaluate);
    this.#visit(program.ast);
  }

  get sites(): readonly Site[] {
    return this.#calls.sites;
  }

  /** What an expression may be. */
  of(node: AnyNode): Slot {
    return this.#expressions.get(node) ?? new Slot();
  }

  /** What the properties of an object or a class may be. */
  membersOf(node: ObjectExpression | Class): Slot {
    return this.#known.membersOf(node);
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
        this.#known.variableOf(node.id)?.add(this.#known.functionValue(node as FunctionNode));
        this.#function(node as FunctionNode);
        return;
      case 'ClassDeclaration':
        this.#known.variableOf(node.id)?.add(this.#known.classValue(node));
        this.#class(node);
        return;
      case 'ReturnStatement': {
        if (node.argument)
          this.#expression(node.argument).flowTo(this.#known.resultOf(this.#known.functionAround(node)));
        return;
      }
      case 'ForOfStatement':
      case 'ForInStatement': {
        this.#expression(node.right);
        const items = new Slot();
        if (node.type === 'ForOfStatement') this.#known.takeItem(items, node);
        if (node.left.type === 'VariableDeclaration') this.#properties.bind(node.left.declarations[0]!.id, items);
        else this.#properties.bind(node.left, items);
        this.#visit(node.body);
        return;
      }
      case 'ExportDefaultDeclaration':
        if (node.declaration.type === 'FunctionDeclaration' || node.declaration.type === 'ClassDeclaration')
          this.#visit(node.declaration as AnyNode);
        else this.#expression(node.declaration);
        return;
      case 'CatchClause':
        if (node.param) this.#properties.bind(node.param, new Slot());
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
      const variable = this.#known.variableOf(specifier.local);
      if (specifier.type === 'ImportSpecifier') {
        const name =
          specifier.imported.type === 'Identifier' ? specifier.imported.name : String(specifier.imported.value);
        variable?.add(this.#known.exportOf(module, name));
      } else variable?.add(this.#known.module(module));
    }
  }

  #declare({ id, init }: VariableDeclarator): void {
    if (id.type === 'Identifier' && isBundlerHelper(id.name)) return;
    this.#properties.bind(id, init ? this.#expression(init) : new Slot());
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
        this.#known.variableOf(node)?.flowTo(slot);
        return;
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        slot.add(this.#known.functionValue(node));
        // A function expression knows itself by its own name.
        if (node.type === 'FunctionExpression') this.#known.variableOf(node.id)?.add(this.#known.functionValue(node));
        this.#function(node);
        return;
      case 'ClassExpression':
        slot.add(this.#known.classValue(node));
        this.#known.variableOf(node.id)?.add(this.#known.classValue(node));
        this.#class(node);
        return;
      case 'ObjectExpression':
        this.#object(node, slot);
        return;
      case 'ArrayExpression':
        for (const element of node.elements) {
          if (element === null) continue;
          if (element.type === 'SpreadElement') this.#expression(element.argument);
          else this.#expression(element).flowTo(this.#known.items);
        }
        return;
      case 'MemberExpression': {
        const object = this.#expression(node.object);
        if (node.computed) this.#expression(node.property as Expression);
        this.#properties.read(object, memberKey(node), node).flowTo(slot);
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
        if (node.argument) this.#expression(node.argument).flowTo(this.#known.items);
        this.#known.takeItem(slot, node);
        return;
      default:
        for (const child of childrenOf(node)) this.#visit(child);
    }
  }

  #assignment(node: AssignmentExpression, slot: Slot): void {
    const right = this.#expression(node.right);
    right.flowTo(slot);
    if (node.operator === '=' || node.operator.length === 3) this.#properties.bind(node.left as Pattern, right);
    else if (node.left.type === 'MemberExpression') this.#expression(node.left);
    if (node.operator !== '=' && node.left.type === 'Identifier') this.#known.variableOf(node.left)?.flowTo(slot);
  }

  #object(node: ObjectExpression, slot: Slot): void {
    slot.add(this.#known.objectValue(node));
    const members = this.#known.membersOf(node);
    for (const property of node.properties) {
      if (property.type === 'SpreadElement') {
        this.#expression(property.argument).each((value) => {
          if (value.kind === 'object') this.#known.membersOf(value.node).flowTo(members);
          if (value.kind !== 'module') return;
          for (const name of MODULES[value.name]!) {
            this.#known.property(name).add(this.#known.exportOf(value.name, name));
            members.add(this.#known.exportOf(value.name, name));
          }
        });
        continue;
      }
      if (property.computed) this.#expression(property.key);
      const value = this.#expression(property.value);
      value.flowTo(members);
      this.#properties.defineMember(property.kind, keyOf(property), property.value, value);
    }
  }

  #class(node: Class): void {
    if (node.superClass) this.#expression(node.superClass);
    const members = this.#known.membersOf(node);
    for (const member of node.body.body) {
      if (member.type === 'StaticBlock') {
        for (const statement of member.body) this.#visit(statement);
        continue;
      }
      if (member.computed) this.#expression(member.key as Expression);
      if (!member.value) continue;
      const value = this.#expression(member.value);
      value.flowTo(members);
      this.#properties.defineMember(
        member.type === 'PropertyDefinition' ? 'field' : member.kind,
        keyOf(member),
        member.value,
        value,
      );
    }
  }

  #function(node: FunctionNode): void {
    node.params.forEach((parameter, index) => {
      if (parameter.type === 'RestElement') {
        const items = new Slot();
        this.#known.takeItem(items, node);
        this.#properties.bind(parameter.argument, items);
      } else this.#properties.bind(parameter, this.#known.parameterOf(node, index));
    });
    if (node.body.type === 'BlockStatement') this.#visit(node.body);
    else this.#expression(node.body).flowTo(this.#known.resultOf(node));
  }

  #call(node: Call, slot: Slot): void {
    const target = node.type === 'TaggedTemplateExpression' ? node.tag : node.callee;
    this.#expression(target);
    if (node.type !== 'CallExpression' || !this.#bundled(node, slot)) this.#calls.follow(node, slot);
  }

  /** Calls that the bundler has put in. */
  #bundled(node: CallExpression, slot: Slot): boolean {
    const call = bundledAs(node);
    switch (call?.kind) {
      case 'require':
        if (MODULES[call.module] !== undefined) slot.add(this.#known.module(call.module));
        return true;
      case 'commonjs': {
        const exports = this.#properties.exportsOf(call.body.params[1]);
        slot.add({ kind: 'commonjs', exports });
        this.#function(call.body);
        return true;
      }
      case 'wrapped': {
        const exports = this.#expression(call.of);
        exports.flowTo(slot);
        slot.add(this.#known.wrappedValue(node, exports));
        return true;
      }
      case 'exports':
        for (const { name, value } of call.exported) {
          const exported = this.#expression(value);
          exported.flowTo(this.#known.property(name));
          exported.flowTo(this.#known.items);
        }
        return true;
      default:
        return false;
    }
  }
}
