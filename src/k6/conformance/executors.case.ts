import type { Case, Expected } from './case.js';

const PAUSE = 'const pause = (ms) => new Promise((done) => setTimeout(done, ms));';

/** A script of one scenario whose iterations take `ms`. */
function scenario(fields: object, ms: number): string {
  return `${PAUSE}
    export const options = { scenarios: { s: ${JSON.stringify(fields)} } };
    export default async function () { await pause(${ms}); }`;
}

/** The six executors: how many iterations, how many VUs, and what is dropped or cut off. */
export const executorCases: readonly Case[] = [
  {
    name: 'shared-iterations: the VUs share one heap',
    script: scenario({ executor: 'shared-iterations', vus: 3, iterations: 10 }, 10),
    counts: { iterations: 10 },
    absent: ['dropped_iterations'],
  },
  {
    name: 'shared-iterations: what is left at maxDuration is dropped, what runs may finish',
    toleratesMs: 200,
    script: scenario(
      { executor: 'shared-iterations', vus: 2, iterations: 20, maxDuration: '1s', gracefulStop: '2s' },
      260,
    ),
    counts: { iterations: 8, dropped_iterations: 12, vus_max: 2 },
  },
  {
    name: 'shared-iterations: without graceful stop what runs is cut off and does not count',
    toleratesMs: 200,
    script: scenario(
      { executor: 'shared-iterations', vus: 2, iterations: 20, maxDuration: '1s', gracefulStop: '0s' },
      260,
    ),
    counts: { iterations: 6, dropped_iterations: 12 },
  },
  {
    name: 'per-vu-iterations: the same number for each VU',
    script: scenario({ executor: 'per-vu-iterations', vus: 3, iterations: 4 }, 10),
    counts: { iterations: 12 },
  },
  {
    name: 'per-vu-iterations: what a VU does not get to is dropped',
    toleratesMs: 200,
    script: scenario(
      { executor: 'per-vu-iterations', vus: 2, iterations: 10, maxDuration: '1s', gracefulStop: '2s' },
      260,
    ),
    counts: { iterations: 8, dropped_iterations: 12 },
  },
  {
    name: 'constant-vus: iterations begin until the time is over, and may finish',
    toleratesMs: 130,
    script: scenario({ executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '2s' }, 260),
    counts: { iterations: 8, vus_max: 2 },
    times: { 'iteration_duration min': [259, 400] },
    durationMs: [1035, 1500],
  },
  {
    name: 'constant-vus: without graceful stop what runs is cut off',
    toleratesMs: 200,
    script: scenario({ executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s' }, 260),
    counts: { iterations: 6 },
    durationMs: [990, 1400],
  },
  {
    name: 'ramping-vus: VUs come and go in straight lines',
    toleratesMs: 50,
    script: scenario(
      {
        executor: 'ramping-vus',
        startVUs: 1,
        stages: [
          { duration: '1s', target: 5 },
          { duration: '1s', target: 0 },
        ],
        gracefulRampDown: '0s',
      },
      150,
    ),
    counts: { iterations: [31, 36], vus_max: 5 },
    durationMs: [1950, 2200],
  },
  {
    name: 'ramping-vus: a VU that goes may finish its iteration',
    toleratesMs: 150,
    script: scenario(
      {
        executor: 'ramping-vus',
        startVUs: 3,
        stages: [
          { duration: '200ms', target: 1 },
          { duration: '1s', target: 1 },
        ],
        gracefulRampDown: '1s',
        gracefulStop: '1s',
      },
      400,
    ),
    counts: { iterations: [5, 6] },
  },
  {
    name: 'constant-arrival-rate: from 0 to the end inclusive',
    toleratesMs: 40,
    script: scenario({ executor: 'constant-arrival-rate', rate: 20, duration: '1s', preAllocatedVUs: 5 }, 5),
    counts: { iterations: [20, 21], vus: [0, 1] },
    absent: ['dropped_iterations'],
  },
  {
    name: 'constant-arrival-rate: without a free VU an arrival is dropped, never queued',
    toleratesMs: 40,
    script: scenario({ executor: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 1 }, 250),
    counts: { iterations: 4, dropped_iterations: [6, 7], vus_max: 1 },
  },
  {
    name: 'constant-arrival-rate: more VUs are made up to maxVUs, and the arrival that asks for one is dropped',
    toleratesMs: 80,
    script: scenario(
      { executor: 'constant-arrival-rate', rate: 10, duration: '1s', preAllocatedVUs: 1, maxVUs: 3 },
      2000,
    ),
    counts: { iterations: 3, dropped_iterations: [7, 8], vus_max: 3 },
  },
  {
    name: 'constant-arrival-rate: a rate over another unit of time',
    toleratesMs: 200,
    script: scenario(
      { executor: 'constant-arrival-rate', rate: 3, timeUnit: '500ms', duration: '1s', preAllocatedVUs: 3 },
      5,
    ),
    counts: { iterations: [6, 7] },
  },
  {
    name: 'ramping-arrival-rate: as many as the area under the rate',
    toleratesMs: 80,
    script: scenario(
      {
        executor: 'ramping-arrival-rate',
        startRate: 0,
        stages: [
          { duration: '1s', target: 20 },
          { duration: '0s', target: 40 },
          { duration: '500ms', target: 40 },
        ],
        preAllocatedVUs: 5,
      },
      5,
    ),
    counts: { iterations: [29, 30] },
  },
  {
    name: 'scenarios with their own start time, function, environment and tags',
    toleratesMs: 250,
    script: `
      export const options = {
        scenarios: {
          first: { executor: 'per-vu-iterations', vus: 2, iterations: 2, exec: 'one', env: { WHO: 'one' }, tags: { own: 'x' } },
          second: { executor: 'shared-iterations', iterations: 3, startTime: '1s', exec: 'two' },
        },
        thresholds: { 'iterations{scenario:first}': ['count==4'], 'iterations{scenario:second}': ['count==3'], 'iterations{own:x}': ['count==4'] },
      };
      export function one() { console.log('one ' + __ENV.WHO); }
      export function two() { console.log('two'); }`,
    counts: {
      iterations: 7,
      'iterations{scenario:first}': 4,
      'iterations{scenario:second}': 3,
      'iterations{own:x}': 4,
    },
    says: ['one one', 'one one', 'one one', 'one one', 'two', 'two', 'two'],
    durationMs: [995, 1300],
  },
  {
    name: 'shortcuts on the command line replace the scenarios of the script',
    script: scenario({ executor: 'constant-vus', vus: 50, duration: '10m' }, 1),
    args: ['--vus', '2', '--iterations', '5'],
    counts: { iterations: 5 },
  },
  {
    name: 'stages on the command line',
    toleratesMs: 80,
    script: `${PAUSE} export default async function () { await pause(100); }`,
    args: ['--stage', '500ms:2', '--stage=500ms:2'],
    counts: { iterations: [10, 16], vus_max: 2 },
  },
  {
    name: 'without any options: one iteration',
    script: 'export default function () { console.log(`${__VU} ${__ITER}`); }',
    counts: { iterations: 1 },
    says: ['1 0'],
  },
  ...['0:1/4', '1/4:1/2', '1/2:1'].map(
    (segment, index): Case => ({
      name: `execution segment ${segment}: its own VUs, iterations and arrivals`,
      toleratesMs: 150,
      script: `
        import exec from 'k6/execution';
        export const options = { scenarios: {
          a: { executor: 'per-vu-iterations', vus: 8, iterations: 1 },
          b: { executor: 'shared-iterations', vus: 4, iterations: 11, startTime: '1s' },
          c: { executor: 'constant-arrival-rate', rate: 20, duration: '1s', preAllocatedVUs: 8, startTime: '2s' },
        } };
        export default function () { if (exec.scenario.name === 'c') return; console.log(exec.scenario.name + exec.scenario.iterationInTest); }`,
      args: [`--execution-segment=${segment}`, '--execution-segment-sequence=0,1/4,1/2,1'],
      says: [
        ['a1', 'a5', 'b1', 'b5', 'b9'],
        ['a3', 'a7', 'b3', 'b7'],
        ['a0', 'a2', 'a4', 'a6', 'b0', 'b2', 'b4', 'b6', 'b8', 'b10'],
      ][index]!,
      counts: {
        iterations: [
          [9, 10],
          [8, 9],
          [19, 21],
        ][index] as unknown as Expected,
      },
    }),
  ),
];
