import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packageRoot } from '../../run/package-root.js';
import { readResults, runCli, scratchFolder, startCli } from './run-cli.fixture.js';

const main = join(packageRoot, 'dist', 'src', 'cli', 'main.js');
const linux = process.platform === 'linux';

/** Runs the program under a shell that first does what is said. */
function under(first: string, args: readonly string[], cwd: string): Promise<{ code: number | null; stderr: string }> {
  const child = spawn('sh', ['-c', `${first}exec "$0" "$@"`, process.execPath, main, ...args], {
    cwd,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', first === '' ? 'pipe' : 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stderr })));
}

describe.skipIf(!linux)('trust row 29: a machine that gives way ends a run with 5 and a cause, never 1', () => {
  it.each([
    [128, /allows 128 open files, and a run needs \d+ at least; allow more with "ulimit -n/],
    [40, /too many files are open; allow more with "ulimit -n/],
  ])('%d open files', async (limit, cause) => {
    const cwd = scratchFolder();
    const { code, stderr } = await under(`ulimit -n ${limit}; `, ['contract', '--rule', 'biz_no.*'], cwd);
    expect([code, stderr]).toEqual([5, expect.stringMatching(cause)]);
    expect(existsSync(join(cwd, 'reports'))).toBe(false);
  });

  it.each([[['rules']], [['--help']]])('%j printed to a full device', async (args) => {
    const { code, stderr } = await under('exec >/dev/full; ', args, scratchFolder());
    expect([code, stderr]).toEqual([5, expect.stringContaining('what was printed is lost: ENOSPC')]);
  });

  it('no folder for temporary files', async () => {
    const cwd = scratchFolder();
    const env = { TMPDIR: join(cwd, 'not-there') };
    const { code, stderr } = await runCli(['contract', '--rule', 'biz_no.required'], cwd, env);
    expect([code, stderr]).toEqual([
      5,
      expect.stringMatching(/temporary files in .*not-there.*name a folder in TMPDIR/),
    ]);
    expect(readdirSync(join(cwd, 'reports'))).toEqual([]);
  });

  it('no room for temporary files', async () => {
    const cwd = scratchFolder();
    const small = join(cwd, 'small');
    mkdirSync(small);
    // Only root may mount; elsewhere there is nothing to see.
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'none', small]).status !== 0) return;
    try {
      const { code, stderr } = await runCli(['contract', '--rule', 'biz_no.*'], cwd, { TMPDIR: small });
      expect([code, stderr]).toEqual([5, expect.stringContaining('in TMPDIR')]);
    } finally {
      spawnSync('umount', ['-l', small]);
    }
  });

  it('the embedded emulator killed in the middle of load', async () => {
    const cwd = scratchFolder();
    const env = { FACEGATE_DURATION: '8s', FACEGATE_RATE: '10' };
    const { child, ended } = startCli(['load', 'latency', '--engine', 'node', '--out', 'out'], cwd, env);
    const begun = () =>
      existsSync(join(cwd, 'out', 'records.jsonl')) &&
      readFileSync(join(cwd, 'out', 'records.jsonl'), 'utf8').includes('"type":"load"');
    while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 50));
    process.kill(emulatorOf(child.pid!), 'SIGKILL');
    const { code, stdout } = await ended;
    expect([code, stdout]).toEqual([5, expect.stringContaining('the embedded emulator was ended (SIGKILL)')]);
    expect(readResults(join(cwd, 'out'))).toMatchObject({ exitCode: 5, verdict: 'error', run: { complete: false } });
  });
});

/** The process of the emulator that a run has started. */
function emulatorOf(parent: number): number {
  const found = readdirSync('/proc').find((pid) => {
    try {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const child = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] === String(parent);
      return child && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('emulator-child');
    } catch {
      return false;
    }
  });
  return Number(found);
}
