import { LEAST_K6 } from '../../k6/find-k6.js';
import { findOnPath } from '../../run/find-on-path.js';
import type { Environment } from '../../run/target/expand-env.js';
import { type Check, missing, ok, warning } from './check.js';

/** Runs a program and gives what it printed; rejects when it cannot be started or fails. */
export type RunProgram = (path: string, args: readonly string[]) => Promise<string>;

const CURE = `for load tests by k6 itself install k6 ${LEAST_K6}.0 or newer (https://grafana.com/docs/k6), or name it in FACEGATE_K6`;

/** Which k6 there is: the one named in FACEGATE_K6, else the one on the PATH. */
export async function checkK6(env: Environment, run: RunProgram): Promise<Check> {
  const path = env.FACEGATE_K6 || findOnPath(['k6'], env);
  if (path === undefined) return missing('k6', 'is not on the PATH', CURE);
  let printed: string;
  try {
    printed = await run(path, ['version']);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split('\n')[0] : String(cause);
    return missing('k6', `${path} could not be run: ${reason}`, CURE);
  }
  const version = /k6(?:\.exe)? v(\d+)\.\d+\.\d+\S*/.exec(printed);
  if (version === null) return warning('k6', `${path} does not print a version of k6`, CURE);
  const found = `${version[0].replace(/^\S+ /, '')} at ${path}`;
  return Number(version[1]) >= LEAST_K6 ? ok('k6', found) : warning('k6', `${found} is older than ${LEAST_K6}.0`, CURE);
}
