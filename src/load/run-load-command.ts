import { randomInt } from 'node:crypto';
import type { Secret } from '../output/redactor.js';
import type { LoadKind } from '../records/load-types.js';
import { UsageError } from '../run/errors.js';
import type { ExitCode } from '../run/exit-codes.js';
import { openRun, resultsOf, runSeedOf } from '../run/finish-run.js';
import { packageVersion } from '../run/package-root.js';
import { type PresentationOptions, presentation } from '../run/presentation.js';
import { publishRun } from '../run/publish-run.js';
import { repeatWords } from '../run/repeat-words.js';
import { beginRecords } from '../run/run-records.js';
import type { Environment } from '../run/target/expand-env.js';
import { guardSecrets } from '../run/target/secrets.js';
import type { Target } from '../run/target/types.js';
import { remainingForScript } from './budget.js';
import { chooseEngine, type EngineChoice } from './choose-engine.js';
import type { LimitOptions } from './limit/limit-options.js';
import { type LiveSession, openLive } from './live/open-live.js';
import type { LoadJob } from './load-job.js';
import { openLoadTarget } from './open-load-target.js';
import { photoSent } from './photo.js';
import { runLoadPart } from './run-load-part.js';
import { scriptEnvironment } from './script-env.js';
import type { LoadScript } from './scripts.js';
import type { Sla } from './sla/sla.js';

/** What every command that runs a load script is given on the command line. */
export interface RunOptions extends PresentationOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly out?: string;
  /** Seed of what is sent, to send the same again; without it a random one, which the run prints. */
  readonly seed?: number;
  /** Show how it goes on a page on this machine. */
  readonly live?: boolean;
}

/** A command that runs one load script. */
export interface LoadCommand {
  /** All that is given, the options of the one command as well. */
  readonly given: RunOptions;
  readonly script: LoadScript;
  readonly kind: LoadKind;
  /** k6's own options. */
  readonly args: readonly string[];
  /** What these give the script and must not be written down. */
  readonly secrets?: readonly Secret[];
  readonly sla: Sla | undefined;
  /** The words after `facegate` that name what is run. */
  readonly words: readonly string[];
  /** What follows after `--`. */
  readonly repeatAfter?: readonly string[];
  /** The script's options for this target. */
  readonly optionsFor: (target: Target) => LimitOptions;
  /** The user's environment; FACEGATE_PHOTO in it names the photo that is sent along. */
  readonly env: Environment;
  /** That of this process, which programs that it starts inherit: secrets of the target are taken out of it. */
  readonly ownEnv: NodeJS.ProcessEnv;
}

/**
 * Runs it, writes the run's folder, prints what came of it; returns the exit code. Throws `UsageError` when the command may not be
 * run against the target.
 */
export async function runLoadCommand(command: LoadCommand): Promise<ExitCode> {
  const { given, script, kind, args, sla } = command;
  const env = { ...command.env };
  const cwd = process.cwd();
  const shown = presentation(given, env, cwd);
  const { texts } = shown.language;
  const engine = chooseEngine(given.engine, env);
  const photos = (env.FACEGATE_PHOTO ?? '') !== '';
  const { target, broken, close } = await openLoadTarget(given.target, { env, cwd, photos });
  let session: LiveSession | undefined;
  try {
    guardSecrets(target, command.ownEnv);
    const redactor = guardSecrets(target, env, photoSent(env.FACEGATE_PHOTO, cwd), command.secrets);
    const named = command.words.join(' ');
    session = await openLive(given.live ?? false, { command: named, target }, shown, redactor);
    const { console, live } = session;
    const decided = command.optionsFor(target);
    if (decided.kind === 'refused') throw new UsageError(decided.why);
    const seed = given.seed ?? randomInt(1_000_000_000);
    const { repeatAfter = [] } = command;
    const words = [
      ...repeatWords(command.words, given, seed),
      ...(repeatAfter.length > 0 ? ['--', ...repeatAfter] : []),
    ];
    const frame = openRun({ target, out: given.out, cwd, seed, command: words, presentation: shown });
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${texts.progress.load(named, target, `${engine.kind} ${engine.version}`)}`,
    ]);
    // A service may have kept the serial numbers of an earlier run; the emulator of this run has not.
    const runSeed = target.kind === 'embedded' ? seed.toString(36) : runSeedOf(frame);
    const job: LoadJob = {
      script,
      kind,
      engine,
      target,
      env: scriptEnvironment({ target, script, env, cwd, runSeed, options: decided.options }),
      args,
      remaining: remainingForScript(script, target.budget, 0),
      sla,
      cwd,
    };
    const records = beginRecords(frame, redactor);
    const scriptSummary = texts.language === 'en' || kind === 'script';
    const part = await runLoadPart(job, { redactor, console, records, broken, live, scriptSummary, texts });
    const parts = { contract: undefined, load: [part.record], findings: part.findings, redactions: [] };
    const results = resultsOf(frame, parts, redactor);
    session.ended(results);
    return await publishRun(frame, results, console);
  } finally {
    await session?.close();
    await close();
  }
}
