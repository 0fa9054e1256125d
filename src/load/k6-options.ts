import { suggest } from '../contract/suggest.js';
import { UsageError } from '../run/errors.js';
import type { Environment } from '../run/target/expand-env.js';

/** k6's options as the user gave them, the variables among them apart. */
export interface K6Options {
  readonly args: readonly string[];
  /** Of `-e NAME=value`. */
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Takes `-e` and `--env` out of k6's options: their variables must not go past what this program decides about the target, the
 * account and the limit. Throws `UsageError` for credentials among them, as a command line is seen by everybody on the
 * machine, and for what would be passed over.
 */
export function readK6Options(given: readonly string[]): K6Options {
  const args: string[] = [];
  const env: Record<string, string> = {};
  const rest = [...given];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const flag = /^(?:--env|-e)(?:$|=)|^-e/.exec(arg)?.[0];
    if (flag === undefined) {
      args.push(arg);
      continue;
    }
    const pair = arg === flag && !flag.endsWith('=') ? (rest.shift() ?? '') : arg.slice(flag.length);
    const at = pair.indexOf('=');
    if (at <= 0) throw new UsageError(`${arg}: expected NAME=value after it`);
    env[pair.slice(0, at)] = pair.slice(at + 1);
  }
  if ([...args, ...Object.keys(env)].some((text) => /FACEGATE_API_(KEY|SECRET)/.test(text))) {
    throw new UsageError(
      'key and secret do not belong on a command line, where others see them; put them in the target file as ${…}',
    );
  }
  const problems = Object.keys(env).flatMap((name) =>
    NOT_FOR_SCRIPTS[name] === undefined ? [] : [`-e ${name}: ${NOT_FOR_SCRIPTS[name]}`],
  );
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return { args, env };
}

const OF_TARGET = 'address and transport are those of the target; name another one with --target';
const OF_MACHINE = 'this program reads it from the environment, not from the options of a script';

/** What a script cannot be given with `-e`, as it would change nothing, and what to do. */
const NOT_FOR_SCRIPTS: Readonly<Record<string, string>> = {
  FACEGATE_URL: OF_TARGET,
  FACEGATE_ALLOW_HTTP: `${OF_TARGET}, or set allow_http in its file`,
  FACEGATE_K6: OF_MACHINE,
  FACEGATE_CHROMIUM: OF_MACHINE,
};

/** What the package's scripts read, and this program of what it is given for one; a test holds it to the scripts. */
export const SCRIPT_OPTIONS: readonly string[] = [
  ...['RATE', 'DURATION', 'WARMUP', 'VUS', 'COUNT', 'TIMEOUT', 'SEED', 'REQUEST', 'RETURN_URL', 'NOTIFY_URL'],
  ...['OK', 'P95_MS', 'P99_MS', 'SATURATED', 'PEAK', 'START_RATE', 'CONNECTIONS', 'PHOTO', 'PHOTO_COUNT'],
  ...['MODE', 'MAX', 'BUDGET', 'PER_SECOND', 'SETTLE', 'IDLE', 'MAX_DURATION'],
].map((name) => `FACEGATE_${name}`);

/**
 * Throws `UsageError` for a variable of `-e` by a name of this program's that nothing reads: a misspelt threshold would hold
 * nothing. `source` is the text of a script of the user's own, which may have such names as well.
 */
export function refuseUnknownOptions(env: Readonly<Record<string, string>>, source: string): void {
  const problems = Object.keys(env)
    .filter((name) => name.startsWith('FACEGATE_') && !isKnown(name, source))
    .map(
      (name) =>
        `-e ${name}: no script reads it${suggest(name, SCRIPT_OPTIONS) || '; docs/load.md lists the variables'}`,
    );
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
}

function isKnown(name: string, source: string): boolean {
  return SCRIPT_OPTIONS.includes(name) || NOT_OPTIONS.test(name) || source.includes(name);
}

/** What concerns this machine alone, or must not be shown. */
const NOT_OPTIONS = /^FACEGATE_(API_KEY|API_SECRET|URL|ALLOW_HTTP|K6|IMAGES|CHROMIUM|SUMMARY)$/;

/** The options of scripts in an environment, by which a run can be repeated; `source` as above. */
export function scriptOptionsIn(env: Environment, source: string): [name: string, value: string][] {
  return Object.entries(env).filter(
    (entry): entry is [string, string] =>
      entry[0].startsWith('FACEGATE_') &&
      !NOT_OPTIONS.test(entry[0]) &&
      isKnown(entry[0], source) &&
      entry[1] !== undefined &&
      entry[1] !== '',
  );
}
