import { type RunOptions, runLoadCommand } from '../../load/run-load-command.js';
import { packageScript } from '../../load/scripts.js';
import { slaRun } from '../../load/sla/sla-run.js';
import { readSlaFile } from '../../load/sla-file.js';
import type { ExitCode } from '../../run/exit-codes.js';

/** Options of `facegate sla` as the command line gives them. */
export interface SlaCommandOptions extends RunOptions {
  readonly sla: string;
}

/** Measures a target by a service level agreement and judges it; returns the exit code. */
export function slaCommand(options: SlaCommandOptions): Promise<ExitCode> {
  const sla = readSlaFile(options.sla, process.cwd());
  const { env, k6Arguments } = slaRun(sla);
  return runLoadCommand({
    given: options,
    script: packageScript('latency'),
    kind: 'sla',
    args: k6Arguments,
    sla,
    words: ['sla'],
    env: process.env,
    ownEnv: process.env,
    optionsFor: () => ({ kind: 'options', options: env }),
  });
}
