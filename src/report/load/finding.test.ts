import { describe, expect, it } from 'vitest';
import {
  aLatency,
  aLimit,
  aLimitRun,
  aLoadRecord,
  anObjective,
  anSla,
  outcomes,
} from '../../records/load-record.fixture.js';
import type { LimitRecord, LoadRecord, ObjectiveRecord, SlaRecord } from '../../records/load-types.js';
import { english } from '../texts.js';
import { findingOf } from './finding.js';

const of = (record: LoadRecord) => findingOf(record, english);

describe('findingOf, by latency', () => {
  it('states the 95th percentile with its interval and the number of samples', () => {
    expect(of(aLoadRecord())).toMatchObject({
      tone: 'ok',
      text: '95 % of requests answer within 212 ms (95 % interval 208–217 ms, n = 12,000)',
    });
  });

  it('says that it speaks of requests with a token when not all got one', () => {
    const latency = aLatency({ outcomes: outcomes({ ok: 11_997, unanswered: 3 }) });
    expect(of(aLoadRecord({ latency })).text).toBe(
      '95 % of requests with a token answer within 212 ms (95 % interval 208–217 ms, n = 11,997)',
    );
  });

  it.each([
    [208.1, null, '95 % interval from 208 ms, open above'],
    [null, 217.3, '95 % interval up to 217 ms, open below'],
    [null, null, 'too few samples for an interval'],
  ])('tells an interval from %s to %s', (low, high, text) => {
    const latency = aLatency({ percentiles: [{ percentile: 95, ms: 212.4, low, high }] });
    expect(of(aLoadRecord({ latency })).text).toContain(`(${text}, n = 12,000)`);
  });

  it.each([
    ['warn', 'Nothing was measured', 0],
    ['bad', 'None of 300 requests got a token', 300],
  ] as const)('is no pass without a token (%s: %s)', (tone, text, requests) => {
    const latency = aLatency({ percentiles: [], requests, outcomes: outcomes({ garbled: requests }) });
    expect(of(aLoadRecord({ latency }))).toMatchObject({ tone, text });
  });
});

describe('findingOf, by an agreement', () => {
  const judged = (over: Partial<SlaRecord>, ...objectives: Partial<ObjectiveRecord>[]) =>
    of(aLoadRecord({ kind: 'sla', sla: anSla({ ...over, objectives: objectives.map(anObjective) }) }));

  it('is kept: with what was measured, promised, and how sure', () => {
    expect(judged({}, {})).toMatchObject({
      tone: 'ok',
      text: 'The SLA is kept: p95 is 212 ms, 300 ms promised (95 % interval 208–217 ms, n = 12,000)',
      brief: 'the SLA is kept',
    });
  });

  it('is broken: by the first objective that is, not the first of all', () => {
    const availability = {
      objective: 'availability ≥ 99.9 %',
      kind: 'availability',
      percentile: null,
      target: 99.9,
      unit: '%',
      measured: 98.9,
      low: 98.459,
      high: 99.215,
      samples: 3000,
      verdict: 'fail',
    } as const;
    expect(judged({ verdict: 'fail' }, {}, availability)).toMatchObject({
      tone: 'bad',
      text: 'The SLA is broken: availability is 98.9 %, 99.9 % promised at least (95 % interval 98.45–99.22 %, n = 3,000)',
      brief: 'the SLA is broken (availability ≥ 99.9 %)',
    });
  });

  it.each([
    ['The SLA cannot be decided yet: 310 more samples needed', [57, 310], []],
    ['The SLA cannot be decided yet: 1 more sample needed', [1], []],
    ['The SLA cannot be decided: no number of samples would prove p95 ≤ 300 ms kept or broken', [null], []],
    ['The SLA cannot be decided: 3 arrivals were not sent', [57], ['3 arrivals were not sent', 'too late']],
  ] as const)('is open: %s', (text, needed, voids) => {
    const open = needed.map((samplesNeeded) => ({ verdict: 'inconclusive', samplesNeeded }) as const);
    expect(judged({ verdict: 'inconclusive', voids }, ...open)).toMatchObject({ tone: 'warn', text });
  });

  it('is open when nothing was measured', () => {
    const nothing = { verdict: 'inconclusive', samples: 0, measured: null, low: null, high: null } as const;
    expect(judged({ verdict: 'inconclusive' }, nothing).text).toBe('The SLA cannot be decided: nothing was measured');
  });

  it('names a percentile that lies among requests without an answer', () => {
    expect(judged({ verdict: 'fail' }, { verdict: 'fail', measured: null, low: 879, high: null }).text).toBe(
      'The SLA is broken: p95 is beyond the requests that were answered, 300 ms promised (95 % interval from 879 ms, open above, n = 12,000)',
    );
  });

  it('uses the confidence of the agreement', () => {
    expect(judged({ confidence: 99 }, {}).text).toContain('(99 % interval 208–217 ms');
  });
});

