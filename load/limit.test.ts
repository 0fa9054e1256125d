import { afterAll, beforeAll, describe, expect, onTestFinished, type TestContext, test } from 'vitest';
import { type LimitedServer, startLimited } from '../src/cli/e2e/limited-server.fixture.js';
import { startTarget } from '../src/cli/e2e/run-cli.fixture.js';
import { emulatorAccounts } from '../src/emulator/accounts.js';
import { type Emulator, startEmulator } from '../src/emulator/server.js';
import { testOptions } from '../src/emulator/testing/test-app.js';
import type { LoadOutcome } from '../src/k6/outcome.js';
import { prepareScript } from '../src/k6/prepare.js';
import { type LoadOptions, runLoadOn } from '../src/k6/run.js';
import { spawnInline } from '../src/k6/thread.js';
import { limitRecord } from '../src/load/records/limit-record.js';
import { SampleTally } from '../src/load/records/samples.js';
import type { LimitRecord } from '../src/records/load-types.js';
import { judgedInTime } from '../src/testing/judged-in-time.js';

const script = new URL('limit.ts', import.meta.url).pathname;

const runHere = (options: LoadOptions) =>
  runLoadOn(options, { workers: 1, prepare: prepareScript, spawn: spawnInline });

/** Runs the script on the embedded engine, in this process, and reads the record from its samples. */
async function search(
  url: string,
  role: keyof typeof emulatorAccounts,
  more: Readonly<Record<string, string>> = {},
): Promise<{ outcome: LoadOutcome; record: LimitRecord | undefined }> {
  const { apiKey, apiSecret } = emulatorAccounts[role];
  const tally = new SampleTally([]);
  const outcome = await runHere({
    script,
    env: {
      FACEGATE_URL: url,
      FACEGATE_API_KEY: apiKey,
      FACEGATE_API_SECRET: apiSecret,
      FACEGATE_SETTLE: '20ms',
      FACEGATE_IDLE: '50ms',
      FACEGATE_SUMMARY: 'summary.json',
      ...more,
    },
    onPoints: (lines) => {
      for (const line of lines.split('\n')) tally.add(line);
    },
  });
  return { outcome, record: limitRecord(tally.samples()) };
}

describe.each([
  // the limit, the share of false 500s, and how long a request stays, so that all are there at once
  [1, 0, 50],
  [5, 0.01, 50],
  [37, 0.01, 120],
])('an emulator that holds %d at once, with a share of %d false server errors', (limit, errorShare, holdMs) => {
  // A thread that stands still for most of the hold keeps requests from being there at once.
  const holdOf = (attempt: number) => holdMs * 3 ** (attempt - 1);
  const inTime = { toleratesMs: (attempt: number) => 0.5 * holdOf(attempt), counts: 'worst stall' } as const;

  test('is named exactly, with what it rests on', (context) => judgedInTime(context, inTime, expectNamed));

  async function expectNamed(attempt: number): Promise<void> {
    const limitedHoldMs = holdOf(attempt);
    const emulator = await startEmulator(testOptions({ concurrencyLimit: limit, limitedHoldMs, errorShare }));
    onTestFinished(() => emulator.close());
    const { outcome, record } = await search(emulator.url, 'limited', { FACEGATE_MAX: '200' });
    expect(record).toMatchObject({
      value: limit,
      low: limit,
      high: limit,
      cause: 'concurrency',
      reached: limit,
      shown: limit,
      stopped: '',
    });
    expect(record?.evidence[0]).toContain(`L = ${limit} (range ${limit}–${limit})`);
    // The emulator counts for itself: never more than the limit at work, and as many requests as the record says.
    expect(emulator.stats()).toMatchObject({ peakInFlight: limit, requests: record?.requests });
    expect(outcome).toMatchObject({ exitCode: 0, cause: [], incomplete: false });
    expect(outcome.handleSummaryFiles.stdout).toContain(`limit      ${limit} at once (range ${limit}–${limit})`);
  }
});

