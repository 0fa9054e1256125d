import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { startEmulator } from '../../emulator/server.js';
import { testOptions } from '../../emulator/testing/test-app.js';
import { findK6 } from '../../k6/find-k6.js';
import type { LimitRecord } from '../../records/load-types.js';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { startEmulate, writeEmulateTarget } from './emulate.fixture.js';
import { engines } from './engines.fixture.js';
import { type LimitedServer, startLimited } from './limited-server.fixture.js';
import { readResults, runCli, scratchFolder, startCli, startTarget, until, writeTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

const closing: (() => void)[] = [];
afterAll(() => {
  for (const close of closing) close();
});

/** The emulator recovers at once, so that the search need not rest. */
const QUICK = { FACEGATE_SETTLE: '20ms', FACEGATE_IDLE: '300ms' };

/** A stall of client or server for as long as requests stay keeps them from being in flight at once. */
const stalls = (toleratesMs: (attempt: number) => number) => ({ toleratesMs, counts: 'worst stall' as const });

async function limit(args: readonly string[], cwd = scratchFolder()) {
  const engine = args.includes('--engine') ? [] : ['--engine', 'node'];
  const words = ['limit', ...engine, '--out', 'out', ...args];
  const ended = await runCli(words, cwd, QUICK);
  return { ...ended, record: () => readResults(join(cwd, 'out')).load[0]?.limit };
}

// On the node engine load/limit.test.ts has the same searches, in one process.
describe.skipIf(findK6(process.env) === undefined)(
  'facegate limit on k6 (needs FACEGATE_K6 or a k6 on the PATH)',
  { concurrent: true },
  () => {
    it.for<[limit: number, holdMs: number]>([
      // the limit, and how long a request stays, milliseconds
      [1, 40],
      [5, 40],
    ])('names %d exactly in spite of false server errors (requests of %d ms)', ([most, holdMs], context) =>
      judgedInTime(
        context,
        stalls((attempt) => 0.5 * holdMs * 3 ** (attempt - 1)),
        async (attempt) => {
          const limitedHoldMs = holdMs * 3 ** (attempt - 1);
          const emulator = await startEmulator(
            testOptions({ concurrencyLimit: most, limitedHoldMs, errorShare: 0.01, seed: 3 }),
          );
          closing.push(() => void emulator.close());
          const cwd = scratchFolder();
          const file = writeEmulateTarget(cwd, emulator.url, `concurrency_limit: ${most}\n`);
          const { code, stdout, record } = await limit(['--engine', 'k6', '-t', file], cwd);
          expect(record()).toMatchObject({ value: most, low: most, high: most, cause: 'concurrency', reached: most });
          expect(stdout).toContain(`${most} request${most === 1 ? '' : 's'} may be in flight at once`);
          expect(code).toBe(0);
        },
      ),
    );

    // What the search makes of slower slots, a limit that changes and one on the rate, stats/limit/servers.test.ts has.
    it('5 from rest, and what explains the loop, where slots are free 5 ms after an answer', async () => {
      const { code, stdout, record } = await limitOf({ limit: 5, answerMs: 20, lateMs: 5 });
      if (!isSure(code, record(), 5)) return;
      expect(code).toBe(0);
      expect(record()).toMatchObject({ value: 5, cause: 'concurrency' });
      expect(stdout).toContain('5 requests may be in flight at once');
      if (record()!.inLoop! < 5) expect(stdout).toMatch(/that is from rest: in a loop of .* answers/);
    });

    it('trust row 32: answers in no time prove no level, however many are sent', async () => {
      const { code, record } = await limitOf({ limit: 11, answerMs: 0 });
      expect([code, record()?.value]).toEqual([4, null]);
      expect(record()?.shown).toBeLessThan(11);
    });

    it('a fair queue of 5 in place of refusals: it is named, or not sure', async () => {
      const { code, stdout, record } = await limitOf({ limit: 5, answerMs: 100, over: 'wait' }, ['--max', '40']);
      expect(record()?.value).toBeNull();
      if (code === 4) return;
      expect([code, record()?.cause, record()?.waitBeyond]).toEqual([0, 'queue', 5]);
      expect(stdout).toContain('beyond 5 at once they wait');
    });

    it.for([
      ['429', '429'],
      ['drop', 'connection reset'],
    ] as const)(
      'trust row 16, trust row 32: a 5th that draws %s keeps 8 from being certified',
      ([over, what], context) =>
        judgedInTime(
          context,
          stalls(() => 50),
          async () => {
            const server: LimitedServer = { limit: 4, answerMs: 100, over };
            const { code, stdout, record } = await limitOf(server, ['--mode', 'headroom', '--max', '8']);
            expect([code, record()?.value]).toEqual([4, null]);
            expect(record()?.low).toBeLessThanOrEqual(4);
            expect(stdout).not.toMatch(/At least 8|none of \d+ was refused/);
            expect(record()?.stopped).toContain(`most of them ${what}`);
          },
        ),
    );

    it('says "none up to" where nothing is refused', (context) =>
      judgedInTime(
        context,
        stalls(() => 125),
        async () => {
          const { code, record } = await limitOf({ limit: 1000, answerMs: 250 }, ['--max', '24']);
          expect(code).toBe(0);
          expect(record()).toMatchObject({ value: null, low: 24, high: null, cause: 'none', reached: 24, stopped: '' });
          expect(record()?.evidence[0]).toBe('no limit up to 24 at once');
        },
      ));

    it('a target that resets connections is no limit, and exit 4 names what came', async () => {
      const { url } = await answering((count) => count < 40 || 'reset');
      const cwd = scratchFolder();
      const { code, record } = await limit(['--engine', 'k6', '-t', writeTarget(cwd, url)], cwd);
      expect(code).toBe(4);
      expect(record()).toMatchObject({ value: null, cause: 'none' });
      expect(record()?.stopped).toContain('most of them connection reset');
    });
  },
);

/** Looks for the limit of a service that is hard to find it of. */
async function limitOf(server: LimitedServer, args: readonly string[] = []) {
  const { url, close } = await startLimited(server);
  closing.push(close);
  const cwd = scratchFolder();
  return limit(['--engine', 'k6', '-t', writeTarget(cwd, url), ...args], cwd);
}

/** Whether the search came to a limit. On a machine that is too busy it may not, and then says so and allows the true one. */
function isSure(code: number | null, record: LimitRecord | null | undefined, most: number): boolean {
  if (record?.stopped === '') return true;
  expect([code, record?.value]).toEqual([4, null]);
  expect(record?.low).toBeLessThanOrEqual(most);
  expect(record?.high ?? most).toBeGreaterThanOrEqual(most);
  return false;
}

/** A target that gives tokens, refuses for concurrency, or resets the connection, as told; `holdMs` is the time of an answer. */
async function answering(decide: (count: number) => boolean | 'reset', holdMs = 20) {
  let count = 0;
  const started = await startTarget((_, response) => {
    count += 1;
    const decided = decide(count);
    if (decided === 'reset') return response.socket?.resetAndDestroy();
    const body = decided
      ? `{"token":"t${count}","request_id":"r","time_used":${holdMs},"expired_time":9999999999}`
      : '{"error_message":"CONCURRENCY_LIMIT_EXCEEDED","request_id":"r","time_used":0}';
    setTimeout(() => response.writeHead(decided ? 200 : 403).end(body), decided ? holdMs : 0);
  });
  closing.push(started.close);
  return { url: started.url, seen: () => count };
}

describe.each(engines())('on the engine %s', (engine, available) => {
  it.skipIf(!available)('Ctrl-C: the rounds so far are reported as incomplete, exit 130', async () => {
    const { url, seen } = await answering(() => true, 100);
    const cwd = scratchFolder();
    const args = ['limit', '--engine', engine, '-t', writeTarget(cwd, url), '--out', 'out'];
    const { child, ended } = startCli(args, cwd, QUICK);
    // Ten at rest, then two and four at once.
    await until(() => seen() >= 30, { child, ended });
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const results = readResults(join(cwd, 'out'));
    expect(results).toMatchObject({ verdict: 'interrupted', run: { complete: false }, load: [{ complete: false }] });
    const found = results.load[0]?.limit;
    expect(found).toMatchObject({ value: null, stopped: 'the run was cut off before the search came to its end' });
    expect(found?.low).toBeGreaterThanOrEqual(2);
    expect(readFileSync(join(cwd, 'out', 'index.html'), 'utf8')).toContain('INCOMPLETE');
  });
});

describe.concurrent('facegate limit', () => {
  it('names the limit of the embedded emulator, with its evidence', (context) =>
    judgedInTime(
      context,
      stalls(() => 40),
      async () => {
        const { code, stdout, record } = await limit([]);
        expect(code).toBe(0);
        expect(stdout).toContain('5 requests may be in flight at once');
        expect(record()).toMatchObject({ value: 5, low: 5, high: 5, cause: 'concurrency', stopped: '' });
      },
    ));

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

  it('a target that accepts fewer than its file promises ends 1', (context) =>
    judgedInTime(
      context,
      stalls(() => 100),
      async () => {
        const cwd = scratchFolder();
        const emulator = await startEmulate(['--concurrency-limit', '2'], cwd);
        closing.push(emulator.close);
        const file = writeEmulateTarget(cwd, emulator.url, 'concurrency_limit: 4\n');
        const { code, stdout } = await limit(['--target', file], cwd);
        expect(code).toBe(1);
        expect(stdout).toContain('2 at once are accepted, and the target file promises 4');
      },
    ));
});

it('the headroom check of a target on the network needs to know how many are contracted', async () => {
  const cwd = scratchFolder();
  const { code, stderr } = await runHere(['limit', '--target', writeEmulateTarget(cwd, 'https://192.0.2.1')], cwd);
  expect(code).toBe(2);
  expect(stderr).toContain('give --max, or name concurrency_limit');
});
