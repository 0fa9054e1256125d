import type { EngineChoice } from '../../load/choose-engine.js';
import { runLoadCommand } from '../../load/run-load-command.js';
import { packageScript } from '../../load/scripts.js';
import { slaRun } from '../../load/sla/sla-run.js';
import { readSlaFile } from '../../load/sla-file.js';
import type { ExitCode } from '../../run/exit-codes.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';

/** Options of `facegate sla` as the command line gives them. */
export interface SlaCommandOptions extends PresentationOptions {
  readonly sla: string;
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out?: string;
  /** Of an earlier run, to send the same again. */
  readonly seed?: number;
}

/** Measures a target by a service level agreement and judges it; returns the exit code. */
export function slaCommand(options: SlaCommandOptions): Promise<ExitCode> {
  const sla = readSlaFile(options.sla, process.cwd());
  const { env, k6Arguments } = slaRun(sla);
  return runLoadCommand({
    target: options.target,
    engine: options.engine,
    out: options.out,
    presentation: presentation(options, process.env, process.cwd()),
    seed: options.seed,
    script: packageScript('latency'),
    kind: 'sla',
    photo: undefined,
    args: k6Arguments,
    sla,
    words: ['sla', '--sla', options.sla],
    repeatAfter: [],
    env: process.env,
    optionsFor: () => env,
  });
}
