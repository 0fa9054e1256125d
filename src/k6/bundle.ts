import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { basename, dirname, resolve } from 'node:path';
import { type BuildFailure, build, type Message, type Plugin } from 'esbuild';
import { bundlerMissing } from '../output/bundler-missing.js';
import { LOAD_EXIT } from './exit-codes.js';
import { LoadError } from './load-error.js';
import { ownModules } from './own-modules.js';
import { remoteModules, type Vendored } from './remote-modules.js';

/** A load script in one piece that k6 and the node engine both run. */
export interface Bundle {
  /** The script's own path, absolute. */
  readonly path: string;
  /** One ES module; imports only `k6` and `k6/*`. */
  readonly code: string;
  /** Its source map, version 3, as JSON. */
  readonly map: string;
  /** Names of what it exports; `default` among them. */
  readonly exports: readonly string[];
  readonly warnings: readonly string[];
  /** The files it is made of, absolute. */
  readonly inputs: readonly string[];
  /** How long bundling took. */
  readonly ms: number;
}

/** What k6's JavaScript lacks of ES2022; esbuild rewrites it. */
const K6_LACKS = {
  'async-generator': false,
  'for-await': false,
  'dynamic-import': false,
  'import-assertions': false,
  'import-attributes': false,
} as const;

/** Files a script may import as data. */
const LOADERS = {
  '.jpg': 'binary',
  '.jpeg': 'binary',
  '.png': 'binary',
  '.bin': 'binary',
  '.txt': 'text',
  '.csv': 'text',
  '.yaml': 'text',
} as const;

/** Leaves k6's own modules to the engine that runs the bundle. */
const leaveToEngine: Plugin = {
  name: 'leave-to-engine',
  setup(builder) {
    builder.onResolve({ filter: /^k6(\/.*)?$/ }, ({ path }) => ({ path, external: true }));
  },
};

/** Bundles a script (`.ts` or `.js`); `vendored` are files for what it imports by address. Throws a LoadError (104) with file, line and reason when it cannot be read. */
export async function bundleScript(path: string, vendored: Vendored = {}): Promise<Bundle> {
  const started = performance.now();
  const entry = resolve(path);
  const result = await buildScript(entry, vendored).catch((error: unknown) => {
    const missing = bundlerMissing(error);
    if (missing !== undefined) throw new LoadError(LOAD_EXIT.invalidConfig, missing, { cause: error });
    throw isBuildFailure(error)
      ? new LoadError(LOAD_EXIT.invalidConfig, error.errors.map((message) => placed(message, entry)).join('\n'))
      : error;
  });
  const [map, code] = ['.map', '.js'].map(
    (ending) => result.outputFiles.find((file) => file.path.endsWith(ending))!.text,
  );
  return {
    path: entry,
    code: code!,
    map: map!,
    exports: Object.values(result.metafile.outputs).flatMap((output) => output.exports),
    warnings: result.warnings.map((message) => placed(message, entry)),
    // Others are no files, as `open-from:.`.
    inputs: Object.keys(result.metafile.inputs)
      .map((file) => resolve(dirname(entry), file))
      .filter((file) => existsSync(file)),
    ms: performance.now() - started,
  };
}

/** `async`, so that esbuild's own exceptions are rejections, too. */
async function buildScript(entry: string, vendored: Vendored) {
  return build({
    entryPoints: [entry],
    absWorkingDir: dirname(entry),
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    charset: 'utf8',
    supported: K6_LACKS,
    loader: LOADERS,
    sourcemap: 'external',
    outfile: resolve(dirname(entry), `${basename(entry).replace(/\.\w+$/, '')}.bundle.js`),
    logLevel: 'silent',
    plugins: [leaveToEngine, remoteModules(vendored), ownModules(entry)],
  });
}

/** `file:line:column: text`, as an editor can follow it. */
export function placed({ location, text }: Pick<Message, 'location' | 'text'>, entry: string): string {
  const said = explained(text);
  if (location === null) return `${entry}: ${said}`;
  return `${resolve(dirname(entry), location.file)}:${location.line}:${location.column + 1}: ${said}`;
}

function explained(text: string): string {
  const module = /^Could not resolve "([^"]+)"/.exec(text)?.[1];
  if (module === undefined) return text;
  if (isBuiltin(module))
    return `load scripts have no modules of Node (${module}): read files with open() in the init code, or leave it out`;
  return `there is no ${module}: correct the path, or install the package beside the script`;
}

function isBuildFailure(error: unknown): error is BuildFailure {
  return error instanceof Error && Array.isArray((error as Partial<BuildFailure>).errors);
}
