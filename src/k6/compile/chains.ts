import type { AnyNode } from 'acorn';
import type { Colours } from './colours.js';
import { AWAITED_METHODS } from './natives.js';
import { childrenOf, type Program } from './program.js';
import { memberKey } from './values.js';

/** Calls that wait in the middle of an optional chain (`a?.login().token`), where waiting would take the chain apart. */
export function splitChains(program: Program, { awaited }: Colours): string[] {
  const found: string[] = [];
  for (const node of awaited) {
    if (node.type !== 'CallExpression') continue;
    const object = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
    const listAfterOptional =
      node.callee.type === 'MemberExpression' &&
      AWAITED_METHODS.has(memberKey(node.callee) ?? '') &&
      !node.callee.optional &&
      object !== undefined &&
      hasOptional(object);
    if (listAfterOptional || (hasOptional(node) && isInnerLink(program, node)))
      found.push(
        `${program.places.at(node.start)}: a call that waits cannot stand in the middle of an optional chain: go on with ?. after it, too, or write two statements, or run with --engine k6`,
      );
  }
  return found;
}

/** Whether a chain from here down to its start has a `?.`. */
function hasOptional(node: AnyNode): boolean {
  if (node.type === 'MemberExpression') return node.optional || hasOptional(node.object);
  if (node.type === 'CallExpression') return node.optional || hasOptional(node.callee);
  return false;
}

/** Whether the chain goes on after this call, and not with another `?.`, which would end it just the same. */
function isInnerLink(program: Program, node: AnyNode): boolean {
  const parent = program.parentOf(node);
  return (
    parent?.type !== 'ChainExpression' &&
    parent !== undefined &&
    childrenOf(parent)[0] === node &&
    (parent.type === 'MemberExpression' || parent.type === 'CallExpression') &&
    !parent.optional
  );
}
