import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sayOfClient as say } from '../sayings/client.js';
import { ask } from './ask.js';

/** A line that a program of the user printed. */
export interface Line {
  readonly atMs: number;
  readonly text: string;
}

/** What all programs of a run printed, in order; the oldest lines are forgotten beyond some megabytes. */
export interface Output {
  readonly lines: readonly Line[];
  take(child: ChildProcess): void;
}

/** A program of the user that is kept running. */
export interface AppProcess {
  /** How it ended by itself; empty as long as it runs. */
  ended(): string;
  /** Resolves as soon as it has answered twice more or has ended: what it had put off, a crash as well, is over by then. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

const MOST_LINES = 20_000;
const LONGEST_LINE = 4_000;
const READY_EVERY_MS = 100;
const READY_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 3_000;
/** An app that is about to end may take so long on a busy machine. */
const SETTLE_WITHIN_MS = 10_000;

export function openOutput(): Output {
  const lines: Line[] = [];
  const put = (text: string) => {
    lines.push({ atMs: performance.now(), text: text.slice(0, LONGEST_LINE) });
    if (lines.length > MOST_LINES) lines.splice(0, MOST_LINES / 10);
  };
  return {
    lines,
    take(child) {
      for (const stream of [child.stdout, child.stderr]) {
        let rest = '';
        stream?.setEncoding('utf8');
        stream?.on('data', (chunk: string) => {
          const parts = (rest + chunk).split('\n');
          rest = parts.pop()!;
          for (const part of parts) put(part.replace(/\r$/, ''));
          if (rest.length > LONGEST_LINE) {
            put(rest);
            rest = '';
          }
        });
        stream?.on('end', () => rest !== '' && put(rest));
        stream?.on('error', () => undefined);
      }
    },
  };
}

export interface StartApp {
  readonly command: string;
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Answers as soon as the app is ready; of an address that is only connected to any answer counts. */
  readonly ready: string;
}

/** Starts a command in a shell; its children belong to it. */
export function startCommand(command: string, folder: string, env: NodeJS.ProcessEnv, output: Output): ChildProcess {
  const child = spawn(command, {
    shell: true,
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  output.take(child);
  return child;
}

/** Ends a command and all that it has started. */
export function endCommand(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended already.
  }
}

/** Starts the app and waits until it is ready, or says why it is not. `stopped` gives up the waiting. */
export async function startApp(
  { command, folder, env, ready }: StartApp,
  output: Output,
  stopped: () => boolean,
): Promise<AppProcess | { readonly failed: string }> {
  if (await answers(ready)) return { failed: say('answersAlready', { url: ready }) };
  const child = startCommand(command, folder, env, output);
  let end = '';
  const over = new Promise<void>((resolve) => {
    child.once('error', (error) => {
      end = error.message;
      resolve();
    });
    child.once('exit', (code, signal) => {
      end = signal === null ? say('exitCode', { count: code ?? 0 }) : say('bySignal', { errno: signal });
      resolve();
    });
  });
  const stop = async () => {
    endCommand(child, 'SIGTERM');
    const late = setTimeout(() => endCommand(child, 'SIGKILL'), STOP_WITHIN_MS);
    await over;
    clearTimeout(late);
    // What it left behind.
    endCommand(child, 'SIGKILL');
  };
  const deadline = performance.now() + READY_WITHIN_MS;
  while (!(await answers(ready))) {
    if (end !== '') return { failed: say('endedBeforeReady', { reason: end, text: command }) };
    if (performance.now() > deadline || stopped()) {
      await stop();
      return { failed: say('notReady', { of: READY_WITHIN_MS / 1000, url: ready }) };
    }
    await Promise.race([sleep(READY_EVERY_MS), over]);
  }
  const asked = async () => {
    const { status } = await ask({
      method: 'GET',
      url: ready,
      headers: {},
      body: undefined,
      deadlineMs: SETTLE_WITHIN_MS,
    });
    if (status === 0) await Promise.race([over, sleep(SETTLE_WITHIN_MS, undefined, { ref: false })]);
  };
  let stoppedByUs = false;
  return {
    ended: () => (stoppedByUs ? '' : end),
    async settled() {
      // After the first answer it has had time; before the second it has done what was due.
      await asked();
      await sleep(READY_EVERY_MS);
      await asked();
    },
    stop() {
      // One that had ended before has ended by itself for everybody who has yet to ask.
      stoppedByUs ||= end === '';
      return stop();
    },
  };
}

async function answers(url: string): Promise<boolean> {
  const { status } = await ask({ method: 'GET', url, headers: {}, body: undefined, deadlineMs: 2_000 });
  return status > 0 && status < 500;
}
