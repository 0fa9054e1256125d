import type { AnyNode, Class, MemberExpression, Property } from 'acorn';
import { AWAITED_METHODS } from './natives.js';
import { childrenOf, type FunctionNode, isFunction, type Program } from './program.js';

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
export function isPlaceInList(key: string | undefined): boolean {
  return key === undefined || /^\d+$/.test(key);
}

/** The constructor that a class has written down; undefined where it has none. */
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
export function lentListMethod(program: Program, node: AnyNode): string | undefined {
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

/** The name of an identifier; empty for any other expression. */
export function nameOf(node: AnyNode): string {
  return node.type === 'Identifier' ? node.name : '';
}

export function isExpression(node: AnyNode): boolean {
  return /Expression$|^(Identifier|Literal|TemplateLiteral|Super)$/.test(node.type);
}

/** Names of the properties that a program gives a value. */
export function namesGiven(ast: AnyNode): ReadonlySet<string> {
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

/** Functions that read `arguments`. */
export function functionsWithArguments(program: Program): ReadonlySet<FunctionNode> {
  const found = new Set<FunctionNode>();
  const visit = (node: AnyNode, around: FunctionNode | undefined): void => {
    if (node.type === 'Identifier' && node.name === 'arguments' && around !== undefined) found.add(around);
    const inner = isFunction(node) && node.type !== 'ArrowFunctionExpression' ? node : around;
    for (const child of childrenOf(node)) visit(child, inner);
  };
  visit(program.ast, undefined);
  return found;
}
