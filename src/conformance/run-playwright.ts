import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { packageRoot } from '../run/package-root.js';
import { say } from '../sayings/run.js';
import { COORDINATOR_VARIABLE } from './harness/plan.js';
import type { RunnerMessage } from './harness/progress-reporter.js';
import { withoutProxies } from './send/proxy-variables.js';

/** How the runner ended. */
export interface RunnerEnd {
  /** Faults of the runner itself, not of the target; empty when there were none. */
  readonly errors: readonly string[];
  /** Why cases came to no result, by what the runner calls them. */
  readonly undecided: ReadonlyMap<string, string>;
}

/** Characters of the runner's output that are kept for the case that it fails. */
const KEPT_OUTPUT = 4000;

/** A started runner. */
export interface Runner {
  readonly ended: Promise<RunnerEnd>;
  /** Asks the runner to stop; what was recorded so far stays. */
  stop(): void;
  /** Ends it at once. */
  kill(): void;
}

/**
 * Starts Playwright's runner on the compiled specs, in a process group of its own, so that a Ctrl-C in the terminal
 * reaches it only through `stop`. Plan and credentials it gets from the coordinator of the run. What it and its browsers need for a
 * while lies in the given folder, which also stands in their environment.
 */
export function startRunner(
  coordinatorUrl: string,
  scratch: string,
  onMessage: (message: RunnerMessage) => void,
): Runner {
  const cli = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  const config = join(packageRoot, 'dist', 'playwright.config.js');
  const child = spawn(process.execPath, [cli, 'test', '--config', config], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      ...withoutProxies(process.env),
      [COORDINATOR_VARIABLE]: coordinatorUrl,
      FACEGATE_SCRATCH: scratch,
      PLAYWRIGHT_HTML_OPEN: 'never',
      // Everything is compiled already: nothing to transform, nothing to keep for the next time.
      PW_DISABLE_TS_ESM: '1',
      ...ownTemporary(scratch),
      FORCE_COLOR: '0',
    },
  });
  const errors: string[] = [];
  const undecided = new Map<string, string>();
  let begun = false;
  let output = '';
  const keep = (chunk: Buffer) => {
    // Whole lines: what was cut inside one could not be redacted any more.
    output += chunk.toString('utf8');
    if (output.length > KEPT_OUTPUT)
      output = output.slice(output.lastIndexOf('\n', output.length - KEPT_OUTPUT - 1) + 1);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  child.on('message', (message: RunnerMessage) => {
    if (message.type === 'begin') begun = true;
    if (message.type === 'undecided') undecided.set(message.title, message.message);
    if (message.type === 'error') errors.push(message.message);
    onMessage(message);
  });
  let stopped = false;
  const ended = new Promise<RunnerEnd>((resolve) => {
    child.on('error', (error) => resolve({ errors: [say('runnerNotStarted', { reason: error.message })], undecided }));
    child.on('close', (code, signal) => {
      if (!begun && !stopped && errors.length === 0)
        errors.push(say('runnerEnded', { code: String(signal ?? code), text: output.trim() }));
      else if (signal !== null && !stopped) errors.push(say('runnerKilled', { code: signal }));
      resolve({ errors, undecided });
    });
  });
  return {
    ended,
    stop() {
      stopped = true;
      signalGroup(child, 'SIGINT');
    },
    kill() {
      stopped = true;
      signalGroup(child, 'SIGKILL');
    },
  };
}

/** The path of a socket may have 107 bytes; Chromium's own needs 45 of them: `/org.chromium.Chromium.a1B2c3/SingletonSocket`. */
const LONGEST_TEMPORARY = 60;

function ownTemporary(folder: string): { TMPDIR?: string } {
  return Buffer.byteLength(folder) > LONGEST_TEMPORARY ? {} : { TMPDIR: folder };
}

function signalGroup(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL'): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  // Playwright ends its workers itself on SIGINT; at SIGKILL the whole group must go.
  process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
}
