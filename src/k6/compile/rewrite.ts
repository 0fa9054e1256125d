import type { AnyNode, CallExpression, ChainExpression } from 'acorn';
import type MagicString from 'magic-string';
import { WAITING_MODULE } from '../waiting/module.js';
import type { SplitChains } from './chains.js';
import type { Colours } from './colours.js';
import { AWAITED_METHODS } from './natives.js';
import { childrenOf, type FunctionNode, isFunction, type Program } from './program.js';
import { isGlobal, lentListMethod, memberKey } from './syntax.js';

/** Makes every function that waits asynchronous, and lets every call of one be waited for. */
export function rewriteWaiting(
  program: Program,
  colours: Colours,
  { at: splits }: SplitChains,
  text: MagicString,
): void {
  const own = nameNotIn(program.code, '__wait');
  const segment = nameNotIn(program.code, '__turn');
  const wraps = new Map<AnyNode, { readonly before: string; readonly after: string }[]>();
  const links = linkNames(program, splits);
  let copied = 0;
  let mixed = false;

  const wrap = (node: AnyNode, before: string, after = ')'): void => {
    // What is around `a, b` would take them for two arguments.
    const [opening, closing] = node.type === 'SequenceExpression' ? ['(', ')'] : ['', ''];
    wraps.set(node, [...(wraps.get(node) ?? []), { before: before + opening, after: closing + after }]);
  };

  const visit = (node: AnyNode): void => {
    plan(node);
    const around = wraps.get(node) ?? [];
    for (const { before } of around) text.appendRight(node.start, before);
    for (const child of childrenOf(node)) visit(child);
    for (const { after } of [...around].reverse()) text.appendLeft(node.end, after);
  };

  /** Decides what is put around a node and around what is directly in it. */
  const plan = (node: AnyNode): void => {
    if (colours.awaited.has(node)) wrap(node, `${own}.open(await ${own}.claim(`, '))');
    if (isFunction(node)) {
      if (colours.waiting.has(node)) planFunction(node);
      return;
    }
    switch (node.type) {
      case 'AwaitExpression':
        mixed = true;
        wrap(node.argument, waits(functionAround(program, node)) ? `${segment}.pause(` : `${own}.gate(`);
        return;
      case 'ReturnStatement': {
        const inside = functionAround(program, node);
        if (node.argument && waits(inside) && !inside!.async) wrap(node.argument, `${own}.box(`);
        return;
      }
      case 'CallExpression':
        planCall(node);
        return;
      case 'ChainExpression':
        planChain(node);
        return;
      case 'NewExpression':
        // Nothing else is waited for with `new`: the constructor of Promise calls its executor at once.
        if (colours.awaited.has(node)) {
          mixed = true;
          text.update(node.start, node.callee.end, `${own}.promise`);
        }
    }
  };

  const waits = (node: FunctionNode | undefined): boolean => node !== undefined && colours.waiting.has(node);

  const planFunction = (node: FunctionNode): void => {
    const { body } = node;
    if (node.async) {
      mixed = true;
      removeAsync(program, node, text);
    }
    const names = [...links.values()].flatMap(({ inside, got, reached }) => (inside === node ? [got, reached] : []));
    const runs = `${own}.${node.async ? 'turns' : 'run'}(async (${[...(node.async ? [segment] : []), ...names].join(', ')}) => `;
    const place = JSON.stringify(program.places.at(node.start));
    if (body.type !== 'BlockStatement') {
      wrap(body, `${runs}${node.async ? '' : `${own}.box`}(`, `), ${place})`);
      return;
    }
    const copies = copiedParameters(program, node).map((name) => ({ name, copy: `${name}$${copied++}` }));
    const before = copies.map(({ name, copy }) => `const ${copy} = ${name}; `).join('');
    wrap(body, `{ ${before}return ${runs}`, `, ${place}); }`);
    for (const { name, copy } of copies) text.appendLeft(body.start + 1, `var ${name} = ${copy}; `);
  };

  const planCall = (node: CallExpression): void => {
    const { callee } = node;
    if (callee.type !== 'MemberExpression') return;
    const method = memberKey(callee) ?? '';
    if (colours.awaited.has(node)) {
      const lent = lentListMethod(program, node);
      if (lent !== undefined) text.update(callee.start, callee.end, `${own}.lent('${lent}')`);
      else if (method === 'from' && isGlobal(program, callee.object))
        text.update(callee.object.start, callee.object.end, `${own}.arrays`);
      else if (AWAITED_METHODS.has(method) && callee.object.type !== 'Super') wrap(callee.object, `${own}.each(`);
    }
    // What promises call later has to wait until it is its turn.
    if (!PROMISE_METHODS.has(method)) return;
    mixed = true;
    for (const argument of node.arguments) if (argument.type !== 'SpreadElement') wrap(argument, `${own}.later(`);
  };

  /** `a?.b().c` as `(reached = undefined, got = a?.b(…), reached === undefined ? undefined : got.c)`. */
  const planChain = (node: ChainExpression): void => {
    const call = splits.get(node);
    const names = links.get(node);
    if (call === undefined || names === undefined) return;
    const { got, reached } = names;
    wrap(node, `(${reached} = void 0, ${got} = `);
    wrap(call, '', `, ${reached} === void 0 ? void 0 : ${got}`);
    // Arguments are looked at only where the chain comes to the call.
    text.appendLeft(call.end - 1, `${call.arguments.length > 0 ? ', ' : ''}...(${reached} = [])`);
  };

  visit(program.ast);
  text.prepend(`const ${own} = require("${WAITING_MODULE}");${mixed ? ` ${own}.mixed();` : ''}\n`);
}

/** Variables for each chain that is taken apart, in the function that it stands in. */
function linkNames(program: Program, splits: SplitChains['at']) {
  const name = nameNotIn(program.code, '__link');
  return new Map(
    [...splits.keys()].map((chain, index) => [
      chain,
      { inside: functionAround(program, chain), got: `${name}${index}`, reached: `${name}${index}r` },
    ]),
  );
}

const PROMISE_METHODS: ReadonlySet<string> = new Set(['then', 'catch', 'finally']);

/** Parameters that the body declares once more with `var`: inside they have to begin with what was passed. */
function copiedParameters(program: Program, node: FunctionNode): string[] {
  return program
    .variablesOf(node)
    .filter(({ defs }) => defs.some(({ type }) => type === 'Parameter') && defs.some(({ type }) => type === 'Variable'))
    .map(({ name }) => name);
}

function removeAsync(program: Program, node: FunctionNode, text: MagicString): void {
  const parent = program.parentOf(node);
  const isMethod =
    (parent?.type === 'Property' && parent.method) || (parent?.type === 'MethodDefinition' && parent.value === node);
  const from = isMethod ? parent.start : node.start;
  const at = program.code.indexOf('async', from);
  text.remove(at, at + 'async'.length);
}

export function functionAround(program: Program, node: AnyNode): FunctionNode | undefined {
  let at = program.parentOf(node);
  while (at !== undefined && !isFunction(at)) at = program.parentOf(at);
  return at;
}

export function nameNotIn(code: string, name: string): string {
  let free = name;
  while (code.includes(free)) free += '_';
  return free;
}
