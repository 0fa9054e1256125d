import { randomInt } from 'node:crypto';
import type { LoadKind } from '../records/load-types.js';
import type { ExitCode } from '../run/exit-codes.js';
import { openRun, resultsOf, runSeedOf } from '../run/finish-run.js';
import { packageVersion } from '../run/package-root.js';
import type { Presentation } from '../run/presentation.js';
import { publishRun } from '../run/publish-run.js';
import { beginRecords } from '../run/run-records.js';
import type { Environment } from '../run/target/expand-env.js';
import { guardSecrets } from '../run/target/secrets.js';
import type { Target } from '../run/target/types.js';
import { openConsole } from '../run/terminal.js';
import { remainingForScript } from './budget.js';
import { chooseEngine, type EngineChoice } from './choose-engine.js';
import { openLoadTarget } from './open-load-target.js';
import { photoSent } from './photo.js';
import { runLoadPart } from './run-load-part.js';
import { scriptEnvironment } from './script-env.js';
import type { LoadScript } from './scripts.js';
import type { Sla } from './sla/sla.js';

/** A command that runs one load script. */
export interface LoadCommand {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out: string | undefined;
  readonly presentation: Presentation;
  /** Seed of what is sent; undefined: a random one, which the run prints. */
  readonly seed: number | undefined;
  readonly script: LoadScript;
  readonly kind: LoadKind;
  readonly photo: string | undefined;
  /** k6's own options. */
  readonly args: readonly string[];
  readonly sla: Sla | undefined;
  /** The words after `facegate` that repeat the run, target, engine and seed apart. */
  readonly words: readonly string[];
  /** Those that come last. */
  readonly repeatAfter: readonly string[];
  /** The script's options for this target. Throws `UsageError` when the command may not be run against it. */
  readonly optionsFor: (target: Target) => Readonly<Record<string, string>>;
  /** The user's environment. */
  readonly env: Environment;
}

/** Runs it, writes the run's folder, prints what came of it; returns the exit code. */
export async function runLoadCommand(command: LoadCommand): Promise<ExitCode> {
  const { script, kind, photo, args, sla } = command;
  const env = { ...command.env };
  const cwd = process.cwd();
  const engine = chooseEngine(command.engine, env);
  const photos = photo !== undefined || (env.FACEGATE_PHOTO ?? '') !== '';
  const { target, broken, close } = await openLoadTarget(command.target, { env, cwd, photos });
  try {
    const redactor = guardSecrets(target, env, photoSent(photo ?? env.FACEGATE_PHOTO, cwd));
    const console = openConsole(redactor);
    const options = command.optionsFor(target);
    const aim = ['--target', command.target, '--engine', command.engine];
    const seed = command.seed ?? randomInt(1_000_000_000);
    const words = [...command.words, ...aim, '--seed', String(seed), ...command.repeatAfter];
    const frame = openRun({ target, out: command.out, cwd, seed, command: words, presentation: command.presentation });
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${command.words.join(' ')} against ${target.name} (${target.url}), engine ${engine.kind} ${engine.version}`,
    ]);
    // A service may have kept the serial numbers of an earlier run; the emulator of this run has not.
    const runSeed = target.kind === 'embedded' ? seed.toString(36) : runSeedOf(frame);
    const scriptEnv = scriptEnvironment({ target, script, env, cwd, photo, runSeed, options });
    const remaining = remainingForScript(script, target.budget, 0);
    const job = { script, kind, engine, env: scriptEnv, proxy: target.proxy, args, remaining, sla, cwd };
    const records = beginRecords(frame, redactor);
    const part = await runLoadPart(job, target, { redactor, console, records, broken });
    const parts = { contract: undefined, load: [part.record], findings: part.findings, redactions: [] };
    const results = resultsOf(frame, parts, redactor);
    return await publishRun(frame, results, console);
  } finally {
    await close();
  }
}
