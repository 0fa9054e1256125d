import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type BuildFailure, build, type Loader, type Plugin } from 'esbuild';
import { placed } from './bundle.js';
import { LOAD_EXIT } from './exit-codes.js';
import { LoadError } from './load-error.js';
import { CURE, LACKED, MODULES, missingModule } from './offered.js';
import { remoteModules, type Vendored } from './remote-modules.js';

/**
 * Checks that a script uses only what the node engine has, before anything is sent: every import of k6's modules, and
 * every use of one by name. Throws a LoadError (104) with file and line of each use that it lacks, and what to do. Returns
 * a warning for each use of what no module of k6 has: as there, it is undefined.
 */
export async function refuseLacking(entry: string, vendored: Vendored): Promise<string[]> {
  const refused: string[] = [];
  const all = await uses(entry, vendored, new Set());
  // Scripts may put functions of their own in place of a module's, which the bundler forbids on a namespace.
  const changed = all.errors.filter(({ text }) => text.startsWith('Cannot assign to import'));
  const result =
    changed.length === 0
      ? all
      : await uses(
          entry,
          vendored,
          new Set(changed.map(({ location }) => resolve(dirname(entry), location?.file ?? ''))),
        );
  const lacking = result.errors;
  const warnings: string[] = [];
  const unknown = result.warnings.filter(
    ({ id, text }) => id === 'import-is-undefined' && text.includes('"k6-module:'),
  );
  for (const message of [...unknown, ...lacking]) {
    const use = useOf(message.text);
    if (use === undefined) continue;
    const isLacked = LACKED[use.module]?.includes(use.name) === true;
    const text = isLacked
      ? `the node engine lacks ${use.name} of ${use.module}: ${CURE}`
      : `${use.module} has no ${use.name}: it is undefined, as on k6`;
    const placedText = placed({ ...message, text }, entry);
    if (isLacked) refused.push(placedText);
    else warnings.push(placedText);
  }
  refused.push(...lacking.filter(({ text }) => useOf(text) === undefined).map((message) => placed(message, entry)));
  if (refused.length > 0) throw new LoadError(LOAD_EXIT.invalidConfig, refused.join('\n'));
  return warnings;
}

/** What the bundler says of each use of k6's modules; the members of default imports are looked at but in files `asWritten`. */
async function uses(
  entry: string,
  vendored: Vendored,
  asWritten: ReadonlySet<string>,
): Promise<Pick<BuildFailure, 'errors' | 'warnings'>> {
  return build({
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
    plugins: [remoteModules(vendored), onlyWhatThereIs(asWritten)],
  }).catch((error: unknown) => {
    if (error instanceof Error && 'errors' in error) return error as BuildFailure;
    throw error;
  });
}

/** Stands in for k6's modules with exactly the exports there are, so that the bundler finds every use of another one. */
function onlyWhatThereIs(asWritten: ReadonlySet<string>): Plugin {
  return {
    name: 'only-what-there-is',
    setup(builder) {
      builder.onResolve({ filter: /^k6(\/.*)?$/ }, ({ path }) => {
        if (MODULES[path] !== undefined) return { path, namespace: 'k6-module' };
        return { errors: [{ text: missingModule(path) }] };
      });
      builder.onLoad({ filter: /.*/, namespace: 'k6-module' }, ({ path }) => {
        const names = MODULES[path]!;
        return { contents: `${names.map((name) => `export let ${name} = 0;`).join('')} export default {};` };
      });
      builder.onLoad({ filter: /\.[cm]?[jt]sx?$/, namespace: 'file' }, async ({ path }) => {
        if (asWritten.has(path)) return undefined;
        return {
          contents: withNamespaceImports(await readFile(path, 'utf8')),
          loader: /\.([cm]?[jt]sx?)$/.exec(path)![1]!.replace(/^[cm]/, '') satisfies string as Loader,
        };
      });
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

/** The use of what a module does not export, by the bundler's message. */
function useOf(text: string): { readonly name: string; readonly module: string } | undefined {
  const match =
    /(?:Import "([^"]+)" will always be undefined|No matching export in "k6-module:([^"]+)" for import "([^"]+)")/.exec(
      text,
    );
  if (match === null) return undefined;
  const module =
    match[2] ?? /file "k6-module:([^"]+)"|in "k6-module:([^"]+)"/.exec(text)?.slice(1).find(Boolean) ?? 'k6/http';
  return { name: match[1] ?? match[3]!, module };
}
