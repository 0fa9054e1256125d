import type { Case } from './case.js';

const METRICS = `
  import { Counter, Gauge, Rate, Trend } from 'k6/metrics';
  const counter = new Counter('my_counter'), gauge = new Gauge('my_gauge'), rate = new Rate('my_rate'), trend = new Trend('my_trend', true);
  const unused = new Trend('my_unused'), idle = new Gauge('my_idle');
  export default async function () {
    await new Promise((done) => setTimeout(done, 10));
    counter.add(3); counter.add(2, { a: '1' });
    gauge.add(5); gauge.add(2);
    rate.add(true); rate.add(0); rate.add(1);
    for (let i = 1; i <= 10; i++) trend.add(i, { kind: i % 2 ? 'odd' : 'even' });
  }`;

function withThresholds(thresholds: object): string {
  return `${METRICS} export const options = { thresholds: ${JSON.stringify(thresholds)} };`;
}

/** Every form of threshold, on metrics of every type, on sub-metrics and on nothing. */
export const thresholdCases: readonly Case[] = [
  {
    name: 'every method of every type holds',
    script: withThresholds({
      my_counter: ['count==5', 'count<=5', 'rate>0'],
      'my_counter{a:1}': ['count===2'],
      my_gauge: ['value==2', 'value!=5'],
      my_rate: ['rate>0.66', 'rate<0.67'],
      my_trend: ['avg==5.5', 'med==5.5', 'min==1', 'max==10', 'p(90)<9.2', 'p(99.9) < 10'],
      'my_trend{kind:odd}': ['avg==5', 'p(90)<=8.2', 'max==9'],
    }),
    exitCode: 0,
    counts: { my_counter: 5, 'my_counter{a:1}': 2, my_rate: 2, my_gauge: 5 },
    times: { 'my_trend avg': 5.5, 'my_trend p(95)': 9.55, 'my_trend{kind:odd} med': 5 },
  },
  {
    name: 'one that does not hold: exit code 99, the others still stand',
    script: withThresholds({ my_counter: ['count>5', 'count>4'], my_trend: ['p(95)<9'] }),
    exitCode: 99,
    thresholds: { 'my_counter: count>5': false, 'my_counter: count>4': true, 'my_trend: p(95)<9': false },
  },
  {
    name: 'where nothing was measured: rates hold, the rest reads 0',
    script: withThresholds({
      my_unused: ['p(95)<1', 'p(95)>1', 'avg>1'],
      my_idle: ['value<1', 'value>1'],
      'my_rate{no:one}': ['rate>0.5'],
      'my_counter{no:one}': ['count>0', 'count==0'],
      checks: ['rate>0.9'],
      http_req_failed: ['rate<0.01'],
      http_req_duration: ['p(95)<200'],
    }),
    exitCode: 99,
    thresholds: {
      'my_unused: p(95)<1': true,
      'my_unused: p(95)>1': false,
      'my_unused: avg>1': false,
      'my_rate{no:one}: rate>0.5': true,
      'my_counter{no:one}: count>0': false,
      'my_counter{no:one}: count==0': true,
      'checks: rate>0.9': true,
      'http_req_failed: rate<0.01': true,
      'http_req_duration: p(95)<200': true,
    },
  },
  {
    name: '--no-thresholds: none is judged',
    script: withThresholds({ my_counter: ['count>5'] }),
    args: ['--no-thresholds'],
    exitCode: 0,
  },
  {
    name: 'abortOnFail ends the run',
    toleratesMs: 500,
    script: `export const options = { vus: 1, duration: '30s', thresholds: { checks: [{ threshold: 'rate>0.9', abortOnFail: true }] } };
      import { check } from 'k6';
      export default async function () { check(1, { never: false }); await new Promise((done) => setTimeout(done, 50)); }`,
    exitCode: 99,
    thresholds: { 'checks: rate>0.9': false },
    durationMs: [1900, 3000],
    incomplete: true,
  },
  {
    name: 'delayAbortEval puts that off',
    toleratesMs: 500,
    script: `export const options = { vus: 1, duration: '30s', thresholds: { checks: [{ threshold: 'rate>0.9', abortOnFail: true, delayAbortEval: '3s' }] } };
      import { check } from 'k6';
      export default async function () { check(1, { never: false }); await new Promise((done) => setTimeout(done, 50)); }`,
    exitCode: 99,
    durationMs: [3000, 5100],
    incomplete: true,
  },
  ...(
    [
      ['a metric there is none of', { nope: ['count>1'] }],
      ['a method the type lacks', { my_counter: ['p(95)>1'] }],
      ['no condition at all', { my_counter: ['many'] }],
      ['count of a Trend', { my_trend: ['count>1'] }],
    ] as const
  ).map(
    ([name, thresholds]): Case => ({
      name: `${name}: exit code 104`,
      script: withThresholds(thresholds),
      exitCode: 104,
      incomplete: true,
    }),
  ),
];
