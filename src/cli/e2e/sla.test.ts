import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { startEmulate, writeEmulateTarget } from './emulate.fixture.js';
import { readResults, runCli, scratchFolder } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A generator that stands still for longer may have sent too little, or too late, to judge by. */
const IN_TIME = { toleratesMs: 200, counts: 'worst stall' } as const;

/** Judges an emulator by an agreement. Limits are far from what is measured, as the machine may be busy. */
async function judge(agreement: string, emulate: readonly string[]) {
  const cwd = scratchFolder();
  const emulator = await startEmulate(emulate, cwd);
  closing.push(emulator.close);
  writeFileSync(join(cwd, 'sla.yaml'), `${agreement}\nrate: 20\nwarmup: 0s\n`);
  const target = writeEmulateTarget(cwd, emulator.url);
  const ended = await runCli(['sla', '--sla', 'sla.yaml', '--engine', 'node', '-t', target, '--out', 'out'], cwd);
  return { ...ended, results: readResults(join(cwd, 'out')) };
}

describe('facegate sla', () => {
  it('passes what is proved', (context) =>
    judgedInTime(context, IN_TIME, async () => {
      const { code, stdout, results } = await judge(
        'latency: [{ percentile: 95, below_ms: 9000 }]\navailability: 95\nsamples: 80',
        ['--latency', '20'],
      );
      expect(stdout).toMatch(/p95 ≤ 9000 ms .*kept/);
      expect(code).toBe(0);
      expect(results.load[0]).toMatchObject({ kind: 'sla', sla: { verdict: 'pass', confidence: 95 } });
      expect(results.load[0]?.latency?.shares?.server.p50).toBeGreaterThanOrEqual(20);
    }));

  it('fails what is broken', async () => {
    const { code, stdout, results } = await judge('availability: 99\nsamples: 60', ['--error-share', '0.5']);
    expect(code).toBe(1);
    expect(stdout).toContain('availability ≥ 99 % is broken');
    expect(results.load[0]?.sla).toMatchObject({ verdict: 'fail' });
  });

  it('says how many more samples would decide', (context) =>
    judgedInTime(context, IN_TIME, async () => {
      const { code, stdout, results } = await judge('availability: 99.9\nsamples: 30', []);
      expect(code).toBe(4);
      expect(stdout).toContain('more samples like these would decide');
      const needed = results.load[0]?.sla?.objectives[0]?.samplesNeeded ?? 0;
      expect(needed + (results.load[0]?.latency?.requests ?? 0)).toBe(2995);
    }));

  it.each([
    ['no such file', undefined, '--sla sla.yaml: cannot be read (ENOENT)'],
    ['an unknown key', 'latencies: []', 'sla.yaml:1: "latencies" is unknown'],
  ])('%s ends 2', async (_what, text, said) => {
    const cwd = scratchFolder();
    if (text !== undefined) writeFileSync(join(cwd, 'sla.yaml'), text);
    const { code, stderr } = await runHere(['sla', '--sla', 'sla.yaml'], cwd);
    expect([code, stderr]).toEqual([2, expect.stringContaining(said)]);
  });
});
