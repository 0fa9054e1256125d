import { readFileSync } from 'node:fs';
import { LOAD_EXIT } from './exit-codes.js';
import { LoadError } from './load-error.js';

/** Secrets by source and name; that of the name `default` is the one that `secrets.get()` asks. */
export type SecretSources = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What stands in a log in place of a secret, as in k6's. */
const REDACTED = '***SECRET_REDACTED***';

/**
 * Reads the values of `--secret-source` as k6 does: `mock=NAME=VALUE,…` and `file=PATH` (`NAME=VALUE` in each line), each with
 * `name=SOURCE` and `default` where there are several. Throws a LoadError (104) with what is wrong, secrets left out.
 */
export function readSecretSources(configurations: readonly string[]): SecretSources {
  const sources: Record<string, Readonly<Record<string, string>>> = {};
  for (const configuration of configurations) {
    const [type, ...rest] = configuration.split('=');
    const parts = rest.join('=').split(',');
    const name = parts.find((part) => part.startsWith('name='))?.slice('name='.length) ?? type!;
    const isDefault = parts.includes('default');
    if (Object.hasOwn(sources, name))
      throw wrong(`there is a source "${name}" already; give each a name of its own: ${type}=name=another,…`);
    if (isDefault && Object.hasOwn(sources, 'default'))
      throw wrong('two sources are the default one; leave "default" out of one');
    const values = valuesOf(
      type!,
      parts.filter((part) => part !== 'default' && !part.startsWith('name=')),
    );
    sources[name] = values;
    if (isDefault || configurations.length === 1) sources.default = values;
  }
  return sources;
}

/** Every value, to be kept out of what is written. */
export function secretValues(sources: SecretSources): string[] {
  const values = Object.values(sources).flatMap((source) => Object.values(source));
  return [...new Set(values)].filter((value) => value !== '');
}

/** Takes secrets out of a line of the log, as k6 does; the longest first, as one may be a part of another. */
export function withoutSecretValues(sources: SecretSources): (text: string) => string {
  const values = secretValues(sources).sort((a, b) => b.length - a.length);
  return (text) => values.reduce((rest, value) => rest.replaceAll(value, REDACTED), text);
}

function valuesOf(type: string, parts: readonly string[]): Readonly<Record<string, string>> {
  switch (type) {
    case 'mock':
      return pairs(parts, (index) => `pair ${index + 1}`);
    case 'file': {
      const path = parts.join(',').replace(/^filename=/, '');
      return pairs(linesOf(path), (index) => `${path}:${index + 1}`);
    }
    case 'url':
      throw wrong('the node engine fetches no secrets: use file=PATH, or run with --engine k6');
    default:
      throw wrong(`expected file=PATH or mock=NAME=VALUE; found a source of the kind "${type}"`);
  }
}

function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
  } catch (error) {
    throw wrong(`the file ${path} cannot be read: ${(error as NodeJS.ErrnoException).code}`);
  }
}

function pairs(texts: readonly string[], placeOf: (index: number) => string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    texts.map((text, index) => {
      const at = text.indexOf('=');
      if (at === -1) throw wrong(`${placeOf(index)}: expected NAME=VALUE, found no "="`);
      return [text.slice(0, at), text.slice(at + 1)];
    }),
  );
}

function wrong(what: string): LoadError {
  return new LoadError(LOAD_EXIT.invalidConfig, `--secret-source: ${what}`);
}
