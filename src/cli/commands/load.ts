import type { EngineChoice } from '../../load/choose-engine.js';
import { exportRun } from '../../load/export/export-run.js';
import { readK6Options, refuseUnknownOptions, scriptOptionsIn } from '../../load/k6-options.js';
import { limitOptionsOrThrow } from '../../load/limit/limit-options.js';
import { checkPhoto, photoPath } from '../../load/photo.js';
import { runLoadCommand } from '../../load/run-load-command.js';
import { findScript, sourceOf, withVendored } from '../../load/scripts.js';
import { readVendored } from '../../load/vendored.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import type { Target } from '../../run/target/types.js';

/** Options of `facegate load` as the command line gives them. */
export interface LoadOptions extends PresentationOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out?: string;
  /** Of an earlier run, to send the same again. */
  readonly seed?: number;
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
  const script = withVendored(findScript(name, process.cwd()), readVendored(options.resolve ?? [], process.cwd()));
  const saturate = options.saturate ?? false;
  const { args, env: given } = readK6Options(k6Options);
  const source = sourceOf(script);
  refuseUnknownOptions(given, source);
  const env = { ...process.env, ...given };
  const photo = photoPath(options.photo);
  checkPhoto(photo ?? env.FACEGATE_PHOTO, process.cwd());
  const optionsFor = (target: Target) => {
    if (script.saturates && !saturate) refuseOnNetwork(script.name, target);
    if (script.kind !== 'limit') return {};
    const request = { mode: undefined, max: undefined, budget: undefined, saturate, command: 'load' as const };
    return limitOptionsOrThrow(script, target, request, env);
  };
  const { target, engine, out } = options;
  if (options.export !== undefined) {
    const parallelism = options.parallelism ?? 1;
    const cwd = process.cwd();
    return exportRun({ script, target, parallelism, out, photo, k6Options: args, optionsFor, env, cwd });
  }
  if (options.parallelism !== undefined)
    throw new UsageError('--parallelism is for --export k8s; on one machine the engine uses its cores by itself');
  const last = [...args, ...scriptOptionsIn(env, source).flatMap(([option, value]) => ['-e', `${option}=${value}`])];
  return runLoadCommand({
    target,
    engine,
    out,
    presentation: presentation(options, process.env, process.cwd()),
    seed: options.seed,
    script,
    kind: script.kind,
    photo,
    args,
    sla: undefined,
    words: ['load', script.shown],
    repeatAfter: [
      ...photoWords(options.photo),
      ...(options.resolve ?? []).flatMap((pair) => ['--resolve', pair]),
      ...(saturate ? ['--saturate'] : []),
      ...(last.length > 0 ? ['--', ...last] : []),
    ],
    optionsFor,
    env,
  });
}

function photoWords(photo: LoadOptions['photo']): string[] {
  if (photo === undefined) return [];
  return photo === true ? ['--photo'] : ['--photo', photo];
}

function refuseOnNetwork(name: string, { loopback, url }: Target): void {
  if (loopback) return;
  throw new UsageError(
    `load ${name} goes on until the service gives way, and ${url} is not this machine; agree on it with its owner, then give --saturate`,
  );
}
