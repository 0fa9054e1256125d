import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { onVirtualClock } from '../testing/virtual-clock.js';
import type { LoadOutcome } from './outcome.js';
import { prepareScript } from './prepare.js';
import { runLoadOn } from './run.js';
import { type SpawnThread, spawnInline, type Thread } from './thread.js';

const folder = mkdtempSync(join(tmpdir(), 'facegate-master-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script on the virtual clock on a thread of which a part is the test's own; tells when, in ms, it was ended. */
async function run(
  text: string,
  own: Partial<Thread> = {},
  stopAfterMs?: number,
): Promise<{ readonly outcome: LoadOutcome; readonly endedAt: readonly number[]; readonly lastedMs: number }> {
  const path = join(folder, 'script.js');
  writeFileSync(path, text);
  const prepared = await prepareScript(path);
  const endedAt: number[] = [];
  return onVirtualClock(async () => {
    const from = Date.now();
    const stop = new AbortController();
    if (stopAfterMs !== undefined) setTimeout(() => stop.abort(), stopAfterMs);
    const spawn: SpawnThread = (...events) =>
      Object.assign(spawnInline(...events), own, {
        terminate: async () => {
          endedAt.push(Date.now() - from);
          await own.terminate?.();
        },
      });
    const outcome = await runLoadOn(
      { script: path, env: {}, signal: stop.signal },
      { workers: 1, prepare: async () => prepared, spawn },
    );
    return { outcome, endedAt, lastedMs: Date.now() - from };
  });
}

const PAUSE = `const pause = (ms) => new Promise((done) => setTimeout(done, ms));`;

describe('a thread that the script does not let go of', () => {
  it('a handleSummary() that takes its time after a setup() that was late is not cut off', async () => {
    const { outcome, endedAt } = await run(`${PAUSE}
      export const options = { setupTimeout: '1s' };
      export async function setup() { await pause(1500); }
      export default function () {}
      export async function handleSummary() { await pause(3000); return { stdout: 'whole' }; }`);
    expect(outcome).toMatchObject({ exitCode: 100, warnings: [], handleSummaryFiles: { stdout: 'whole' } });
    expect(endedAt).toEqual([expect.any(Number)]);
    expect(endedAt[0]).toBeGreaterThanOrEqual(4000);
  });

  it('is ended though it never lets its connections go', async () => {
    const { outcome, endedAt, lastedMs } = await run('export default function () {}', {
      close: () => new Promise(() => {}),
    });
    expect([outcome.exitCode, endedAt.length]).toEqual([0, 1]);
    expect(lastedMs).toBeLessThan(5000);
  });

  it.each(['declare', 'prepare'] as const)('is ended by a signal before the run has begun, too: %s', async (step) => {
    const never = { [step]: () => new Promise<never>(() => {}), close: () => new Promise<never>(() => {}) };
    const { outcome, endedAt } = await run('export default function () {}', never, 100);
    expect(outcome).toMatchObject({ exitCode: 105, cause: ['the run was stopped by a signal before it began'] });
    expect(endedAt).toHaveLength(1);
  });

  it('a handleSummary() that goes on for ever is ended by a signal, after a run that has ended early, too', async () => {
    let end = (_: Error): void => {};
    const { outcome, lastedMs } = await run(
      `import exec from 'k6/execution'; export default function () { exec.test.abort(); } export function handleSummary() {}`,
      {
        summarize: () =>
          new Promise<never>((_, reject) => {
            end = reject;
          }),
        terminate: async () => end(new Error('the engine thread was ended')),
      },
      10_000,
    );
    expect(outcome).toMatchObject({ exitCode: 108, cause: [expect.stringContaining('test.abort()')] });
    expect(outcome.warnings).toEqual(['handleSummary() failed: the engine thread was ended']);
    expect(lastedMs).toBeLessThan(30_000);
  });

  it('a teardown() that goes on for ever ends the thread, and the run has its summary', async () => {
    const { outcome, endedAt } = await run(
      `export const options = { teardownTimeout: '1s' }; export default function () {} export function teardown() {}`,
      { teardown: () => new Promise(() => {}), close: () => new Promise(() => {}) },
    );
    expect(outcome).toMatchObject({
      exitCode: 101,
      cause: [expect.stringContaining('teardown() took longer than 1000 ms')],
    });
    expect(outcome.summary!.metrics.iterations!.values.count).toBe(1);
    expect(endedAt.length).toBeGreaterThan(0);
  });
});

describe('what a script hands over', () => {
  it.each(['{ a: 1n }', 'globalThis', '() => 1'])('teardown() may return whatever it likes: %s', async (returned) => {
    const { outcome } = await run(`export default function () {} export function teardown() { return ${returned}; }`);
    expect([outcome.exitCode, outcome.cause]).toEqual([0, []]);
  });

  it.each([
    ['throw { code: 5 }', '{ code: 5 }'],
    ['const a = []; a.push(a); return a', 'contains itself as "0"'],
  ])('setup(): %s', async (body, cause) => {
    const { outcome } = await run(`export default function () {} export function setup() { ${body} }`);
    expect([outcome.exitCode, outcome.cause.join()]).toEqual([107, expect.stringContaining(cause)]);
  });

  it.each(['"all fine"', '["a", "b"]', '{ "x.json": { a: 1 }, stdout: "said" }'])(
    'a handleSummary() that returns %s has a warning and no files',
    async (returned) => {
      const { outcome } = await run(
        `export default function () {} export function handleSummary() { return ${returned}; }`,
      );
      expect(outcome).toMatchObject({ exitCode: 0, handleSummaryFiles: {} });
      expect(outcome.warnings).toEqual([expect.stringMatching(/^handleSummary\(\) failed: it returned .*; return /)]);
    },
  );
});
