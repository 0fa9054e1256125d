import { join } from 'node:path';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import type { EngineChoice } from '../load/choose-engine.js';
import { limitOptionsOrThrow } from '../load/limit-options.js';
import { runLoadCommand } from '../load/run-load-command.js';
import { refuseSecretArguments } from '../load/script-env.js';
import { findScript } from '../load/scripts.js';
import { packageRoot } from '../package-root.js';
import type { Target } from '../target/types.js';

/** Options of `facegate load` as the command line gives them. */
export interface LoadOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out?: string;
  readonly saturate?: boolean;
  /** A JPEG; true for the package's own. */
  readonly photo?: string | true;
}

/** Runs a load script, writes the run's folder, prints what came of it; returns the exit code. */
export async function loadCommand(name: string, k6Options: readonly string[], options: LoadOptions): Promise<ExitCode> {
  const script = findScript(name, process.cwd());
  const saturate = options.saturate ?? false;
  refuseSecretArguments(k6Options);
  return runLoadCommand({
    target: options.target,
    engine: options.engine,
    out: options.out,
    script,
    kind: script.kind,
    photo: options.photo === true ? join(packageRoot, 'fixtures', 'images', 'one-face.jpg') : options.photo,
    args: k6Options,
    sla: undefined,
    words: ['load', script.shown],
    repeatAfter: [...(saturate ? ['--saturate'] : []), ...(k6Options.length > 0 ? ['--', ...k6Options] : [])],
    optionsFor(target) {
      if (script.saturates && !saturate) refuseOnNetwork(script.name, target);
      if (script.kind !== 'limit') return {};
      const request = { mode: undefined, max: undefined, budget: undefined, saturate };
      return limitOptionsOrThrow(script, target, request, process.env);
    },
    print: () => undefined,
  });
}

function refuseOnNetwork(name: string, { loopback, url }: Target): void {
  if (loopback) return;
  throw new UsageError(
    `load ${name} goes on until the service gives way, and ${url} is not this machine; agree on it with its owner, then give --saturate`,
  );
}
