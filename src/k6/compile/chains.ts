import type { AnyNode, CallExpression, ChainExpression } from 'acorn';
import type { Colours } from './colours.js';
import { AWAITED_METHODS } from './natives.js';
import { childrenOf, type Program } from './program.js';
import { memberKey } from './syntax.js';

/** Optional chains with a call that waits in their middle (`a?.login().token`), where waiting takes the chain apart. */
export interface SplitChains {
  /** The call after which a chain has to be taken up again. */
  readonly at: ReadonlyMap<ChainExpression, CallExpression>;
  /** A line for each one that cannot be: place and cure. */
  readonly refusals: readonly string[];
}

export function splitChains(program: Program, { awaited }: Colours): SplitChains {
  const at = new Map<ChainExpression, CallExpression>();
  const refusals: string[] = [];
  const refuse = (node: AnyNode): void => {
    refusals.push(
      `${program.places.at(node.start)}: a call that waits cannot stand here in an optional chain: go on with ?. after it, too, or write two statements, or run with --engine k6`,
    );
  };
  for (const node of awaited) {
    if (node.type !== 'CallExpression') continue;
    if (isListAfterOptional(node)) refuse(node);
    else if (hasOptional(node) && isInnerLink(program, node)) {
      const chain = chainAround(program, node);
      const others =
        chain === undefined ? 0 : linksBetween(program, node, chain).filter((link) => awaited.has(link)).length;
      if (chain === undefined || others > 0) refuse(node);
      else at.set(chain, node);
    }
  }
  return { at, refusals };
}

/** `a?.items.map(…)`: the list is taken out of its chain. */
function isListAfterOptional({ callee }: CallExpression): boolean {
  return (
    callee.type === 'MemberExpression' &&
    AWAITED_METHODS.has(memberKey(callee) ?? '') &&
    !callee.optional &&
    hasOptional(callee.object)
  );
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

function chainAround(program: Program, node: AnyNode): ChainExpression | undefined {
  let at = program.parentOf(node);
  while (at?.type === 'MemberExpression' || at?.type === 'CallExpression') at = program.parentOf(at);
  return at?.type === 'ChainExpression' ? at : undefined;
}

/** The links of a chain behind one of its own. */
function linksBetween(program: Program, node: AnyNode, chain: ChainExpression): AnyNode[] {
  const links: AnyNode[] = [];
  for (let at = program.parentOf(node); at !== undefined && at !== chain; at = program.parentOf(at)) links.push(at);
  return links;
}
