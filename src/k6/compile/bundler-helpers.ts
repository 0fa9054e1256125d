import type { AnyNode, CallExpression } from 'acorn';
import type { FunctionNode } from './program.js';

/** Functions that esbuild puts at the top of a bundle. */
const HELPERS = new Set([
  '__create',
  '__defProp',
  '__defProps',
  '__getOwnPropDesc',
  '__getOwnPropDescs',
  '__getOwnPropNames',
  '__getOwnPropSymbols',
  '__getProtoOf',
  '__hasOwnProp',
  '__require',
  '__commonJS',
  '__esm',
  '__export',
  '__reExport',
  '__copyProps',
  '__toESM',
  '__toCommonJS',
  '__toBinary',
]);

/** What a call that the bundler has put in stands for. */
export type Bundled =
  | { readonly kind: 'require'; readonly module: string }
  | { readonly kind: 'commonjs'; readonly body: FunctionNode }
  | { readonly kind: 'wrapped'; readonly of: AnyNode }
  | { readonly kind: 'exports'; readonly exported: readonly { readonly name: string; readonly value: AnyNode }[] };

export function isBundlerHelper(name: string): boolean {
  return HELPERS.has(name);
}

/** undefined: the call is the script's own. */
export function bundledAs({ callee, arguments: args }: CallExpression): Bundled | undefined {
  if (callee.type !== 'Identifier') return undefined;
  const [first, second] = args;
  switch (callee.name) {
    case 'require':
    case '__require':
      return first?.type === 'Literal' ? { kind: 'require', module: String(first.value) } : undefined;
    case '__commonJS': {
      const body = first?.type === 'ObjectExpression' ? first.properties[0] : undefined;
      return body?.type === 'Property' ? { kind: 'commonjs', body: body.value as FunctionNode } : undefined;
    }
    case '__toESM':
    case '__toCommonJS':
      return first === undefined ? undefined : { kind: 'wrapped', of: first };
    case '__export':
      return second?.type === 'ObjectExpression'
        ? {
            kind: 'exports',
            exported: second.properties.flatMap((property) =>
              property.type === 'Property' && property.value.type === 'ArrowFunctionExpression'
                ? [{ name: keyName(property.key), value: property.value.body }]
                : [],
            ),
          }
        : undefined;
    default:
      return undefined;
  }
}

function keyName(key: AnyNode): string {
  return key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
}
