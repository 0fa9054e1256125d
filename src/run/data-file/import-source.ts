import { SourceMap } from 'node:module';
import { extname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Message, OutputFile } from 'esbuild';
import { bundlerMissing } from '../../output/bundler-missing.js';
import { ConfigError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { keyTwice } from './read-document.js';

/** What a source file exports as its default, the other files it is put together from, absolute, and keys that stand twice. */
export interface Imported {
  readonly value: unknown;
  readonly parts: readonly string[];
  /** One line each. */
  readonly problems: readonly string[];
}

/** Gives what a source file exports; `shown` is its path in messages. Throws `ConfigError`. */
export type ImportFile = (file: string, shown: string) => Promise<Imported>;

/** The project's own files are compiled with the rest of it. */
export const importBuilt: ImportFile = async (file) => {
  const compiled = resolve(packageRoot, 'dist', relative(packageRoot, file)).replace(/\.ts$/, '.js');
  const module = (await import(pathToFileURL(compiled).href)) as { default?: unknown };
  return { value: module.default, parts: [], problems: [] };
};

/** TypeScript or JavaScript of the user, bundled on the fly. */
export const importBundled: ImportFile = async (file, shown) => {
  const place = (path: string, line: number) => `${resolve(path) === file ? shown : path}:${line}`;
  const placeOf = ({ location }: Message) => (location === null ? shown : place(location.file, location.line));
  try {
    const { code, map, warnings, inputs } = await bundle(file);
    const address = `data:text/javascript;base64,${code.toString('base64')}`;
    const module = (await import(address).catch((cause: unknown) => {
      const at = thrownAt(cause, address, map);
      const where = at === undefined ? shown : place(at.path, at.line);
      const why = cause instanceof Error ? cause.message : String(cause);
      throw new ConfigError([`${where}: cannot be loaded: ${why}`], { cause });
    })) as { default?: unknown };
    return {
      value: module.default,
      parts: inputs.filter((input) => input !== file),
      problems: warnings
        .filter(({ id }) => id === 'duplicate-object-key')
        .map((one) => keyTwice(placeOf(one), /"(.*)"/.exec(one.text)?.[1] ?? '')),
    };
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const { errors } = cause as Partial<BuildFailure>;
    if (Array.isArray(errors) && errors.length > 0)
      throw new ConfigError(
        errors.map((one) => `${placeOf(one)}: cannot be loaded: ${one.text}`),
        { cause },
      );
    throw new ConfigError([`${shown}: cannot be loaded: ${bundlerMissing(cause) ?? (cause as Error).message}`], {
      cause,
    });
  }
};

interface Bundle {
  readonly code: Buffer;
  readonly map: SourceMap;
  readonly warnings: readonly Message[];
  /** The files it is put together from, absolute. */
  readonly inputs: readonly string[];
}

async function bundle(file: string): Promise<Bundle> {
  const { build } = await import('esbuild');
  const { outputFiles, warnings, metafile } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    // The paths in the map are relative to it.
    outdir: process.cwd(),
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'silent',
    // Endings count in any case.
    loader: { [extname(file)]: /ts$/i.test(file) ? 'ts' : 'js' },
  });
  const [map, code] = outputFiles as [OutputFile, OutputFile];
  return {
    code: Buffer.from(code.contents),
    map: new SourceMap(JSON.parse(map.text)),
    warnings,
    inputs: Object.keys(metafile.inputs).map((input) => resolve(input)),
  };
}

/** Where in its sources a bundle threw, by the stack; undefined for what has none. */
function thrownAt(cause: unknown, address: string, map: SourceMap): { path: string; line: number } | undefined {
  const [, after] = cause instanceof Error ? (cause.stack ?? '').split(address) : [];
  const [, line, column] = /^:(\d+):(\d+)/.exec(after ?? '') ?? [];
  if (line === undefined) return undefined;
  const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
  return 'originalSource' in entry ? { path: entry.originalSource, line: entry.originalLine + 1 } : undefined;
}