describe('findingOf, by the search for the limit', () => {
  const found = (over: Partial<LimitRecord>) => of(aLimitRun({ limit: aLimit(over) }));

  it('names the limit with the rounds it rests on: not lone requests, not unclear ones', () => {
    expect(found({})).toMatchObject({
      tone: 'ok',
      text: '5 requests may be in flight at once: accepted in 1 of 1 rounds, the 6th refused in 2 of 2',
      brief: '5 requests may be in flight at once',
    });
  });

  it.each([
    [1, '1 request may be in flight at once', '2nd'],
    [2, '2 requests may be in flight at once', '3rd'],
    [10, '10 requests may be in flight at once', '11th'],
    [20, '20 requests may be in flight at once', '21st'],
    [111, '111 requests may be in flight at once', '112th'],
  ])('counts the first one refused: %s', (value, text, next) => {
    expect(found({ value }).text).toContain(`${text}: `);
    expect(found({ value }).text).toContain(`the ${next} refused`);
  });

  it.each([
    ['warn', 'The limit was not found: the budget is used up', { value: null, stopped: 'the budget is used up' }],
    [
      'warn',
      'Refusals follow the rate of requests, not how many are in flight: 4 at once were accepted',
      { value: null, cause: 'rate', low: 4, high: 7 },
    ],
    ['warn', 'At least 4 at once were accepted (range 4–7)', { value: null, low: 4, high: 7 }],
  ] as const)('of tone %s: %s', (tone, text, over) => {
    expect(found(over)).toMatchObject({ tone, text });
  });

  it('bounds how rare refusals are where there were none', () => {
    // The rule of three: 59 acceptances bound the share of refusals at 5 %.
    const [step] = aLimit().staircase;
    const staircase = [{ ...step!, level: 59, reached: 59, accepted: 59 }];
    expect(found({ value: null, low: 59, high: null, cause: 'none', staircase }).text).toBe(
      'At least 59 requests may be in flight at once: none of 59 was refused (refusals rarer than 4.96 %, 95 % confidence)',
    );
  });
});

describe('findingOf, the worst first', () => {
  it('tells crossed thresholds before what was measured', () => {
    const thresholds = [
      { metric: 'facegate_wall{phase:measure}', threshold: 'p(99)<200', ok: false },
      { metric: 'dropped_iterations', threshold: 'count<1', ok: true },
    ];
    const { text, tone, more } = of(aLoadRecord({ thresholds, exitCode: 99 }));
    expect(tone).toBe('bad');
    expect(text).toBe('1 of 2 thresholds is crossed: p(99)<200 on facegate_wall{phase:measure}');
    expect(more.map((one) => one.text)).toEqual([
      '95 % of requests answer within 212 ms (95 % interval 208–217 ms, n = 12,000)',
    ]);
  });

  it('never lets a run that was cut off read like a pass', () => {
    const { text, tone } = of(aLoadRecord({ complete: false, exitCode: 105, durationMs: 12_300 }));
    expect(text).toBe('INCOMPLETE: the run was cut off after 12.3 s');
    expect(tone).toBe('warn');
  });

  it('never lets a script that broke read like a pass', () => {
    expect(of(aLoadRecord({ exitCode: 107 }))).toMatchObject({
      tone: 'bad',
      text: 'The script ended with exit code 107',
    });
  });

  it('says at least that a script without samples and thresholds ran', () => {
    expect(of(aLoadRecord({ script: 'mine.js', thresholds: [], latency: null }))).toMatchObject({
      tone: 'ok',
      text: 'mine.js ran to its end',
      more: [],
    });
  });

  it('shows no sign of a pass over what leaves the run open', () => {
    const objections = [{ verdict: 'inconclusive' as const, text: 'this machine was too busy' }];
    const { tone, text, more } = of(aLoadRecord({ objections }));
    expect([tone, text]).toEqual(['warn', 'this machine was too busy']);
    expect(more.every((one) => one.tone === 'warn')).toBe(true);
  });

  it('is bad when nobody answered a script of the user', () => {
    const objections = [{ verdict: 'fail' as const, text: 'none of 3 requests was answered' }];
    const record = aLoadRecord({ script: 'mine.js', thresholds: [], latency: null, objections });
    expect(of(record)).toMatchObject({ tone: 'bad', text: 'none of 3 requests was answered' });
  });

  it('does not state the 95th percentile twice', () => {
    const { more } = of(aLoadRecord({ sla: anSla() }));
    expect(more.map((one) => one.text)).toEqual(['All 2 thresholds hold']);
  });
});
