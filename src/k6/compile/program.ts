import {
  type AnyNode,
  type ArrowFunctionExpression,
  type Program as Ast,
  type FunctionDeclaration,
  type FunctionExpression,
  type Identifier,
  parse,
} from 'acorn';
import { analyze, type Variable } from 'eslint-scope';
import type { Places } from './places.js';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** A bundle parsed, with its scopes resolved. */
export interface Program {
  readonly code: string;
  readonly ast: Ast;
  readonly functions: readonly FunctionNode[];
  readonly places: Places;
  /** The node that a node stands in. */
  parentOf(node: AnyNode): AnyNode | undefined;
  /** What an identifier names; undefined for a global, and for what is no variable. */
  variableOf(identifier: Identifier): Variable | undefined;
  /** The variables that a function declares in its own scope, parameters included. */
  variablesOf(node: FunctionNode): readonly Variable[];
}

/** Parses an ES module. Throws acorn's SyntaxError. */
export function parseProgram(code: string, places: Places): Program {
  const ast = parse(code, { ecmaVersion: 2022, sourceType: 'module', ranges: true });
  const parents = new Map<AnyNode, AnyNode>();
  const functions: FunctionNode[] = [];
  const visit = (node: AnyNode): void => {
    if (isFunction(node)) functions.push(node);
    for (const child of childrenOf(node)) {
      parents.set(child, node);
      visit(child);
    }
  };
  visit(ast);
  const scopes = analyze(ast as Parameters<typeof analyze>[0], {
    ecmaVersion: 2022,
    sourceType: 'module',
    // What eval() does is nobody's to know; the rest of the script is what it says.
    ignoreEval: true,
  });
  const variables = new Map<object, Variable>();
  for (const scope of scopes.scopes) {
    for (const variable of scope.variables)
      for (const identifier of variable.identifiers) variables.set(identifier, variable);
    for (const { identifier, resolved } of scope.references) if (resolved !== null) variables.set(identifier, resolved);
  }
  return {
    code,
    ast,
    functions,
    places,
    parentOf: (node) => parents.get(node),
    variableOf: (identifier) => variables.get(identifier),
    variablesOf: (node) => scopes.acquire(node as Parameters<typeof scopes.acquire>[0], true)?.variables ?? [],
  };
}

export function isFunction(node: AnyNode): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
  );
}

/** The nodes directly below one, in the order of the source. */
export function childrenOf(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) if (isNode(item)) children.push(item);
    if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as { type?: unknown } | null | undefined)?.type === 'string' && 'start' in (value as object);
}
