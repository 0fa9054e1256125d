import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emulatorAccounts } from '../src/emulator/accounts.js';
import { type Emulator, startEmulator } from '../src/emulator/server.js';
import { testOptions } from '../src/emulator/testing/test-app.js';
import { prepareScript } from '../src/k6/prepare.js';
import { type LoadOptions, runLoadOn } from '../src/k6/run.js';
import { spawnInline } from '../src/k6/thread.js';
import { latencyRecord } from '../src/load/records/latency-record.js';
import { requestsOf, SampleTally } from '../src/load/records/samples.js';
import { readSummary } from '../src/load/records/summary-record.js';
import { judgedInTime } from '../src/testing/judged-in-time.js';

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator(testOptions({ latency: { kind: 'fixed', ms: 15 } }));
});
afterAll(() => emulator.close());

const runHere = (options: LoadOptions) =>
  runLoadOn(options, { workers: 1, prepare: prepareScript, spawn: spawnInline });

/** Runs a script on the embedded engine, in this process. */
async function run(name: string, env: Readonly<Record<string, string>>) {
  const { apiKey, apiSecret } = emulatorAccounts.full;
  const tally = new SampleTally([]);
  const outcome = await runHere({
    script: new URL(`${name}.ts`, import.meta.url).pathname,
    env: {
      FACEGATE_URL: emulator.url,
      FACEGATE_API_KEY: apiKey,
      FACEGATE_API_SECRET: apiSecret,
      FACEGATE_SUMMARY: 'summary.json',
      ...env,
    },
    onPoints: (lines) => {
      for (const line of lines.split('\n')) tally.add(line);
    },
  });
  return { outcome, samples: tally.samples() };
}

describe('the scripts on the embedded engine', () => {
  test('smoke: every request gets a token', async () => {
    const { outcome, samples } = await run('smoke', { FACEGATE_COUNT: '4' });
    expect(outcome).toMatchObject({ exitCode: 0, cause: [] });
    expect(samples.outcomes.ok).toBe(4);
    expect(samples.server.count).toBe(4);
  });

  test('smoke without a secret: nothing is sent', async () => {
    const before = emulator.stats().requests;
    const { outcome } = await run('smoke', { FACEGATE_API_SECRET: '' });
    expect(outcome.exitCode).toBe(107);
    expect(outcome.cause.join('\n')).toContain('FACEGATE_API_SECRET is not set');
    expect(emulator.stats().requests).toBe(before);
  });

  test('latency: the warm-up apart, wall clock split into server and network, samples and summary agree', (context) =>
    judgedInTime(context, { toleratesMs: 200, counts: 'worst stall' }, async () => {
      const { outcome, samples } = await run('latency', {
        FACEGATE_RATE: '20',
        FACEGATE_WARMUP: '1s',
        FACEGATE_DURATION: '1s',
        FACEGATE_P95_MS: '5000',
      });
      expect(outcome.exitCode).toBe(0);
      expect(samples.warmup).toBeGreaterThanOrEqual(20);
      expect(requestsOf(samples)).toBeGreaterThanOrEqual(20);
      const summary = readSummary(String(outcome.handleSummaryFiles['summary.json'] ?? ''));
      if (summary.kind !== 'summary') throw new Error(summary.why);
      expect(summary.metrics['facegate_wall{phase:measure}']?.values.count).toBe(requestsOf(samples));
      expect(summary.metrics.facegate_wall?.values.count).toBe(requestsOf(samples) + samples.warmup);
      expect(summary.thresholds.every(({ ok }) => ok)).toBe(true);
      const { shares } = latencyRecord(samples);
      expect(shares?.server.p50).toBeGreaterThanOrEqual(15);
      expect(shares?.wall.mean).toBeCloseTo((shares?.server.mean ?? 0) + (shares?.network.mean ?? 0), 3);
    }));

  test.each([
    ['soak', { FACEGATE_RATE: '10', FACEGATE_WARMUP: '0s', FACEGATE_DURATION: '1s' }],
    ['ramp', { FACEGATE_RATE: '10', FACEGATE_DURATION: '1s' }],
    ['spike', { FACEGATE_RATE: '2', FACEGATE_PEAK: '20', FACEGATE_DURATION: '1s' }],
  ])('%s runs to its end', async (name, env) => {
    const { outcome, samples } = await run(name, { ...env, FACEGATE_P95_MS: '5000', FACEGATE_P99_MS: '5000' });
    expect(outcome).toMatchObject({ exitCode: 0, incomplete: false });
    expect(samples.outcomes.ok).toBeGreaterThan(3);
    expect(requestsOf(samples)).toBe(samples.outcomes.ok);
  });
});
