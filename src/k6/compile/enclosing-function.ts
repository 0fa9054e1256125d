import type { AnyNode, AssignmentProperty, MethodDefinition, Property } from 'acorn';
import { type Impatient, LANGUAGE_CALLS } from './natives.js';
import { type FunctionNode, isFunction, type Program } from './program.js';
import { keyOf } from './syntax.js';

type Method = Property | AssignmentProperty | MethodDefinition;

/** The function whose own code a node belongs to, or why that code cannot wait. */
export type Enclosing = { readonly in: FunctionNode } | Impatient;

const INIT: Impatient = { what: 'the init code', cure: 'move it into setup() or into the function that iterates' };

export function enclosingOf(program: Program, node: AnyNode): Enclosing {
  let below = node;
  for (let at = program.parentOf(node); at !== undefined; below = at, at = program.parentOf(at)) {
    if (at.type === 'PropertyDefinition' && at.value === below)
      return {
        what: `the field "${keyOf(at) ?? ''}" of a class`,
        cure: 'set it in a method that is called after the object is made',
      };
    if (at.type === 'StaticBlock') return { what: 'a static block', cure: INIT.cure };
    if (!isFunction(at)) continue;
    if (at.body !== below)
      return {
        what: 'the default of a parameter',
        cure: 'give it undefined as default, and fetch it inside the function',
      };
    return impatienceOf(program, at) ?? { in: at };
  }
  return INIT;
}

/** Why a function cannot wait by its very kind; undefined when it can. */
export function impatienceOf(program: Program, node: FunctionNode): Impatient | undefined {
  if (node.generator)
    return { what: 'a generator', cure: 'let a function return an array, or call one function for each item' };
  const parent = program.parentOf(node);
  if (parent === undefined) return undefined;
  if ((parent.type === 'Property' || parent.type === 'MethodDefinition') && parent.value === node)
    return impatientMethod(program, parent);
  return undefined;
}

function impatientMethod(program: Program, method: Method): Impatient | undefined {
  const name = keyOf(method);
  if (method.kind === 'get' || method.kind === 'set')
    return {
      what: `the ${method.kind}ter "${name ?? ''}"`,
      cure:
        method.kind === 'get' ? `make it a method and call ${name ?? 'it'}()` : 'make it a method that takes the value',
    };
  if (method.kind === 'constructor')
    return { what: 'a constructor', cure: 'move it into a method, and call that after new' };
  const symbol = name === undefined ? symbolOf(method) : undefined;
  const known = name ?? `[Symbol.${symbol}]`;
  if (Object.hasOwn(LANGUAGE_CALLS, known))
    return { what: name === undefined ? known : `${name}()`, cure: LANGUAGE_CALLS[known]! };
  if (symbol !== undefined) return languageCalls(known);
  if ((name === 'next' || name === 'return') && insideIterator(program, method))
    return languageCalls(`${name}() of an iterator`);
  return undefined;
}

function languageCalls(what: string): Impatient {
  return { what, cure: 'fetch what it iterates over first, into an array' };
}

function symbolOf({ key }: Method): string | undefined {
  return key.type === 'MemberExpression' &&
    key.object.type === 'Identifier' &&
    key.object.name === 'Symbol' &&
    key.property.type === 'Identifier'
    ? key.property.name
    : undefined;
}

function insideIterator(program: Program, node: AnyNode): boolean {
  for (let at = program.parentOf(node); at !== undefined; at = program.parentOf(at)) {
    if ((at.type === 'Property' || at.type === 'MethodDefinition') && symbolOf(at) === 'iterator') return true;
  }
  return false;
}
