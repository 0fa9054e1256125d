import { isAbsolute, resolve } from 'node:path';
import { LoadError } from '../k6/load-error.js';
import { readSecretSources, secretValues } from '../k6/secret-sources.js';
import type { Secret } from '../output/redactor.js';
import { UsageError } from '../run/errors.js';

const FLAG = '--secret-source';

/** k6's options for either engine, and the secrets that they give a script. */
export interface ScriptSecrets {
  readonly args: readonly string[];
  readonly secrets: readonly Secret[];
}

/**
 * Reads the sources of secrets among k6's options, so that nothing of them is written down; files are meant from `cwd`, whichever
 * engine reads them. Throws `UsageError` for a source that cannot be read.
 */
export function readScriptSecrets(given: readonly string[], cwd: string): ScriptSecrets {
  const args: string[] = [];
  const configurations: string[] = [];
  const rest = [...given];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg !== FLAG && !arg.startsWith(`${FLAG}=`)) {
      args.push(arg);
      continue;
    }
    const configuration = fromHere(arg === FLAG ? (rest.shift() ?? '') : arg.slice(FLAG.length + 1), cwd);
    configurations.push(configuration);
    args.push(`${FLAG}=${configuration}`);
  }
  try {
    const isRead = (configuration: string) => /^(?:file|mock)=/.test(configuration);
    const values = [
      ...secretValues(readSecretSources(configurations.filter(isRead))),
      ...configurations.filter((configuration) => !isRead(configuration)).flatMap(accessValues),
    ];
    return { args, secrets: values.map((value) => ({ kind: 'secret', value })) };
  } catch (error) {
    if (error instanceof LoadError) throw new UsageError(error.message);
    throw error;
  }
}

function fromHere(configuration: string, cwd: string): string {
  if (!configuration.startsWith('file=')) return configuration;
  const parts = configuration.slice('file='.length).split(',');
  const absolute = parts.map((part) => {
    if (part === 'default' || part.startsWith('name=')) return part;
    const path = part.replace(/^filename=/, '');
    return `filename=${isAbsolute(path) ? path : resolve(cwd, path)}`;
  });
  return `file=${absolute.join(',')}`;
}

/** What another source, one that k6 fetches secrets from, is reached with: headers, or whatever an extension is given. */
function accessValues(configuration: string): string[] {
  const wanted = configuration.startsWith('url=') ? /[=,]headers\.[^=,]*=([^,]+)/g : /[=,][^=,]*=([^,]+)/g;
  return [...configuration.matchAll(wanted)].map(([, value]) => value!);
}
