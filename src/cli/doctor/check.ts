import type { ExitCode } from '../../run/exit-codes.js';

/** What was found about one thing that a run needs. */
export interface Check {
  /** `missing`: what needs it cannot run; `warning`: it runs, but something is to be known. */
  readonly state: 'ok' | 'warning' | 'missing';
  readonly name: string;
  readonly detail: string;
  /** What to do; empty when all is well. */
  readonly cure: string;
  /** How the doctor ends because of it: 0 unless no run at all is possible. */
  readonly exitCode: ExitCode;
}

export function ok(name: string, detail: string): Check {
  return { state: 'ok', name, detail, cure: '', exitCode: 0 };
}

export function warning(name: string, detail: string, cure: string): Check {
  return { state: 'warning', name, detail, cure, exitCode: 0 };
}

export function missing(name: string, detail: string, cure: string, exitCode: ExitCode = 0): Check {
  return { state: 'missing', name, detail, cure, exitCode };
}
