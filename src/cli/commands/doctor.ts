import type { PreflightJudgement } from '../../contract/preflight.js';
import type { PhotoStatus } from '../../emulator/photos/inspector.js';
import type { Console, Style } from '../../output/console.js';
import { type ExitCode, worstExit } from '../../run/exit-codes.js';
import type { FoundBrowser } from '../../run/find-browser.js';
import type { Connection } from '../../run/target/connect.js';
import type { Environment } from '../../run/target/expand-env.js';
import type { Target } from '../../run/target/types.js';
import type { Check } from '../doctor/check.js';
import { checkBrowser } from '../doctor/check-browser.js';
import { checkDetector } from '../doctor/check-detector.js';
import { checkK6, type RunProgram } from '../doctor/check-k6.js';
import { checkNode } from '../doctor/check-node.js';
import { checkTarget } from '../doctor/check-target.js';

export interface DoctorOptions {
  /** Name or file, as for `--target`. */
  readonly target: string;
}

/** What the doctor looks at; `systemDoctor` gives the real ones. */
export interface DoctorDeps {
  readonly console: Pick<Console, 'line'>;
  readonly env: Environment;
  /** Of the running Node.js, e.g. `20.20.2`. */
  readonly nodeVersion: string;
  readonly findBrowser: (env: Environment) => Promise<FoundBrowser>;
  readonly runProgram: RunProgram;
  readonly photoStatus: () => Promise<PhotoStatus>;
  readonly loadTarget: (nameOrFile: string) => Target;
  readonly connect: (target: Target) => Promise<Connection>;
  /** Sends a request without credentials: nobody's call, so it counts for no account. */
  readonly ask: (target: Target) => Promise<PreflightJudgement>;
}

const STYLES: Readonly<Record<Check['state'], Style>> = { ok: 'green', warning: 'yellow', missing: 'red' };

/**
 * Says what a run on this machine would miss: one line each, with the cure. Sends the target one request
 * without credentials. Ends 0 when a run is possible, 2 when Node.js is too old or the target's settings are wrong, 3 when the
 * target cannot be reached or is not the API.
 */
export async function doctorCommand(options: DoctorOptions, deps: DoctorDeps): Promise<ExitCode> {
  const checks = [
    checkNode(deps.nodeVersion),
    checkBrowser(await deps.findBrowser(deps.env)),
    await checkK6(deps.env, deps.runProgram),
    checkDetector(await deps.photoStatus()),
    ...(await checkTarget(options.target, deps.loadTarget, deps.connect, deps.ask)),
  ];
  for (const check of checks) deps.console.line(line(check));
  return worstExit(checks.map((check) => check.exitCode));
}

function line({ state, name, detail, cure }: Check) {
  const rest = `  ${name.padEnd(11)}  ${detail}${cure === '' ? '' : `  → ${cure}`}`;
  return [{ text: state.padEnd(7), style: STYLES[state] }, rest];
}
