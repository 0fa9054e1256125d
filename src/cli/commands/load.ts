import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { createRedactor } from '../../output/redactor.js';
import { UsageError } from '../errors.js';
import type { ExitCode } from '../exit-codes.js';
import { remainingOf } from '../load/budget.js';
import { chooseEngine, type EngineChoice } from '../load/choose-engine.js';
import { frameRun, printEnd, RUN_LINKS, resultsOf, runSeedOf, writeRunFolder } from '../load/finish-run.js';
import { openLoadTarget } from '../load/open-load-target.js';
import { runLoadPart } from '../load/run-load-part.js';
import { refuseSecretArguments, scriptEnvironment } from '../load/script-env.js';
import { findScript } from '../load/scripts.js';
import { packageRoot, packageVersion } from '../package-root.js';
import { targetSecrets } from '../target/secrets.js';
import { openConsole } from '../terminal.js';

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
  const { env } = process;
  const cwd = process.cwd();
  const script = findScript(name, cwd);
  refuseSecretArguments(k6Options);
  const engine = chooseEngine(options.engine, env);
  const photo = photoPath(options.photo);
  const withPhotos = photo !== undefined || (env.FACEGATE_PHOTO ?? '') !== '';
  const { target, close } = await openLoadTarget(options.target, { env, cwd, photos: withPhotos });
  try {
    const redactor = createRedactor(targetSecrets(target));
    const console = openConsole(redactor);
    if (script.saturates && !target.loopback && options.saturate !== true)
      throw new UsageError(
        `load ${script.name} goes on until the service gives way, and ${target.url} is not this machine; agree on it with its owner, then give --saturate`,
      );
    const command = ['load', script.shown, '--target', options.target, '--engine', options.engine];
    const frame = frameRun({ target, out: options.out, cwd, seed: randomInt(1_000_000_000), command });
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  load ${script.shown} against ${target.name} (${target.url}), engine ${engine.version}`,
    ]);
    const part = await runLoadPart(
      {
        script,
        kind: script.kind,
        engine,
        env: scriptEnvironment({ target, script, env, cwd, photo, runSeed: runSeedOf(frame), options: {} }),
        args: k6Options,
        remaining: remainingOf(target.budget, 0),
        sla: undefined,
        cwd,
      },
      target,
      redactor,
      console,
    );
    const load = part.record === undefined ? [] : [part.record];
    const results = resultsOf(frame, { contract: undefined, load, findings: part.findings, redactions: [] }, redactor);
    printEnd(results, writeRunFolder(frame, results, redactor, RUN_LINKS), console);
    return results.exitCode as ExitCode;
  } finally {
    await close();
  }
}

function photoPath(photo: string | true | undefined): string | undefined {
  return photo === true ? join(packageRoot, 'fixtures', 'images', 'one-face.jpg') : photo;
}
