import { readFileSync } from 'node:fs';

/** The processes between this one and the person who typed `npx facegate …` or `npm run …`, as they are now. */
export interface Lineage {
  /** The shell that npm started; npm itself where that shell was replaced by this program. */
  readonly parent: number;
  /** The parent of that; undefined where it cannot be told. */
  readonly grandparent: number | undefined;
  /** How often a waiting shell that catches SIGINT has been woken; undefined for any other parent. */
  readonly shellWakes: number | undefined;
}

const LOOK_EVERY_MS = 500;
const SEE_OWN_MS = 200;
/** After a longer gap between two looks the machine slept, which wakes a shell as a signal does. */
const SLEPT_MS = 5_000;

/** npm and its like, by the title that they give themselves or by the path of their program. */
const NPM = /(?:^|[\\/])(?:npm|npx|pnpm|pnpx|yarn|yarnpkg|bun)(?:-cli)?(?:\.[cm]?js|\.exe)?(?: |$)/;

/**
 * Under npm the signal for a run often reaches npm or its shell alone: on SIGTERM both end and leave this program behind,
 * on SIGINT a shell such as dash waits for a program that was told nothing. Sends this process the signal it missed.
 */
export function followLauncher(environment: Readonly<Record<string, string | undefined>>): void {
  if (!startedByNpm(environment, argumentsOf(process.ppid))) return;
  let before = lineage();
  let lookedAtMs = Date.now();
  const timer = setInterval(() => {
    const now = lineage();
    const gapMs = Date.now() - lookedAtMs;
    const signal = missedSignal(before, now, gapMs);
    before = now;
    lookedAtMs = Date.now();
    if (signal === undefined) return;
    clearInterval(timer);
    // A Ctrl-C in the terminal reaches all of them: this process may just be about to see its own.
    setTimeout(() => !signalled && process.kill(process.pid, signal), SEE_OWN_MS).unref();
  }, LOOK_EVERY_MS);
  timer.unref();
  let signalled = false;
  // Beside whoever handles the signals; alone this would keep them from ending the program.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      signalled = true;
      clearInterval(timer);
    });
  }
}

/** This program named as a command of a script, e.g. behind `cross-env A=1` or as `./node_modules/.bin/facegate`. */
const THIS_PROGRAM = /(?:^|[\s"'\\/;&|(])facegate(?:\.cmd)?(?=$|[\s"';|)])/;
/** What a script begins to have a program outlive it. */
const LETS_GO = /(?<!&)&(?!&)|\b(?:setsid|daemonize|start-stop-daemon|pm2)\b/;

/**
 * Whether npm waits for this program: npm or the shell that it runs a script in is the parent, or the script names this program itself
 * behind another such as cross-env or timeout. A script with `&` or setsid leaves it running on purpose; so may a program that starts it
 * unnamed. `parent`: its command line; undefined where it cannot be told.
 */
export function startedByNpm(
  { npm_lifecycle_script: script }: Readonly<Record<string, string | undefined>>,
  parent: readonly string[] | undefined,
): boolean {
  if (script === undefined || LETS_GO.test(script)) return false;
  if (parent === undefined || THIS_PROGRAM.test(script)) return true;
  const isShell = parent.includes('-c') && parent.some((argument) => argument.includes(script));
  return isShell || parent.slice(0, 2).some((argument) => NPM.test(argument));
}

/** The signal that this process should have had between two looks, the second `gapMs` after the first. */
export function missedSignal(before: Lineage, now: Lineage, gapMs: number): 'SIGINT' | 'SIGTERM' | undefined {
  if (now.parent !== before.parent || now.grandparent !== before.grandparent) return 'SIGTERM';
  if (now.shellWakes === before.shellWakes || before.shellWakes === undefined || gapMs > SLEPT_MS) return undefined;
  return 'SIGINT';
}

function lineage(): Lineage {
  const parent = process.ppid;
  const { PPid, SigCgt = '0', Name = '', voluntary_ctxt_switches: wakes } = statusOf(parent);
  const catchesInterrupt = (BigInt(`0x${SigCgt}`) & 2n) !== 0n;
  return {
    parent,
    grandparent: PPid === undefined ? undefined : Number(PPid),
    shellWakes: catchesInterrupt && /^(sh|dash|ash|bash)$/.test(Name) ? Number(wakes) : undefined,
  };
}

/** The command line of a process on Linux. */
function argumentsOf(pid: number): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
  } catch {
    return undefined;
  }
}

/** What Linux tells of a process; nothing elsewhere, or when it has ended. */
function statusOf(pid: number): Readonly<Record<string, string>> {
  try {
    const lines = readFileSync(`/proc/${pid}/status`, 'utf8').split('\n');
    return Object.fromEntries(lines.map((line) => line.split(/:\s*/, 2) as [string, string]));
  } catch {
    return {};
  }
}
