import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startEmulate, writeEmulateTarget } from './emulate.fixture.js';
import { readResults, runCli, scratchFolder } from './run-cli.fixture.js';

vi.setConfig({ testTimeout: 120_000 });

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** The emulator recovers at once, so that the search need not rest. */
const QUICK = { FACEGATE_SETTLE: '20ms', FACEGATE_IDLE: '50ms' };

async function limit(args: readonly string[], cwd = scratchFolder()) {
  const ended = await runCli(['limit', '--engine', 'node', '--out', 'out', ...args], cwd, QUICK);
  return { ...ended, record: () => readResults(join(cwd, 'out')).load[0]?.limit };
}

describe('facegate limit', () => {
  it('names the limit of the embedded emulator, with its evidence', async () => {
    const { code, stdout, record } = await limit([]);
    expect(code).toBe(0);
    expect(stdout).toContain('5 requests may be in flight at once');
    expect(record()).toMatchObject({ value: 5, low: 5, high: 5, cause: 'concurrency', stopped: '' });
  });

  it('a headroom check goes no further than it was told', async () => {
    const { code, record } = await limit(['--mode', 'headroom', '--max', '3']);
    expect(code).toBe(0);
    expect(record()?.evidence[0]).toBe('at least 3 at once are accepted; more was not tried');
    expect(Math.max(...(record()?.staircase ?? []).map(({ level }) => level))).toBe(3);
  });

  it('is not sure when its requests are used up: exit 4', async () => {
    const { code, stdout, record } = await limit(['--budget', '20']);
    expect(code).toBe(4);
    expect(stdout).toContain('the limit is not known for sure: the budget of 20 requests');
    expect(record()?.requests).toBeLessThanOrEqual(20);
  });

  it('a target that accepts fewer than its file promises ends 1', async () => {
    const cwd = scratchFolder();
    const emulator = await startEmulate(['--concurrency-limit', '2'], cwd);
    closing.push(emulator.close);
    const file = writeEmulateTarget(cwd, emulator.url, 'concurrency_limit: 4\n');
    const { code, stdout } = await limit(['--target', file], cwd);
    expect(code).toBe(1);
    expect(stdout).toContain('2 at once are accepted, and the target file promises 4');
  });

  it('the headroom check of a target on the network needs to know how many are contracted', async () => {
    const cwd = scratchFolder();
    const { code, stderr } = await limit(['--target', writeEmulateTarget(cwd, 'https://192.0.2.1')], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('give --max, or concurrency_limit');
  });
});
