import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type BuildFailure, build, type Loader, type Message, type Plugin } from 'esbuild';
import { placed } from './bundle.js';
import { LOAD_EXIT } from './exit-codes.js';
import { LoadError } from './load-error.js';
import { CURE, MODULES } from './offered.js';
import { remoteModules, type Vendored } from './remote-modules.js';

/**
 * Checks that a script uses only what the node engine has, before anything is sent: every import of k6's modules, and
 * every use of one by name. Throws a LoadError (104) with file and line of each use that it lacks, and what to do.
 */
export async function refuseLacking(entry: string, vendored: Vendored): Promise<void> {
  const lacking: Message[] = [];
  const result = await build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    loader: {
      '.jpg': 'empty',
      '.jpeg': 'empty',
      '.png': 'empty',
      '.bin': 'empty',
      '.txt': 'empty',
      '.csv': 'empty',
      '.yaml': 'empty',
    },
    logLevel: 'silent',
    logOverride: { 'import-is-undefined': 'warning' },
    plugins: [remoteModules(vendored), onlyWhatThereIs()],
  }).catch((error: unknown) => {
    if (!(error instanceof Error && 'errors' in error)) throw error;
    const failure = error as BuildFailure;
    lacking.push(...failure.errors);
    return failure;
  });
  lacking.push(
    ...result.warnings.filter(({ id, text }) => id === 'import-is-undefined' && text.includes('"k6-module:')),
  );
  if (lacking.length === 0) return;
  throw new LoadError(
    LOAD_EXIT.invalidConfig,
    lacking.map((message) => placed({ ...message, text: explained(message.text) }, entry)).join('\n'),
  );
}

/** Stands in for k6's modules with exactly the exports there are, so that the bundler finds every use of another one. */
function onlyWhatThereIs(): Plugin {
  return {
    name: 'only-what-there-is',
    setup(builder) {
      builder.onResolve({ filter: /^k6(\/.*)?$/ }, ({ path }) => {
        if (MODULES[path] !== undefined) return { path, namespace: 'k6-module' };
        return { errors: [{ text: `the node engine lacks ${path}: ${CURE}` }] };
      });
      builder.onLoad({ filter: /.*/, namespace: 'k6-module' }, ({ path }) => {
        const names = MODULES[path]!;
        return { contents: `${names.map((name) => `export let ${name} = 0;`).join('')} export default {};` };
      });
      builder.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => ({
        contents: withNamespaceImports(await readFile(path, 'utf8')),
        loader: /\.([cm]?[jt]sx?)$/.exec(path)![1]!.replace(/^[cm]/, '') satisfies string as Loader,
      }));
    },
  };
}

/** Rewrites default imports of k6's modules as namespaces, on the same line, because the bundler checks the members of those. */
function withNamespaceImports(source: string): string {
  const text = source.replace(
    /\bimport\s+([\w$]+)\s*(?:,\s*(\{[^}]*\})\s*)?from\s*(["'])(k6(?:\/[\w/]+)?)\3/g,
    (_, name: string, names: string | undefined, quote: string, module: string) =>
      `import * as ${name} from ${quote}${module}${quote}${names === undefined ? '' : `; import ${names} from ${quote}${module}${quote}`}`,
  );
  return text;
}

function explained(text: string): string {
  const match =
    /(?:Import "([^"]+)" will always be undefined|No matching export in "k6-module:([^"]+)" for import "([^"]+)")/.exec(
      text,
    );
  if (match === null) return text;
  const name = match[1] ?? match[3]!;
  const module =
    match[2] ?? /file "k6-module:([^"]+)"|in "k6-module:([^"]+)"/.exec(text)?.slice(1).find(Boolean) ?? 'k6/http';
  return `the node engine lacks ${name} of ${module}: ${CURE}`;
}
