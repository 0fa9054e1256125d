import { LoadError } from './load-error.js';
import { parseLoadFlags } from './options/flags.js';
import { completeSettings, type Settings } from './options/settings.js';
import type { Prepared } from './prepare.js';
import { optionsFromEnv } from './run.js';
import { readSecretSources } from './secret-sources.js';
import { spawnInline, spawnWorker } from './thread.js';

/**
 * The complete settings a script would run with: its init code is run, nothing is sent. `args` are k6's own flags. A script that may
 * never let go of its thread is run `apart`. Throws a LoadError for a script or for flags that the node engine cannot run.
 */
export async function inspectScript(
  { path, code, map }: Prepared,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
  apart: boolean,
): Promise<Settings> {
  const flags = parseLoadFlags(args);
  const spawn = apart ? spawnWorker : spawnInline;
  const thread = spawn(
    () => {},
    () => {},
  );
  try {
    const answer = await thread.declare({
      path,
      code,
      map,
      env: { ...env, ...flags.env },
      secrets: readSecretSources(flags.secretSources),
      proxy: null,
    });
    if (!answer.ok) throw new LoadError(answer.exitCode, answer.message);
    return completeSettings([answer.declared.options, optionsFromEnv(env), flags.options]);
  } finally {
    await thread.close();
    await thread.terminate();
  }
}
