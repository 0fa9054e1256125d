import { LoadError } from './load-error.js';
import { parseLoadFlags } from './options/flags.js';
import { completeSettings, type Settings } from './options/settings.js';
import type { Prepared } from './prepare.js';
import { optionsFromEnv } from './run.js';
import { readSecretSources } from './secret-sources.js';
import { spawnInline } from './thread.js';

/**
 * The complete settings a script would run with: its init code is run, nothing is sent. `args` are k6's own flags. Throws a
 * LoadError for a script or for flags that the node engine cannot run.
 */
export async function inspectScript(
  { path, code, map }: Prepared,
  env: Readonly<Record<string, string>>,
  args: readonly string[],
): Promise<Settings> {
  const flags = parseLoadFlags(args);
  const thread = spawnInline(
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
  }
}
