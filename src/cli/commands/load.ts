import { exportRun } from '../../load/export/export-run.js';
import { readK6Options, refuseUnknownOptions, scriptOptionsIn } from '../../load/k6-options.js';
import { type LimitOptions, limitOptions } from '../../load/limit/limit-options.js';
import { withPhoto } from '../../load/photo.js';
import { type RunOptions, runLoadCommand } from '../../load/run-load-command.js';
import { readScriptSecrets } from '../../load/script-secrets.js';
import { findScript, type LoadScript, sourceOf } from '../../load/scripts.js';
import { readVendored } from '../../load/vendored.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';
import type { Target } from '../../run/target/types.js';

/** Options of `facegate load` as the command line gives them. */
export interface LoadOptions extends RunOptions {
  readonly saturate?: boolean;
  /** A JPEG; true for the package's own. */
  readonly photo?: string | true;
  /** `URL=FILE` for what a script of one's own imports by address. */
  readonly resolve?: readonly string[];
  /** Write manifests instead of running. */
  readonly export?: 'k8s';
  readonly parallelism?: number;
}

/** Runs a load script, writes the run's folder, prints what came of it; returns the exit code. */
export async function loadCommand(name: string, k6Options: readonly string[], options: LoadOptions): Promise<ExitCode> {
  const { saturate = false, resolve = [] } = options;
  const cwd = process.cwd();
  const script = findScript(name, readVendored(resolve, cwd), cwd);
  const { args: given, env: givenEnv } = readK6Options(k6Options);
  const { args, secrets } = readScriptSecrets(given, cwd);
  const source = sourceOf(script);
  refuseUnknownOptions(givenEnv, source);
  const own = { ...process.env, ...givenEnv };
  const env = withPhoto(own, options.photo, cwd);
  const optionsFor = (target: Target): LimitOptions => {
    if (script.saturates && !saturate && !target.loopback) return { kind: 'refused', why: onNetwork(script, target) };
    if (script.kind !== 'limit') return { kind: 'options', options: {} };
    return limitOptions(
      script,
      target,
      { mode: undefined, max: undefined, budget: undefined, saturate, command: 'load' },
      env,
    );
  };
  if (options.export !== undefined) {
    if (secrets.length > 0)
      throw new UsageError(
        '--secret-source: secrets do not belong in manifests; add them to the runners of --export k8s as a Secret',
      );
    const { target, out, parallelism = 1 } = options;
    return exportRun({ script, target, parallelism, out, k6Options: args, optionsFor, env, ownEnv: process.env, cwd });
  }
  if (options.parallelism !== undefined)
    throw new UsageError('--parallelism is for --export k8s; on one machine the engine uses its cores by itself');
  const last = [...args, ...scriptOptionsIn(own, source).flatMap(([option, value]) => ['-e', `${option}=${value}`])];
  return runLoadCommand({
    given: options,
    script,
    kind: script.kind,
    args,
    secrets,
    sla: undefined,
    words: ['load', script.shown],
    repeatAfter: last,
    optionsFor,
    env,
    ownEnv: process.env,
  });
}

function onNetwork({ name }: LoadScript, { url }: Target): string {
  return `load ${name} goes on until the service gives way, and ${url} is not this machine; agree on it with its owner, then give --saturate`;
}
