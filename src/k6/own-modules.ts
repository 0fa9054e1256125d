import { readFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { type Loader, type OnLoadResult, type Plugin, transform } from 'esbuild';

const ESM = /^[ \t]*(import\b(?!\s*\()|export\b)/m;

/**
 * Gives each module what k6 gives it: `open()` reads relative to the module's own folder, and the default import of a
 * CommonJS module is its `default` where it has one.
 */
export function ownModules(entry: string): Plugin {
  const home = dirname(entry);
  return {
    name: 'own-modules',
    setup(builder) {
      builder.onResolve({ filter: /^open-from:/ }, ({ path }) => ({ path: path.slice(10), namespace: 'open-from' }));
      builder.onLoad({ filter: /.*/, namespace: 'open-from' }, ({ path }) => ({ contents: openFrom(path) }));
      builder.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        const commonJs = !ESM.test(source);
        const opens = dirname(path) !== home && /\bopen\s*\(/.test(source);
        const hasDefault = commonJs && /\bdefault\b/.test(source) && /\bexports\b/.test(source);
        if (!opens && !hasDefault) return undefined;
        const loader = /\.([cm]?[jt]sx?)$/.exec(path)![1]!.replace(/^[cm]/, '') as Loader;
        const defaulted = hasDefault ? `${source}\n${DEFAULT_IS_DEFAULT}` : source;
        if (!opens) return { contents: defaulted, loader };
        return withOwnOpen(path, defaulted, loader, commonJs, relative(home, dirname(path)).replaceAll('\\', '/'));
      });
    },
  };
}

/** Marks a CommonJS module that has a `default` so that the bundler takes that for its default export. */
const DEFAULT_IS_DEFAULT =
  "if (Object(module.exports) === module.exports && 'default' in module.exports && !module.exports.__esModule) Object.defineProperty(module.exports, '__esModule', { value: true });";

async function withOwnOpen(
  path: string,
  source: string,
  loader: Loader,
  commonJs: boolean,
  folder: string,
): Promise<OnLoadResult | undefined> {
  // What cannot be read is reported by the bundler itself.
  const made = await transform(source, {
    loader,
    define: { open: '__openHere' },
    sourcemap: 'external',
    sourcefile: path,
    charset: 'utf8',
    logLevel: 'silent',
  }).catch(() => undefined);
  if (made === undefined) return undefined;
  const from = JSON.stringify(`open-from:${folder}`);
  const code = commonJs
    ? `var __openHere = require(${from}).open;${made.code}`
    : `${made.code}\nimport { open as __openHere } from ${from};`;
  const map = Buffer.from(made.map).toString('base64');
  return { contents: `${code}\n//# sourceMappingURL=data:application/json;base64,${map}\n`, loader: 'js' };
}

function openFrom(folder: string): string {
  return `const given = open; const here = (path, mode) => {
    const at = /^(?:[\\\\/]|[A-Za-z]:|file:)/.test(path) ? path : ${JSON.stringify(`${folder}/`)} + path;
    return mode === undefined ? given(at) : given(at, mode);
  }; export { here as open };`;
}
