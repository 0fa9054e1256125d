import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';

/** What tells a process from every other: its id alone is given to another process sooner or later. */
export interface ProcessMark {
  readonly host: string;
  readonly pid: number;
  /** When it was started, in a form that only fits for comparing; empty where the system does not tell. */
  readonly started: string;
}

/** The mark of this process. */
export function ownMark(): ProcessMark {
  return { host: hostname(), pid: process.pid, started: startOf(process.pid) };
}

/** `gone`: it has ended, or its id belongs to another by now. `elsewhere`: it runs on another machine, which cannot be asked. */
export function stateOf({ host, pid, started }: ProcessMark): 'running' | 'gone' | 'elsewhere' {
  if (host !== hostname()) return 'elsewhere';
  if (!isThere(pid)) return 'gone';
  const now = startOf(pid);
  return started !== '' && now !== '' && started !== now ? 'gone' : 'running';
}

function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    // A process of another user may not be signalled, but it is there.
    return (cause as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function startOf(pid: number): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The program's name, in parentheses, may hold spaces: count from behind it. The start is field 22.
    return `${boot} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    // No /proc here: macOS and the BSDs have ps, Windows neither.
    if (process.platform === 'win32' || process.platform === 'linux') return '';
    return spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';
  }
}
