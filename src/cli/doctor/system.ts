import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import type { Console } from '../../output/console.js';
import type { DoctorDeps } from '../commands/doctor.js';
import { findBrowser } from '../find-browser.js';
import { connectTo } from '../target/connect.js';
import type { Environment } from '../target/expand-env.js';
import { loadTarget } from '../target/load-target.js';

const CONNECT_TIMEOUT_MS = 5_000;
const PROGRAM_TIMEOUT_MS = 10_000;

/** The doctor's view of this very machine. */
export function systemDoctor(given: {
  readonly console: Console;
  readonly env: Environment;
  readonly cwd: string;
  readonly projectTargetsDir: string;
}): DoctorDeps {
  const { console, env, cwd, projectTargetsDir } = given;
  const { resolve } = createRequire(import.meta.url);
  return {
    console,
    env,
    nodeVersion: process.versions.node,
    findBrowser,
    runProgram: async (path, args) => {
      const { stdout } = await promisify(execFile)(path, [...args], { timeout: PROGRAM_TIMEOUT_MS });
      return stdout;
    },
    isInstalled: (name) => {
      try {
        resolve(name);
        return true;
      } catch (cause) {
        // Resolving throws for one reason only that matters here: the package is not there, or not whole.
        if (cause instanceof Error && 'code' in cause) return false;
        throw cause;
      }
    },
    loadTarget: (nameOrFile) => loadTarget(nameOrFile, { env, cwd, projectTargetsDir, emulator: undefined }),
    connect: (url) => connectTo(url, CONNECT_TIMEOUT_MS),
  };
}