describe('an emulator without a limit', () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator(testOptions({ latency: { kind: 'fixed', ms: 20 } }));
  });
  afterAll(() => emulator.close());

  const slowMs = (attempt: number) => 60 * 3 ** (attempt - 1);
  const stall = { toleratesMs: (attempt: number) => 0.5 * slowMs(attempt), counts: 'worst stall' } as const;

  test('"none up to 16"', (context) => judgedInTime(context, stall, expectNone));

  async function expectNone(attempt: number): Promise<void> {
    const latency = { kind: 'fixed', ms: slowMs(attempt) } as const;
    const slow = await startEmulator(testOptions({ latency }));
    onTestFinished(() => slow.close());
    const { outcome, record } = await search(slow.url, 'full', { FACEGATE_MAX: '16' });
    expect(record).toMatchObject({ value: null, low: 16, high: null, cause: 'none', reached: 16, stopped: '' });
    expect(slow.stats().peakInFlight).toBe(16);
    expect(outcome.exitCode).toBe(0);
    expect(outcome.handleSummaryFiles.stdout).toContain('limit      none up to 16 at once');
  }

  test('the headroom check says "at least"', (context) =>
    judgedInTime(context, { toleratesMs: 10, counts: 'worst stall' }, async () => {
      const { record } = await search(emulator.url, 'full', { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '4' });
      expect(record?.evidence[0]).toBe('at least 4 at once are accepted; more was not tried');
    }));

  test('keeps to a pace on average: what was sent is paid for before the next round', (context) =>
    judgedInTime(context, { toleratesMs: 10, counts: 'worst stall' }, async () => {
      const { outcome, record } = await search(emulator.url, 'full', {
        FACEGATE_MODE: 'headroom',
        FACEGATE_MAX: '2',
        FACEGATE_PER_SECOND: '40',
      });
      expect(record).toMatchObject({ low: 2, stopped: '' });
      const last = record?.staircase.at(-1)?.accepted ?? 0;
      const paidMs = ((record?.requests ?? 0) - last) * (1000 / 40);
      expect(outcome.summary?.state.testRunDurationMs).toBeGreaterThan(paidMs * 0.95);
    }));

  test('an account that may not call has no limit found: another 403 is not the limit', async () => {
    const { outcome, record } = await search(emulator.url, 'denied');
    expect(record).toMatchObject({ value: null, low: 0, high: null, cause: 'none' });
    expect(record?.stopped).toBe(
      '1 at once were not shown: three rounds in a row drew other answers, most of them 403 AUTHORIZATION_ERROR',
    );
    expect(outcome.exitCode).toBe(99);
  });

  test('a budget that is too small stops the search, and the run says so', async () => {
    const { outcome, record } = await search(emulator.url, 'full', { FACEGATE_BUDGET: '30' });
    expect(record?.stopped).toContain('the budget of 30 requests');
    expect(record?.requests).toBeLessThanOrEqual(30);
    expect(outcome.exitCode).toBe(99);
  });

  test('neither key nor secret is in the samples or the summary', async () => {
    const written: string[] = [];
    const { apiKey, apiSecret } = emulatorAccounts.full;
    const outcome = await runHere({
      script,
      env: {
        FACEGATE_URL: emulator.url,
        FACEGATE_API_KEY: apiKey,
        FACEGATE_API_SECRET: apiSecret,
        FACEGATE_MAX: '2',
        FACEGATE_SUMMARY: 'summary.json',
      },
      onPoints: (lines) => written.push(lines),
    });
    written.push(...Object.values(outcome.handleSummaryFiles).map(String));
    expect(written.join('')).toContain('facegate_limit_step');
    expect(written.join('')).not.toContain(apiSecret);
    expect(written.join('')).not.toContain(apiKey);
  });
});

