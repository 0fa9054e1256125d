import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { entryContract } from '../../../contracts/index.js';
import { createPhotoInspector } from '../../emulator/photos/inspector.js';
import type { Console } from '../../output/console.js';
import type { Redactor } from '../../output/redactor.js';
import { findBrowser } from '../../run/find-browser.js';
import { plainEnvironment } from '../../run/plain-environment.js';
import { connectTo } from '../../run/target/connect.js';
import type { Environment } from '../../run/target/expand-env.js';
import { loadTarget } from '../../run/target/load-target.js';
import { preflight } from '../../run/target/preflight.js';
import { targetSecrets } from '../../run/target/secrets.js';
import type { DoctorDeps } from '../commands/doctor.js';

const CONNECT_TIMEOUT_MS = 5_000;
const PROGRAM_TIMEOUT_MS = 10_000;

/** The doctor's view of this very machine. */
export function systemDoctor(given: {
  readonly console: Console;
  /** That of the console: it learns the target's secrets. */
  readonly redactor: Redactor;
  readonly env: Environment;
  readonly cwd: string;
  readonly projectTargetsDir: string;
}): DoctorDeps {
  const { console, redactor, env, cwd, projectTargetsDir } = given;
  return {
    console,
    env,
    nodeVersion: process.versions.node,
    findBrowser,
    runProgram: async (path, args) => {
      const { stdout } = await promisify(execFile)(path, [...args], {
        timeout: PROGRAM_TIMEOUT_MS,
        env: plainEnvironment(env),
      });
      return stdout;
    },
    photoStatus: async () => createPhotoInspector().status(),
    loadTarget: (nameOrFile) => {
      const target = loadTarget(nameOrFile, { env, cwd, projectTargetsDir, emulator: undefined });
      for (const { kind, value } of targetSecrets(target)) redactor.add(kind, value);
      return target;
    },
    ask: (target) => preflight(entryContract, target, undefined, randomUUID()),
    connect: (target) => connectTo(target, CONNECT_TIMEOUT_MS),
  };
}
