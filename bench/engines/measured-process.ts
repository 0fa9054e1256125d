import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What one client process measured and took. */
export interface Measured {
  readonly requests: number;
  readonly perSecond: number;
  readonly failed: number;
  readonly checked: number;
  /** Largest resident memory in bytes; undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
  /** Processor time it took, its start included; undefined where the system does not tell. */
  readonly cpuSeconds: number | undefined;
}

export interface Client {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Text for its standard input. */
  readonly input: string;
}

/** Whether a process can be held on one core here. */
export const canPin = spawnSync('taskset', ['-c', '0', 'true']).status === 0;

const SAMPLE_EVERY_MS = 50;

/** Runs a client on the first core; it must print its numbers as JSON. Rejects with what it said when it fails. */
export function measure({ command, args, env, input }: Client): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const pinned = canPin ? ['taskset', '-c', '0', command, ...args] : [command, ...args];
    const child = spawn(pinned[0]!, pinned.slice(1), { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let out = '';
    let errors = '';
    let taken: Taken = { peakBytes: undefined, cpuSeconds: undefined };
    const sampler = setInterval(() => {
      taken = takenBy(child.pid!) ?? taken;
    }, SAMPLE_EVERY_MS);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(sampler);
      const json = /\{.*\}/.exec(out)?.[0];
      if (code !== 0 || json === undefined)
        reject(new Error(`${command} ended with code ${code}: ${errors.slice(-2000)}`));
      else resolve({ ...(JSON.parse(json) as Omit<Measured, keyof Taken>), ...taken });
    });
    child.stdin.end(input);
  });
}

type Taken = Pick<Measured, 'peakBytes' | 'cpuSeconds'>;

/** Ticks of processor time a second, as Linux counts them for programs. */
const TICKS = 100;

/** What a process has taken so far, from /proc; undefined when it has ended or there is no /proc. */
function takenBy(pid: number): Taken | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    if (kilobytes === undefined) return undefined;
    return { peakBytes: Number(kilobytes) * 1024, cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS };
  } catch {
    return undefined;
  }
}
