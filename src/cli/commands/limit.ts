import { limitOptions } from '../../load/limit/limit-options.js';
import { type RunOptions, runLoadCommand } from '../../load/run-load-command.js';
import { packageScript } from '../../load/scripts.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';

/** Options of `facegate limit` as the command line gives them. */
export interface LimitCommandOptions extends RunOptions {
  readonly max?: number;
  readonly budget?: number;
  readonly mode?: 'headroom' | 'saturate';
  /** The same as the mode `saturate`. */
  readonly saturate?: boolean;
}

/** Looks for the number of requests a target accepts at once; returns the exit code. */
export async function limitCommand(options: LimitCommandOptions): Promise<ExitCode> {
  const { max, budget } = options;
  if (options.saturate === true && options.mode === 'headroom')
    throw new UsageError('--saturate goes over the limit and --mode headroom never does; give one of them');
  const mode = options.saturate === true ? 'saturate' : options.mode;
  const script = packageScript('limit');
  return runLoadCommand({
    given: options,
    script,
    kind: 'limit',
    args: [],
    sla: undefined,
    words: ['limit'],
    env: process.env,
    ownEnv: process.env,
    optionsFor: (target) =>
      limitOptions(script, target, { mode, max, budget, saturate: mode === 'saturate', command: 'limit' }, process.env),
  });
}
