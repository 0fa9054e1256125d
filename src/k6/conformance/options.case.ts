import type { Case } from './case.js';

const scenario = (fields: string): string => `scenarios: { s: { executor: 'shared-iterations', ${fields} } }`;

const METRIC = `import { Counter } from 'k6/metrics'; const counter = new Counter('my_counter');`;

/** A script of these options; it counts 4 under the tags a and b, and 6 without. */
function withOptions(options: string): string {
  return `${METRIC} import exec from 'k6/execution'; export const options = { ${options} };
    export default function () { counter.add(6); counter.add(4, { a: '1', b: 'x' }); console.log(exec.scenario.executor); }`;
}

function threshold(name: string, thresholds: string, exitCode = 0, more: Partial<Case> = {}): Case {
  return {
    name: `threshold ${name}`,
    script: withOptions(`thresholds: ${thresholds}`),
    exitCode,
    incomplete: exitCode === 104,
    ...more,
  };
}

/** How options may be written, from the script, the environment and the command line, and what is refused. */
export const optionCases: readonly Case[] = [
  {
    name: 'numbers as texts, the way they come out of __ENV; an empty text is none',
    script: withOptions(scenario(`vus: __ENV.MANY, iterations: '5', maxDuration: ''.length ? '1s' : '2s'`)),
    env: { MANY: '2' },
    counts: { iterations: 5 },
  },
  {
    name: 'vus alone: one iteration for each',
    script: withOptions('vus: 3'),
    counts: { iterations: 3 },
    says: ['shared-iterations', 'shared-iterations', 'shared-iterations'],
  },
  {
    name: 'vus replace the scenarios',
    script: withOptions(scenario('iterations: 7')),
    args: ['-u', '2'],
    counts: { iterations: 2 },
  },
  { name: 'no scenarios at all: one iteration', script: withOptions('scenarios: {}'), counts: { iterations: 1 } },
  { name: 'no stages at all: one iteration', script: withOptions('stages: []'), counts: { iterations: 1 } },
  ...['iterations: 3', `duration: '1s'`, `stages: [{ duration: '1s', target: 1 }]`].map(
    (way): Case => ({
      name: `scenarios beside ${way}: 104`,
      script: withOptions(`${way}, ${scenario('iterations: 2')}`),
      exitCode: 104,
      incomplete: true,
    }),
  ),
  ...[
    `${scenario('env: { A: 5 }')}`,
    `${scenario('tags: { a: 5 }')}`,
    `tags: { a: 5 }`,
    `scenarios: { s: { executor: 'ramping-vus', stages: [] } }`,
  ].map(
    (options): Case => ({ name: `${options}: 104`, script: withOptions(options), exitCode: 104, incomplete: true }),
  ),
  {
    name: 'options that are no object: 104',
    script: `export const options = 5; export default function () {}`,
    exitCode: 104,
    incomplete: true,
  },
  {
    name: 'a stage may leave its duration out and bring fields of its own',
    toleratesMs: 250,
    script: `export const options = { stages: [{ target: 2, why: 'at once' }, { duration: '1s', target: '2' }] };
      export default async function () { await new Promise((done) => setTimeout(done, 300)); }`,
    counts: { iterations: [2, 8], vus_max: 2 },
  },
  {
    name: 'ramping-vus: time at the end without a VU is not waited for',
    toleratesMs: 300,
    script: `export const options = { scenarios: { s: { executor: 'ramping-vus', startVUs: 2, gracefulRampDown: '0s', stages: [{ duration: '1s', target: 0 }, { duration: '3s', target: 0 }] } } };
      export default async function () { await new Promise((done) => setTimeout(done, 100)); }`,
    durationMs: [990, 1500],
  },
  {
    name: 'options from the environment',
    toleratesMs: 80,
    script: `export function setup() { console.log('never'); } export default async function () { await new Promise((done) => setTimeout(done, 100)); }`,
    env: { K6_STAGES: '500ms:2,500ms:2', K6_NO_SETUP: 'true', K6_SETUP_TIMEOUT: '5s', K6_ITERATIONS: '' },
    says: [],
    counts: { iterations: [10, 16], vus_max: 2 },
  },
  {
    name: 'short flags with their value joined on',
    script: withOptions(''),
    args: ['-u2', '-i4'],
    counts: { iterations: 4 },
  },
  {
    name: 'options that are a list: 104',
    script: `export const options = [{ vus: 2 }]; export default function () {}`,
    exitCode: 104,
    incomplete: true,
  },
  {
    name: 'tags on the command line replace those of the script',
    script: withOptions(
      `tags: { own: 'script', other: 'x' }, thresholds: { 'iterations{own:flag}': ['count==1'], 'iterations{other:x}': ['count==0'] }`,
    ),
    args: ['--tag', 'own=flag'],
    counts: { 'iterations{own:flag}': 1, 'iterations{other:x}': 0 },
  },
  threshold(
    'numbers in every spelling',
    `{ my_counter: ['count>+1', 'count>1.5e0', 'count>.5', 'count>5.', 'count>-1'] }`,
  ),
  threshold('of none', `{ my_counter: null, iterations: [] }`),
  threshold('of a sub-metric with several tags', `{ 'my_counter{b:x,a:1}': ['count==4'] }`, 0, {
    counts: { 'my_counter{b:x,a:1}': 4 },
  }),
  threshold('of a sub-metric with whitespace around it', `{ 'my_counter{ a : 1 }': ['count==4'] }`, 0, {
    counts: { 'my_counter{a : 1}': 4 },
  }),
  ...['my_counter{a}', 'my_counter{a:}', 'my_counter{}', 'my_counter{a:1, }', 'my_counter{a:1'].map((metric) =>
    threshold(`of the malformed ${metric}: 104`, `{ '${metric}': ['count==4'] }`, 104),
  ),
  threshold('that is no list: 104', `{ my_counter: 'count>1' }`, 104),
  threshold(
    'with abortOnFail that is no boolean: 104',
    `{ my_counter: [{ threshold: 'count>1', abortOnFail: 'yes' }] }`,
    104,
  ),
  {
    name: 'execution segment: numbers within the instance count on from 0',
    script: `import exec from 'k6/execution';
      export const options = { scenarios: {
        c: { executor: 'shared-iterations', vus: 3, iterations: 10 },
        d: { executor: 'per-vu-iterations', vus: 5, iterations: 2, startTime: '1s' },
      } };
      export default function () { console.log(exec.scenario.name + exec.scenario.iterationInTest + ' ' + exec.scenario.iterationInInstance); }`,
    args: ['--execution-segment=1/3:2/3', '--execution-segment-sequence=0,1/3,2/3,1'],
    says: ['c1 0', 'c4 1', 'c7 2', 'd1 0', 'd4 1', 'd7 2', 'd10 3'],
  },
];
