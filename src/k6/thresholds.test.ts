import { describe, expect, it } from 'vitest';
import { CounterSink, GaugeSink, RateSink, type Sink } from './metrics/sinks.js';
import { TrendSink } from './metrics/trend-sink.js';
import { holds, parseCondition, parseMetricSelector, readThresholds, thresholdProblem } from './thresholds.js';

function filled<Kind extends Sink>(sink: Kind, ...values: number[]): Kind {
  values.forEach((value, at) => {
    sink.add(value, at);
  });
  return sink;
}

const oneToTen = filled(new TrendSink(), 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
const mostlyTrue = filled(new RateSink(), 1, 0, 1);

describe('a condition', () => {
  it.each([
    ['count==5', filled(new CounterSink(), 3, 2), true],
    ['count<5', filled(new CounterSink(), 3, 2), false],
    ['rate>=2.5', filled(new CounterSink(), 3, 2), true], //    5 in 2 s
    ['rate>2.5', filled(new CounterSink(), 3, 2), false],
    ['count>0', new CounterSink(), false], //                  nothing counted is 0
    ['value==2', filled(new GaugeSink(), 5, 2), true], //      the latest, not the largest
    ['rate>0.6', mostlyTrue, true],
    ['rate<0.6', mostlyTrue, false],
    ['rate>0.5', new RateSink(), true], //                     no samples: nothing to judge
    ['avg===5.5', oneToTen, true],
    ['med == 5.5', oneToTen, true], //                         between the two in the middle
    ['min!=1', oneToTen, false],
    ['max<=10', oneToTen, true],
    ['p(90)<9.1', oneToTen, false], //                         exactly 9.1: rank 0.9·9 = 8.1
    ['p(90)<=9.1', oneToTen, true],
    ['p(99.9)<10', oneToTen, true],
    ['p(95)<1', new TrendSink(), true], //                     a Trend without samples reads 0
    ['p(95)>1', new TrendSink(), false],
  ])('%s of %o: %s', (source, sink, expected) => {
    expect(holds(parseCondition(source)!, sink, 2000)).toBe(expected);
  });

  it.each(['p95<200', 'avg<', 'foo>1', 'p(101)<1', 'avg<1 and min>0', ''])('is not "%s"', (source) => {
    expect(parseCondition(source)).toBeUndefined();
  });
});

describe('a selector', () => {
  it.each([
    ['http_reqs', 'http_reqs', {}],
    ['http_reqs{status:200}', 'http_reqs', { status: '200' }],
    ['m{a:1, b:"x:y"}', 'm', { a: '1', b: 'x:y' }],
  ])('%s', (text, name, tags) => {
    expect(parseMetricSelector(text)).toEqual({ name, tags });
  });
});

describe('the thresholds option', () => {
  it('takes texts and objects', () => {
    const problems: string[] = [];
    const read = readThresholds(
      { checks: ['rate>0.9', { threshold: 'rate>0.5', abortOnFail: true, delayAbortEval: '10s' }] },
      problems,
    );
    expect(problems).toEqual([]);
    expect(
      read.map(({ source, abortOnFail, delayAbortEvalMs }) => ({ source, abortOnFail, delayAbortEvalMs })),
    ).toEqual([
      { source: 'rate>0.9', abortOnFail: false, delayAbortEvalMs: 0 },
      { source: 'rate>0.5', abortOnFail: true, delayAbortEvalMs: 10_000 },
    ]);
  });

  it('names the place and what it found when a condition is none', () => {
    const problems: string[] = [];
    readThresholds({ http_req_duration: ['p95<200'] }, problems);
    expect(problems).toEqual([
      'options.thresholds.http_req_duration: "p95<200" is no condition; expected METHOD OPERATOR NUMBER, like p(95)<200',
    ]);
  });

  it.each([
    ['nope', 'count>1', 'no metric is called "nope"'],
    ['http_reqs', 'p(95)>1', 'does not fit a counter; it has count, rate'],
    ['http_req_duration', 'count>1', 'does not fit a trend; it has avg, min, max, med, p(N)'],
  ])('%s with %s: %s', (metric, source, expected) => {
    const [threshold] = readThresholds({ [metric]: [source] }, []);
    const types = { http_reqs: 'counter', http_req_duration: 'trend' } as const;
    expect(thresholdProblem(threshold!, (name) => types[name as keyof typeof types])).toContain(expected);
  });
});
