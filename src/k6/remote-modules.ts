import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnResolveResult, Plugin } from 'esbuild';

/** Files that stand in for modules a script imports from the network, by address. */
export type Vendored = Readonly<Record<string, string>>;

/** What stands in for k6's own library: a module of this folder, or a package. */
const JSLIB: readonly { readonly name: string; readonly versions: RegExp; readonly is: string }[] = [
  { name: 'k6-utils', versions: /^1\.\d+\.\d+$/, is: './jslib/k6-utils' },
  { name: 'k6-summary', versions: /^0\.[01]\.\d+$/, is: './jslib/k6-summary' },
  { name: 'httpx', versions: /^0\.[01]\.\d+$/, is: './jslib/httpx' },
  { name: 'formdata', versions: /^0\.0\.\d+$/, is: './jslib/formdata' },
  { name: 'papaparse', versions: /^5\.\d+\.\d+$/, is: 'papaparse' },
  { name: 'k6chaijs', versions: /^4\.[345]\.\d+\.\d+$/, is: './jslib/k6chaijs' },
  { name: 'url', versions: /^1\.\d+\.\d+$/, is: './jslib/url' },
];

/** The page many scripts write in `handleSummary`. */
const REPORTER =
  /^https?:\/\/raw\.githubusercontent\.com\/benc-uk\/k6-reporter\/(?:main|latest|[23]\.\d+\.\d+)\/dist\/bundle\.js$/;

const here = dirname(fileURLToPath(import.meta.url));

/**
 * Resolves addresses without the network: to a file the user names, or, for the usual modules of `jslib.k6.io` and for
 * `k6-reporter`, to what this package has of the same behaviour. Any other one is refused with the way to bring it along.
 */
export function remoteModules(vendored: Vendored): Plugin {
  return {
    name: 'remote-modules',
    setup(builder) {
      builder.onResolve({ filter: /^https?:\/\// }, async ({ path, kind }): Promise<OnResolveResult> => {
        const file = vendored[path];
        if (file !== undefined) return { path: file };
        const local = standIn(path);
        if (local === undefined) return { errors: [{ text: refusal(path) }] };
        return builder.resolve(local, { resolveDir: here, kind });
      });
      // papaparse reads streams of Node where there are some.
      builder.onResolve({ filter: /^stream$/ }, ({ importer }) =>
        /[\\/]papaparse[\\/]/.test(importer) ? { path: 'stream', namespace: 'nothing' } : undefined,
      );
      // chai tells its plugins of each other by events, which load scripts have none of.
      builder.onLoad({ filter: /[\\/]chai[\\/]index\.js$/ }, async ({ path }) => ({
        contents: `class EventTarget { addEventListener() {} dispatchEvent() { return true; } } class Event {}\n${await readFile(path, 'utf8')}`,
      }));
      builder.onLoad({ filter: /.*/, namespace: 'nothing' }, () => ({ contents: 'module.exports = {};' }));
    },
  };
}

/** What stands in for an address of k6's library, or of the page of a run's end; undefined for any other. */
export function standIn(address: string): string | undefined {
  if (REPORTER.test(address)) return './jslib/k6-reporter';
  const [, name, version] =
    /^https?:\/\/jslib\.k6\.io\/([\w-]+)\/([\d.]+)\/(?:index|bundle)?(?:\.min)?(?:\.js)?$/.exec(address) ?? [];
  return JSLIB.find((one) => one.name === name && one.versions.test(version!))?.is;
}

function refusal(address: string): string {
  return `nothing is loaded from the network (${address}): save that module beside the script and add --resolve ${address}=FILE`;
}
