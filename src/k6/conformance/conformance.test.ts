import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findK6 } from '../find-k6.js';
import type { LoadOutcome } from '../outcome.js';
import { prepareScript } from '../prepare.js';
import { runRealK6 } from '../real-k6.js';
import { runLoadOn } from '../run.js';
import { onWorkers, spawnInline } from '../thread.js';
import type { Case, Expected } from './case.js';
import { executorCases } from './executors.case.js';
import { httpCases } from './http.case.js';
import { lifecycleCases } from './lifecycle.case.js';
import { moduleCases } from './modules.case.js';
import { shapeOf, totalOf } from './observe.js';
import { optionCases } from './options.case.js';
import { requestParamCases } from './request-params.case.js';
import { scriptCases } from './script.case.js';
import { startTarget, type Target } from './target.js';
import { thresholdCases } from './thresholds.case.js';

type Engine = 'node engine in one thread' | 'node engine on two workers' | 'k6';

const k6 = findK6(process.env);
const noK6 = k6 === undefined ? ' (skipped: no k6 on PATH, and FACEGATE_K6 names none)' : '';
let target: Target;
let folder: string;
let workerCode: string;

beforeAll(async () => {
  target = await startTarget();
  folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  writeFileSync(join(folder, 'data.txt'), 'some text\n');
  const entry = fileURLToPath(new URL('../worker.ts', import.meta.url));
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
  });
  workerCode = `(function () {${outputFiles[0]!.text}})();`;
});

afterAll(async () => {
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Iterations of a few hundred milliseconds may slip on a machine that does much else: a second try, not wider bounds. */
const BUSY_MACHINE = { retry: 2 };

let scripts = 0;

async function run(
  engine: Engine,
  { script, args = [], env = {}, stopAfterMs }: Case,
): Promise<{ outcome: LoadOutcome; said: string[] }> {
  const path = join(folder, `script-${scripts++}.ts`);
  writeFileSync(path, `// @ts-nocheck\n${script}`);
  const said: string[] = [];
  const stop = new AbortController();
  if (stopAfterMs !== undefined) setTimeout(() => stop.abort(), stopAfterMs);
  const common = {
    script: path,
    env: { TARGET: target.url, ...env },
    args,
    signal: stop.signal,
    drainMs: 0,
    onLog: (level: string, text: string) => {
      if (level === 'info') said.push(text);
    },
  };
  switch (engine) {
    case 'node engine in one thread':
      return { outcome: await runLoadOn(common, { workers: 1, prepare: prepareScript, spawn: spawnInline }), said };
    case 'node engine on two workers':
      return {
        outcome: await runLoadOn(common, {
          workers: 2,
          prepare: prepareScript,
          spawn: onWorkers(() => new Worker(workerCode, { eval: true })),
        }),
        said,
      };
    case 'k6':
      return { outcome: await runRealK6({ ...common, k6: k6! }), said };
  }
}

function expectWithin(actual: number | undefined, expected: Expected, what: string): void {
  const [least, most] = typeof expected === 'number' ? [expected, expected] : expected;
  expect(actual, `${what}: expected ${least} to ${most}`).toBeGreaterThanOrEqual(least - 1e-9);
  expect(actual, `${what}: expected ${least} to ${most}`).toBeLessThanOrEqual(most + most * 0.001 + 1e-9);
}

function expectCase(wanted: Case, { outcome, said }: { outcome: LoadOutcome; said: string[] }): void {
  expect({ exitCode: outcome.exitCode, incomplete: outcome.incomplete }, outcome.cause.join('\n')).toEqual({
    exitCode: wanted.exitCode ?? 0,
    incomplete: wanted.incomplete ?? false,
  });
  if (outcome.exitCode !== 0) expect(outcome.cause.join('')).not.toBe('');
  if (wanted.says !== undefined) expect(said.sort()).toEqual([...wanted.says].sort());
  for (const [key, expected] of Object.entries(wanted.counts ?? {})) expectWithin(totalOf(outcome, key), expected, key);
  for (const [key, expected] of Object.entries(wanted.times ?? {})) {
    const [, metric, stat] = /^(.*) (\S+)$/.exec(key)!;
    expectWithin(outcome.summary?.metrics[metric!]?.values[stat!], expected, key);
  }
  for (const key of wanted.absent ?? []) expect(outcome.summary?.metrics[key], key).toBeUndefined();
  const standing = Object.fromEntries(outcome.thresholds.map(({ metric, source, ok }) => [`${metric}: ${source}`, ok]));
  if (wanted.thresholds !== undefined) expect(standing).toMatchObject(wanted.thresholds);
  if (wanted.files !== undefined) expect(outcome.handleSummaryFiles).toEqual(wanted.files);
  if (wanted.durationMs !== undefined)
    expectWithin(outcome.summary?.state.testRunDurationMs, wanted.durationMs, 'duration');
}

describe.each([
  ['executors', executorCases],
  ['thresholds', thresholdCases],
  ['scripts', scriptCases],
  ['lifecycle', lifecycleCases],
  ['options', optionCases],
  ['modules', moduleCases],
  ['requests', httpCases],
  ['parameters of requests', requestParamCases],
])('%s', (_, cases) => {
  const ranInThread = new Map<string, LoadOutcome>();
  const inThread = async (wanted: Case) => {
    const ran = await run(wanted.strays ? 'node engine on two workers' : 'node engine in one thread', wanted);
    ranInThread.set(wanted.name, ran.outcome);
    return ran;
  };

  describe('node engine in one thread', () => {
    it.concurrent.each(cases.filter(({ strays }) => !strays))('$name', BUSY_MACHINE, async (wanted) =>
      expectCase(wanted, await inThread(wanted)),
    );
  });

  describe('node engine on two workers', () => {
    it.concurrent.each(cases)('$name', BUSY_MACHINE, async (wanted) =>
      expectCase(wanted, await run('node engine on two workers', wanted)),
    );
  });

  describe.skipIf(k6 === undefined)(`k6${noK6}`, () => {
    it.concurrent.each(cases)('$name', BUSY_MACHINE, async (wanted) => {
      const ran = await run('k6', wanted);
      expectCase(wanted, ran);
      const alike = ranInThread.get(wanted.name) ?? (await inThread(wanted)).outcome;
      expect(shapeOf(alike), 'the node engine (received) against k6 (expected)').toEqual(shapeOf(ran.outcome));
    });
  });
});