/** Looks for the limit of a service that is hard to find it of. */
async function searchLimited(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  server: LimitedServer,
  more: Readonly<Record<string, string>> = {},
) {
  const { url, close } = await startLimited(server);
  onTestFinished(close);
  return search(url, 'full', { FACEGATE_IDLE: '300ms', ...more });
}

test.for([
  ['429', '429'],
  ['drop', 'connection reset'],
] as const)('trust row 16, trust row 32: a 5th that draws %s keeps 8 from being certified', ([over, what], context) =>
  judgedInTime(
    context,
    { toleratesMs: (attempt) => 50 * 3 ** (attempt - 1), counts: 'worst stall' },
    async (attempt) => {
      const more = { FACEGATE_MODE: 'headroom', FACEGATE_MAX: '8' };
      const { outcome, record } = await searchLimited(
        context,
        { limit: 4, answerMs: 100 * 3 ** (attempt - 1), over },
        more,
      );
      expect([outcome.exitCode, record?.value]).toEqual([99, null]);
      expect(record?.low).toBeLessThanOrEqual(4);
      expect(outcome.handleSummaryFiles.stdout).not.toMatch(/at least 8/);
      expect(record?.stopped).toContain(`most of them ${what}`);
    },
  ),
);

// What the search makes of such services, stats/limit/servers.test.ts has: these show that the engine sees them so. They mostly
// rest, side by side.
describe.concurrent('services that are hard to find the limit of', () => {
  test('5 from rest, or not sure, where slots are free 5 ms after an answer', async ({ expect, onTestFinished }) => {
    const { outcome, record } = await searchLimited({ onTestFinished }, { limit: 5, answerMs: 20, lateMs: 5 });
    if (record?.stopped === '') {
      expect(record).toMatchObject({ value: 5, cause: 'concurrency' });
      expect(outcome.exitCode).toBe(0);
      return;
    }
    expect([outcome.exitCode, record?.value]).toEqual([99, null]);
    expect(record?.low).toBeLessThanOrEqual(5);
    expect(record?.high ?? 5).toBeGreaterThanOrEqual(5);
  });

  test('trust row 32: answers in no time prove no level, however many are sent', async ({ expect, onTestFinished }) => {
    const { outcome, record } = await searchLimited({ onTestFinished }, { limit: 11, answerMs: 0 });
    expect([outcome.exitCode, record?.value]).toEqual([99, null]);
    expect(record?.shown).toBeLessThan(11);
  });

  test('a fair queue of 5 in place of refusals: it is named, or not sure', async ({ expect, onTestFinished }) => {
    const server = { limit: 5, answerMs: 100, over: 'wait' } as const;
    const { outcome, record } = await searchLimited({ onTestFinished }, server, { FACEGATE_MAX: '40' });
    expect(record?.value).toBeNull();
    if (outcome.exitCode === 99) return;
    expect([outcome.exitCode, record?.cause, record?.waitBeyond]).toEqual([0, 'queue', 5]);
  });

  // As long as requests are there at once, whatever the machine does besides.
  const stayMs = (attempt: number) => 60 * 3 ** (attempt - 1);
  const inTime = { toleratesMs: (attempt: number) => 0.5 * stayMs(attempt), counts: 'worst stall' } as const;

  test('one that resets connections after a while has no limit found, and what came is named', (context) =>
    judgedInTime(context, inTime, async (attempt) => {
      let count = 0;
      const { url, close } = await startTarget((_, response) => {
        count += 1;
        const answer = '{"token":"t","request_id":"r","time_used":20,"expired_time":9999999999}';
        if (count > 40) response.socket?.resetAndDestroy();
        else setTimeout(() => response.end(answer), stayMs(attempt));
      });
      onTestFinished(close);
      const { outcome, record } = await search(url, 'full', { FACEGATE_IDLE: '300ms' });
      expect(outcome.exitCode).toBe(99);
      expect(record).toMatchObject({ value: null, cause: 'none' });
      expect(record?.stopped).toContain('most of them connection reset');
    }));
});
