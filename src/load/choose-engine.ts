import { spawnSync } from 'node:child_process';
import { findK6 } from '../k6/find-k6.js';
import { UsageError } from '../run/errors.js';
import { packageVersion } from '../run/package-root.js';
import { plainEnvironment } from '../run/plain-environment.js';
import type { Environment } from '../run/target/expand-env.js';

/** `auto`: k6 where there is one, else the node engine. */
export type EngineChoice = 'auto' | 'k6' | 'node';

export type Engine =
  | { readonly kind: 'node'; readonly version: string }
  | { readonly kind: 'k6'; readonly version: string; readonly path: string };

/** The engine to run on. Throws `UsageError` when k6 is asked for and is not there or does not run. */
export function chooseEngine(choice: EngineChoice, env: Environment): Engine {
  const node: Engine = { kind: 'node', version: `${packageVersion} (Node ${process.versions.node}, HTTP/1.1 only)` };
  if (choice === 'node') return node;
  const path = findK6(env);
  if (path === undefined) {
    if (env.FACEGATE_K6 !== undefined && env.FACEGATE_K6 !== '')
      throw new UsageError('FACEGATE_K6 names no program that can be run; correct it, unset it, or give --engine node');
    if (choice === 'auto') return node;
    throw new UsageError('--engine k6: no k6 on the PATH; install it, name it in FACEGATE_K6, or give --engine node');
  }
  const { stdout, error, status } = spawnSync(path, ['version'], {
    encoding: 'utf8',
    timeout: 20_000,
    env: plainEnvironment(env),
  });
  const version = /v\d+\.\d+\.\d+\S*/.exec(stdout ?? '')?.[0];
  if (version === undefined) {
    const why = error?.message ?? `it prints no version and ends ${status}`;
    throw new UsageError(`${path} is no k6 that can be run: ${why}; correct FACEGATE_K6, or give --engine node`);
  }
  return { kind: 'k6', version, path };
}
