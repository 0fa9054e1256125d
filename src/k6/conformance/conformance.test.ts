import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, type TestContext, vi } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import { onVirtualClock } from '../../testing/virtual-clock.js';
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

// Each run takes seconds at most, but has to wait where the machine does much else.
vi.setConfig({ testTimeout: 180_000 });

let scripts = 0;

async function run(
  engine: Engine,
  { script, args = [], env = {}, stopAfterLines = Number.POSITIVE_INFINITY }: Case,
): Promise<{ outcome: LoadOutcome; said: string[] }> {
  const path = join(folder, `script-${scripts++}.ts`);
  writeFileSync(path, `// @ts-nocheck\n${script}`);
  const said: string[] = [];
  const stop = new AbortController();
  const common = {
    script: path,
    env: { TARGET: target.url, ...env },
    args,
    signal: stop.signal,
    drainMs: 0,
    onLog: (level: string, text: string) => {
      if (level !== 'info') return;
      said.push(text);
      if (said.length >= stopAfterLines) stop.abort();
    },
  };
  switch (engine) {
    case 'node engine in one thread': {
      const prepared = await prepareScript(path);
      const means = { workers: 1, prepare: async () => prepared, spawn: spawnInline };
      const carryOut = () => runLoadOn(common, means);
      return { outcome: await (usesNetwork(script) ? carryOut() : onVirtualClock(carryOut)), said };
    }
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

/** Without the network a run in this thread needs no real time: its clock can be a virtual one. */
const usesNetwork = (script: string): boolean => script.includes('asyncRequest');

/** Where time plays a part, judged as far as the machine's own lag allows. */
function inTime(context: TestContext, { toleratesMs }: Case, attempt: () => Promise<void>): Promise<void> {
  return toleratesMs === undefined ? attempt() : judgedInTime(context, { toleratesMs }, attempt);
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
    const here = cases.filter(({ strays }) => !strays);

    it.each(here.filter(({ script }) => !usesNetwork(script)))('$name (on a virtual clock)', async (wanted) =>
      expectCase(wanted, await inThread(wanted)),
    );

    it.concurrent.for(here.filter(({ script }) => usesNetwork(script)))('$name', (wanted, context) =>
      inTime(context, wanted, async () => expectCase(wanted, await inThread(wanted))),
    );
  });

  describe('node engine on two workers', () => {
    it.concurrent.for(cases)('$name', (wanted, context) =>
      inTime(context, wanted, async () => expectCase(wanted, await run('node engine on two workers', wanted))),
    );
  });

  describe.skipIf(k6 === undefined)(`k6${noK6}`, () => {
    it.concurrent.for(cases)('$name', (wanted, context) =>
      inTime(context, wanted, async () => {
        const ran = await run('k6', wanted);
        expectCase(wanted, ran);
        const alike = ranInThread.get(wanted.name) ?? (await inThread(wanted)).outcome;
        expect(shapeOf(alike), 'the node engine (received) against k6 (expected)').toEqual(shapeOf(ran.outcome));
      }),
    );
  });
});
