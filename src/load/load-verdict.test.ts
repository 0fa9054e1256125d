import { describe, expect, it } from 'vitest';
import type { Lag } from '../k6/lag.js';
import type { LimitRecord, LoadRecord, OutcomeKind } from '../records/load-types.js';
import { EXIT, worstExit } from '../run/exit-codes.js';
import { judgeLoad, type LoadFacts } from './load-verdict.js';

const record: LoadRecord = {
  kind: 'latency',
  script: 'latency',
  engine: 'node',
  engineVersion: '',
  startedAt: '2026-01-02T03:04:05.000Z',
  durationMs: 1000,
  notRun: '',
  complete: true,
  exitCode: 0,
  metrics: {
    facegate_wall: { type: 'trend', contains: 'time', values: { 'p(95)': 412.34 } },
    facegate_ok: { type: 'rate', contains: 'default', values: { rate: 0.5 } },
  },
  thresholds: [
    { metric: 'facegate_wall', threshold: 'p(95)<1000', ok: true },
    { metric: 'facegate_ok', threshold: 'rate>=0.99', ok: true },
  ],
  objections: [],
  limit: null,
  sla: null,
  latency: null,
  watch: null,
};
const outcomes = (more: Partial<Record<OutcomeKind, number>>) => ({
  ok: 0,
  refused: 0,
  rejected: 0,
  'server-error': 0,
  unanswered: 0,
  garbled: 0,
  ...more,
});
const lagOf = (p99Ms: number, startP99Ms: number): Lag => ({
  maxMs: p99Ms,
  p99Ms,
  startP99Ms,
  dropped: 0,
});
const facts: LoadFacts = {
  record,
  samples: { outcomes: outcomes({ ok: 10 }), warmup: 0, http: { ended: 10, unanswered: 0 } },
  outcome: { cause: [], lag: lagOf(0, 0), overBudget: false },
  interrupted: false,
  samplesLost: '',
  unwritten: [],
  contractedLimit: null,
};
const crossed = (metric: string, threshold: string) => ({
  ...record,
  exitCode: 99,
  thresholds: [{ metric, threshold, ok: false }],
});
const judge = (more: Partial<LoadFacts>) => {
  const findings = judgeLoad({ ...facts, ...more });
  return [worstExit(findings.map(({ code }) => code)), findings.map(({ text }) => text).join('\n')] as const;
};

describe("the engine's exit code becomes the program's", () => {
  it.each([
    // engine, program
    [0, EXIT.passed],
    [100, EXIT.usage],
    [101, EXIT.usage],
    [104, EXIT.usage],
    [105, EXIT.interrupted],
    [107, EXIT.usage],
    [108, EXIT.inconclusive],
    [109, EXIT.usage],
    [110, EXIT.failed],
    [77, EXIT.usage],
  ])('%d is %d', (exitCode, expected) => {
    const [code, text] = judge({
      record: { ...record, exitCode },
      outcome: { cause: exitCode === 0 ? [] : ['why it ended'], lag: undefined, overBudget: false },
    });
    expect(code).toBe(expected);
    // A code other than 0 always has a cause.
    expect(text === '').toBe(expected === EXIT.passed);
  });

  it('99: the threshold is named with what was measured', () => {
    expect(judge({ record: crossed('facegate_ok', 'rate>=0.99') })).toEqual([
      EXIT.failed,
      'threshold facegate_ok: rate>=0.99 does not hold: 0.5',
    ]);
  });

  it('what came instead of tokens is counted', () => {
    const samples = {
      outcomes: outcomes({ ok: 39, unanswered: 80, garbled: 2 }),
      warmup: 0,
      http: { ended: 121, unanswered: 80 },
    };
    expect(judge({ record: crossed('facegate_ok', 'rate>=0.99'), samples })[1]).toBe(
      'threshold facegate_ok: rate>=0.99 does not hold: 0.5 (of 121 requests 80 unanswered, 2 garbled)',
    );
  });

  it('samples that k6 could not write are no pass, though k6 ends 0', () => {
    const samplesLost = "Sample(s) couldn't be marshalled to JSON: write p.json: no space left on device";
    expect(judge({ samplesLost })).toEqual([EXIT.usage, expect.stringContaining('samples were lost: Sample(s)')]);
  });

  it('a file of the script that could not be written is no pass, and takes nothing else with it', () => {
    const unwritten = ['/x.html: could not be written: a part of the path is a file (ENOTDIR)'];
    expect(judge({ unwritten })).toEqual([EXIT.usage, expect.stringMatching(/lost: \/x\.html: could not/)]);
    expect(judge({ unwritten, record: crossed('facegate_ok', 'rate>=0.99') })).toEqual([
      EXIT.usage,
      expect.stringMatching(/^threshold facegate_ok.*\n.*lost: \/x\.html/),
    ]);
  });

  it('Ctrl-C goes before everything', () => {
    expect(judge({ record: crossed('facegate_ok', 'rate>=0.99'), interrupted: true })[0]).toBe(EXIT.interrupted);
  });

  it('nothing answered: not reached, whatever the thresholds say', () => {
    const samples = { outcomes: outcomes({ unanswered: 5 }), warmup: 2, http: { ended: 7, unanswered: 7 } };
    expect(judge({ record: crossed('facegate_ok', 'rate>=0.99'), samples })).toEqual([
      EXIT.unreachable,
      expect.stringContaining('none of 7 requests of latency was answered'),
    ]);
  });

  it('the budget used up: inconclusive', () => {
    expect(
      judge({ record: { ...record, exitCode: 108 }, outcome: { cause: ['x'], lag: undefined, overBudget: true } })[0],
    ).toBe(EXIT.inconclusive);
  });
});

