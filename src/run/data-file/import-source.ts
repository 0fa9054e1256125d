import { relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Message } from 'esbuild';
import { bundlerMissing } from '../../output/bundler-missing.js';
import { ConfigError } from '../errors.js';
import { packageRoot } from '../package-root.js';
import { keyTwice } from './read-document.js';

/** What a source file exports as its default, and the other files it is put together from, absolute. */
export interface Imported {
  readonly value: unknown;
  readonly parts: readonly string[];
}

/** Gives what a source file exports; `shown` is its path in messages. Throws `ConfigError`. */
export type ImportFile = (file: string, shown: string) => Promise<Imported>;

/** The project's own files are compiled with the rest of it. */
export const importBuilt: ImportFile = async (file) => {
  const compiled = resolve(packageRoot, 'dist', relative(packageRoot, file)).replace(/\.ts$/, '.js');
  const module = (await import(pathToFileURL(compiled).href)) as { default?: unknown };
  return { value: module.default, parts: [] };
};

/** TypeScript or JavaScript of the user, bundled on the fly. */
export const importBundled: ImportFile = async (file, shown) => {
  const place = ({ location }: Message) =>
    location === null ? shown : `${resolve(location.file) === file ? shown : location.file}:${location.line}`;
  try {
    const { build } = await import('esbuild');
    const { outputFiles, warnings, metafile } = await build({
      entryPoints: [file],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      logLevel: 'silent',
    });
    const twice = warnings.filter(({ id }) => id === 'duplicate-object-key');
    if (twice.length > 0)
      throw new ConfigError(twice.map((one) => keyTwice(place(one), /"(.*)"/.exec(one.text)?.[1] ?? '')));
    const module = (await import(
      `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
    )) as { default?: unknown };
    const parts = Object.keys(metafile.inputs).map((input) => resolve(input));
    return { value: module.default, parts: parts.filter((part) => part !== file) };
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause;
    const { errors } = cause as Partial<BuildFailure>;
    if (Array.isArray(errors) && errors.length > 0)
      throw new ConfigError(
        errors.map((one) => `${place(one)}: cannot be loaded: ${one.text}`),
        { cause },
      );
    throw new ConfigError([`${shown}: cannot be loaded: ${bundlerMissing(cause) ?? (cause as Error).message}`], {
      cause,
    });
  }
};
