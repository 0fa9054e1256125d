import type { AnyNode, ExportNamedDeclaration } from 'acorn';
import type MagicString from 'magic-string';
import { LATER_EXPORTS } from '../later-exports.js';
import { childrenOf, isFunction, type Program } from './program.js';

/** Whether the top level of a module waits for something. */
export function waitsAtTopLevel({ ast }: Program): boolean {
  const waits = (node: AnyNode): boolean =>
    !isFunction(node) &&
    (node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node.await) || childrenOf(node).some(waits));
  return waits(ast);
}

/**
 * Puts the top level into an async function, as the engine runs scripts in a form that cannot wait there. Of the module's
 * own exports it takes those in lists (`export { a as b }`), which is what bundles have.
 */
export function deferTopLevel({ ast, code }: Program, text: MagicString, name: string): void {
  const outside: string[] = [];
  const exported: string[] = [];
  for (const node of ast.body) {
    const isList = node.type === 'ExportNamedDeclaration' && !node.source;
    if (!isList && node.type !== 'ImportDeclaration' && !/^Export/.test(node.type)) continue;
    if (isList) exported.push(...listed(node));
    else outside.push(code.slice(node.start, node.end));
    text.remove(node.start, node.end);
  }
  text.prepend(`${outside.join('\n')}\nconst ${name} = (async () => {\n`);
  text.append(`\nreturn { ${exported.join(', ')} };\n})();\nexport { ${name} as "${LATER_EXPORTS}" };\n`);
}

function listed({ specifiers }: ExportNamedDeclaration): string[] {
  return specifiers.map(({ local, exported }) => {
    const name = exported.type === 'Identifier' ? exported.name : String(exported.value);
    return `get ${JSON.stringify(name)}() { return ${local.type === 'Identifier' ? local.name : ''}; }`;
  });
}
