import type { Environment } from './target/expand-env.js';

const NEEDED = /^(?:PATH|HOME|USERPROFILE|SystemRoot|TMPDIR|TEMP|TMP|LANG|LC_\w+|LD_LIBRARY_PATH|DISPLAY)$/i;

/** What any program needs to start: for those that are only asked for their version, before it is known what is secret. */
export function plainEnvironment(env: Environment): Record<string, string> {
  const needed = Object.entries(env).filter(([name]) => NEEDED.test(name));
  return Object.fromEntries(needed.filter((entry): entry is [string, string] => entry[1] !== undefined));
}