describe('a late load generator', () => {
  it.each([
    // thresholds, event loop and starts late by, exit
    ['a pass with late starts is doubtful', record, lagOf(0, 60), EXIT.inconclusive],
    ['a pass with some lateness far below the limit stands', record, lagOf(60, 40), EXIT.passed],
    ['a fail of latency may be its own doing', crossed('facegate_wall', 'p(95)<300'), lagOf(120, 0), EXIT.inconclusive],
    ['a fail far beyond the lag stands', crossed('facegate_wall', 'p(95)<300'), lagOf(30, 30), EXIT.failed],
    ['a little lateness is tolerated', crossed('facegate_wall', 'p(95)<300'), lagOf(14, 14), EXIT.failed],
    ['a fail of answers is not', crossed('facegate_ok', 'rate>=0.99'), lagOf(500, 500), EXIT.failed],
  ])('%s', (_what, judged, lag, code) => {
    expect(judge({ record: judged, outcome: { cause: [], lag, overBudget: false } })[0]).toBe(code);
  });
});

describe('a limit search', () => {
  const limit: LimitRecord = {
    value: 5,
    low: 5,
    high: 5,
    cause: 'concurrency',
    inLoop: 5,
    answerMs: 20,
    late: null,
    waitBeyond: null,
    changed: null,
    probes: 10,
    requests: 100,
    reached: 5,
    shown: 5,
    atServer: 5,
    recoveredAfterMs: 50,
    outvoted: [],
    stopped: '',
    evidence: [],
    staircase: [],
  };
  const queue = { value: null, high: null, cause: 'queue' as const, waitBeyond: 5 };
  it.each([
    // found, contracted, exit
    ['found', limit, null, EXIT.passed],
    ['as contracted', limit, 5, EXIT.passed],
    ['more than contracted', limit, 3, EXIT.passed],
    ['less than contracted', limit, 8, EXIT.failed],
    ['none up to what was tried', { ...limit, value: null, high: null, cause: 'none' as const }, 8, EXIT.passed],
    ['not sure', { ...limit, stopped: 'the budget' }, 5, EXIT.inconclusive],
    ['not sure, although fewer were seen', { ...limit, stopped: 'the budget' }, 8, EXIT.inconclusive],
    ['on the rate', { ...limit, value: null, cause: 'rate' as const }, null, EXIT.passed],
    ['on the rate below what is contracted', { ...limit, value: null, cause: 'rate' as const }, 8, EXIT.inconclusive],
    ['requests wait', { ...limit, ...queue }, null, EXIT.passed],
    ['requests wait beyond fewer than are contracted', { ...limit, ...queue }, 8, EXIT.inconclusive],
    ['fewer in a loop than are contracted', { ...limit, inLoop: 3 }, 5, EXIT.inconclusive],
    ['fewer in a loop, with nothing contracted', { ...limit, inLoop: 3 }, null, EXIT.passed],
    ['not begun', null, null, EXIT.inconclusive],
  ])('%s', (_what, found, contractedLimit, code) => {
    // The script's own threshold says no more than that it was not sure.
    const exitCode = code === EXIT.inconclusive ? 99 : 0;
    expect(judge({ record: { ...record, kind: 'limit', exitCode, limit: found }, contractedLimit })[0]).toBe(code);
  });
});
