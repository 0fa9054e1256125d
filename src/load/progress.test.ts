import { expect, it } from 'vitest';
import { chinese } from '../report/chinese/texts.js';
import { english } from '../report/texts.js';
import type { LoadPlan } from './plan.js';
import { describeProgress, loadProgress } from './progress.js';
import { SampleTally } from './records/samples.js';

const plan = {
  requests: 100,
  perSecond: 10,
  durationMs: 10_000,
  atMost: false,
  closedUsers: 0,
  mostUsers: 1,
  fewestUsers: 1,
};

it('tells rate, latency, what went wrong and the time left', () => {
  const tally = new SampleTally([]);
  for (let i = 0; i < 8; i += 1) tally.addRequest(i, 'ok', 20);
  const before = loadProgress(tally.samples(), undefined, 1000, undefined, plan);
  tally.addRequest(9, 'refused', 1);
  tally.addRequest(10, 'unanswered', 1);
  tally.addRequest(10, 'server-error', 1);
  const now = loadProgress(tally.samples(), undefined, 2000, before, plan);
  expect(describeProgress(now, english)).toBe(
    '11 requests, 3.0/s, p50 20 ms, p95 20 ms, 2 errors, 1 refused, 0 dropped, 8 s left',
  );
  const round = { level: 6, outcome: 'refused' } as const;
  expect(describeProgress({ ...now, round }, chinese)).toBe(
    '11 次请求，3.0/s，p50 20 ms，p95 20 ms，2 个错误，1 个因并发被拒绝，0 个未发送，6 个并发：拒绝，还剩 8 s',
  );
});

it('shows no latency before there is one, and no time left where none is known', () => {
  const nothing = (of: LoadPlan | undefined) =>
    loadProgress(new SampleTally([]).samples(), undefined, 0, undefined, of);
  const text = '0 requests, 0.0/s, warming up, 0 errors, 0 refused, 0 dropped, 0 s';
  expect(describeProgress(nothing(undefined), english)).toBe(text);
  expect(describeProgress(nothing({ ...plan, atMost: true }), english)).toBe(text);
});

it("takes the engine's own count where a script records nothing of its own", () => {
  const engine = {
    phase: 'running' as const,
    elapsedMs: 1000,
    plannedMs: 10_000,
    requests: 50,
    rate: 50,
    failed: 2,
    checksFailed: 0,
    dropped: 1,
    iterations: 50,
    vus: 3,
    p50Ms: 4,
    p95Ms: 9,
  };
  const progress = loadProgress(new SampleTally([]).samples(), engine, 1000, undefined, undefined);
  expect(progress).toMatchObject({ requests: 50, rate: 50, p50Ms: 4, errors: 2, dropped: 1 });
});
