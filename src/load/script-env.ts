import { resolve } from 'node:path';
import { withoutProxies } from '../conformance/send/proxy-variables.js';
import type { Role } from '../contract/types.js';
import { ConfigError } from '../run/errors.js';
import type { Environment } from '../run/target/expand-env.js';
import { allSecrets, withoutSecrets } from '../run/target/secrets.js';
import type { Target } from '../run/target/types.js';
import type { LoadScript } from './scripts.js';

/** Where a script sends to, as whom, and with what options: all of it by environment. */
export interface ScriptEnvironment {
  readonly target: Target;
  readonly script: LoadScript;
  /** The user's environment; what is said here of the target and the account wins. */
  readonly env: Environment;
  readonly cwd: string;
  /** Tells this run's `biz_no` from those of any other. */
  readonly runSeed: string;
  /** Options of the script that the command itself sets. */
  readonly options: Readonly<Record<string, string>>;
}

/**
 * The environment of a script: its account is in it, in no file and on no command line; the others are not. Throws `ConfigError` when the
 * account that the script needs is not given.
 */
export function scriptEnvironment(given: ScriptEnvironment): Record<string, string> {
  const { target, env, cwd, runSeed, options } = given;
  const needless = needlessSecrets(given);
  const inherited = Object.entries(withoutProxies(withoutSecrets(env, needless))).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  const photo = env.FACEGATE_PHOTO ?? '';
  return {
    FACEGATE_SEED: runSeed,
    ...Object.fromEntries(inherited),
    ...(photo === '' ? {} : { FACEGATE_PHOTO: resolve(cwd, photo) }),
    ...accountOf(given),
    FACEGATE_URL: target.url,
    FACEGATE_ALLOW_HTTP: target.allowHttp ? '1' : '',
    ...options,
  };
}

/** The limit search uses the account whose limit is known to be small; all else the one with every permission. */
export function roleOf(script: LoadScript, { credentials }: Pick<Target, 'credentials'>): Role {
  return script.kind === 'limit' && !('missing' in credentials.limited) ? 'limited' : 'full';
}

/** A script of the user's own may look for its account under other names, too. */
function needlessSecrets({ script, target }: ScriptEnvironment): string[] {
  const pair = target.credentials[roleOf(script, target)];
  const own = script.kind !== 'script' || 'missing' in pair ? [] : [pair.apiKey, pair.apiSecret];
  return allSecrets(target).filter((secret) => !own.includes(secret));
}

function accountOf({ script, target }: ScriptEnvironment): Record<string, string> {
  const pair = target.credentials[roleOf(script, target)];
  if (!('missing' in pair)) return { FACEGATE_API_KEY: pair.apiKey, FACEGATE_API_SECRET: pair.apiSecret };
  if (script.kind === 'script') return { FACEGATE_API_KEY: '', FACEGATE_API_SECRET: '' };
  throw new ConfigError([pair.missing]);
}
