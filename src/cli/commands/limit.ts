import type { EngineChoice } from '../../load/choose-engine.js';
import { limitOptionsOrThrow } from '../../load/limit/limit-options.js';
import { runLoadCommand } from '../../load/run-load-command.js';
import { packageScript } from '../../load/scripts.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';

/** Options of `facegate limit` as the command line gives them. */
export interface LimitCommandOptions extends PresentationOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out?: string;
  /** Of an earlier run, to send the same again. */
  readonly seed?: number;
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
    target: options.target,
    engine: options.engine,
    out: options.out,
    presentation: presentation(options, process.env, process.cwd()),
    seed: options.seed,
    script,
    kind: 'limit',
    photo: undefined,
    args: [],
    sla: undefined,
    words: ['limit'],
    repeatAfter: [
      ...(mode === undefined ? [] : ['--mode', mode]),
      ...(max === undefined ? [] : ['--max', String(max)]),
      ...(budget === undefined ? [] : ['--budget', String(budget)]),
    ],
    env: process.env,
    optionsFor: (target) => {
      const request = { mode, max, budget, saturate: mode === 'saturate', command: 'limit' as const };
      return limitOptionsOrThrow(script, target, request, process.env);
    },
  });
}
