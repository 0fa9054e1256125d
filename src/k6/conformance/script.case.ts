import type { Case } from './case.js';

/** What a script may do and how that ends: lifecycle, exceptions, modules. */
export const scriptCases: readonly Case[] = [
  {
    name: 'lifecycle: init for each VU, setup, iterations with its data, teardown, handleSummary',
    script: `
      let own = 0;
      export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 2, iterations: 2 } } };
      export function setup() { console.log('setup ' + __VU); return { list: [1, 2], at: new Date(0), gone: undefined }; }
      export default function (data) { own += 1; console.log('run ' + __ITER + ' ' + own + ' ' + data.list.length + ' ' + typeof data.at); }
      export function teardown(data) { console.log('teardown ' + JSON.stringify(data.list)); }
      export function handleSummary(data) { return { 'a/b.txt': 'x' + data.metrics.iterations.values.count, stdout: JSON.stringify(data.setup_data.list) }; }`,
    says: ['setup 0', 'run 0 1 2 string', 'run 0 1 2 string', 'run 1 2 2 string', 'run 1 2 2 string', 'teardown [1,2]'],
    counts: { iterations: 4 },
    files: { 'a/b.txt': 'x4', stdout: '[1,2]' },
  },
  {
    name: 'an exception in an iteration is logged, and the iteration counts',
    script: `export const options = { iterations: 3 }; export default function () { throw new Error('broken'); }`,
    counts: { iterations: 3 },
    exitCode: 0,
  },
  {
    name: 'an exception after an await, a rejected promise, fail(): all the same',
    script: `import { fail } from 'k6'; export const options = { iterations: 3 };
      export default async function () { if (__ITER === 0) { await null; throw new Error('late'); } if (__ITER === 1) fail('no'); await Promise.reject(new Error('x')); }`,
    counts: { iterations: 3 },
    exitCode: 0,
  },
  {
    name: 'an exception in the init code: 107',
    script: `throw new Error('broken'); export default function () {}`,
    exitCode: 107,
    incomplete: true,
  },
  {
    name: 'an exception in setup(): 107, nothing runs',
    script: `export function setup() { throw new Error('broken'); } export default function () { console.log('never'); }`,
    exitCode: 107,
    says: [],
    absent: ['iterations'],
    incomplete: true,
  },
  {
    name: 'an exception in teardown(): 107 after all',
    script: `export function teardown() { throw new Error('broken'); } export default function () {}`,
    exitCode: 107,
    counts: { iterations: 1 },
    incomplete: true,
  },
  {
    name: 'setup() that takes too long: 100',
    script: `export const options = { setupTimeout: '300ms' }; export async function setup() { await new Promise((done) => setTimeout(done, 5000)); } export default function () {}`,
    exitCode: 100,
    absent: ['iterations'],
    incomplete: true,
  },
  {
    name: 'teardown() that takes too long: 101',
    script: `export const options = { teardownTimeout: '300ms' }; export async function teardown() { await new Promise((done) => setTimeout(done, 5000)); } export default function () {}`,
    exitCode: 101,
    incomplete: true,
  },
  {
    name: 'test.abort(): 108, the rest does not run, teardown does',
    script: `import exec from 'k6/execution'; export const options = { iterations: 5 };
      export default function () { console.log('run ' + __ITER); if (__ITER === 1) exec.test.abort('enough'); }
      export function teardown() { console.log('teardown'); }`,
    exitCode: 108,
    says: ['run 0', 'run 1', 'teardown'],
    incomplete: true,
  },
  {
    name: 'test.abort() that the script catches: nothing is checked, counted, sent or said any more, and its iteration counts',
    script: `import exec from 'k6/execution'; import http from 'k6/http'; import { check } from 'k6'; import { Counter } from 'k6/metrics';
      export const options = { iterations: 1 };
      const after = new Counter('after');
      export default function () {
        try { exec.test.abort('enough'); } catch { console.log('caught'); check(1, { caught: () => true }); }
        try { after.add(1); } catch { http.get(__ENV.TARGET + '/status/200'); }
      }`,
    exitCode: 108,
    says: [],
    counts: { iterations: 1 },
    absent: ['checks', 'after', 'http_reqs'],
    incomplete: true,
  },
  {
    name: 'test.fail(): 110 at the end of a whole run',
    script: `import exec from 'k6/execution'; export const options = { iterations: 3 }; export default function () { if (__ITER === 1) exec.test.fail('not good'); }`,
    exitCode: 110,
    counts: { iterations: 3 },
  },
  ...(
    [
      ['an unknown field of a scenario', `scenarios: { s: { executor: 'constant-vus', duration: '1s', vuss: 3 } }`],
      ['an unknown executor', `scenarios: { s: { executor: 'magic' } }`],
      ['a duration that is missing', `scenarios: { s: { executor: 'constant-vus' } }`],
      ['a duration that is too short', `scenarios: { s: { executor: 'constant-vus', duration: '1ms' } }`],
      ['fewer iterations than VUs', `scenarios: { s: { executor: 'shared-iterations', vus: 3, iterations: 2 } }`],
      [
        'maxVUs below preAllocatedVUs',
        `scenarios: { s: { executor: 'constant-arrival-rate', rate: 1, duration: '1s', preAllocatedVUs: 3, maxVUs: 2 } }`,
      ],
      ['a function that is not exported', `scenarios: { s: { executor: 'shared-iterations', exec: 'nope' } }`],
    ] as const
  ).map(
    ([name, options]): Case => ({
      name: `${name}: 104`,
      script: `export const options = { ${options} }; export default function () {}`,
      exitCode: 104,
      incomplete: true,
    }),
  ),
  ...(
    [
      ['an unknown executor', `scenarios: { s: { executor: 'magic' } }`, 104],
      ['an unknown field', `scenarios: { s: { executor: 'constant-vus', vuss: 3 } }`, 104],
      [
        'no duration of a scenario',
        `scenarios: { s: { executor: 'constant-vus', duration: '1s', startTime: 'NaNm' } }`,
        104,
      ],
      ['no duration of a stage', `stages: [{ duration: 'x', target: 1 }]`, 104],
      ['no duration', `duration: 'x'`, 104],
      ['a duration that is too short', `scenarios: { s: { executor: 'constant-vus', duration: '1ms' } }`, 0],
    ] as const
  ).map(
    ([name, options, exitCode]): Case => ({
      name: `${name} in what flags replace: ${exitCode}`,
      script: `export const options = { ${options} }; export default function () {}`,
      args: ['--vus', '2', '--iterations', '2'],
      exitCode,
      incomplete: exitCode !== 0,
    }),
  ),
  {
    name: 'checks and groups',
    script: `import { check, group } from 'k6'; export const options = { iterations: 2, thresholds: { 'checks{check:good}': ['rate==1'], 'checks{own:x}': ['rate==0'], 'group_duration{group:::outer::inner}': ['max>=0'] } };
      export default function () {
        const both = check(7, { good: (n) => n === 7, bad: false }, { own: 'y' });
        check(0, { tagged: (n) => n }, { own: 'x' });
        const back = group('outer', () => { check(1, { good: true }); group('inner', () => check(1, { deep: 1 })); return 'back'; });
        console.log(both + ' ' + back);
        try { group('g', async () => {}); } catch (error) { console.log('no async group'); }
        try { check(1, { late: async () => true }); } catch (error) { console.log('no async check'); }
        try { check(1, { throws: () => { throw new Error('x'); } }); } catch (error) { console.log('threw'); }
      }`,
    says: [
      'false back',
      'false back',
      'no async group',
      'no async group',
      'no async check',
      'no async check',
      'threw',
      'threw',
    ],
    counts: { checks: 6, 'checks{check:good}': 4, 'checks{own:x}': 0 },
  },
  {
    name: 'k6/execution says where in the run the script is',
    script: `import exec from 'k6/execution';
      export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 1, iterations: 2, tags: { own: 'x' } } } };
      export default function () {
        exec.vu.tags.mine = 7;
        const { scenario, vu, instance } = exec;
        console.log([scenario.name, scenario.executor, scenario.iterationInTest, scenario.iterationInInstance, vu.idInTest, vu.idInInstance, vu.iterationInInstance, vu.iterationInScenario,
          instance.vusActive, instance.vusInitialized, instance.iterationsCompleted, vu.tags.mine, vu.metrics.tags.scenario, vu.tags.own, Math.abs(Date.now() - scenario.startTime) < 5000, instance.currentTestRunDuration >= 0].join(' '));
      }`,
    says: [
      's per-vu-iterations 0 0 1 1 0 0 1 1 0 7 s x true true',
      's per-vu-iterations 1 1 1 1 1 1 1 1 1 7 s x true true',
    ],
  },
  {
    name: 'an iteration lasts until its timers and requests have ended',
    toleratesMs: 80,
    script: `import { setTimeout as later } from 'k6/timers';
      export default function () { let n = 0; const every = setInterval(() => { n += 1; if (n === 3) { clearInterval(every); console.log('thrice'); } }, 20); later(() => console.log('later'), 100); clearTimeout(setTimeout(() => console.log('never'), 10)); }`,
    says: ['thrice', 'later'],
    times: { 'iteration_duration min': [99, 200] },
  },
  {
    name: 'sleep() takes its time',
    toleratesMs: 60,
    script: `import { sleep } from 'k6'; export const options = { iterations: 2 }; export default function () { sleep(0.3); }`,
    times: { 'iteration_duration min': [299, 380], 'iteration_duration max': [299, 400] },
    durationMs: [599, 900],
  },
  {
    name: 'minIterationDuration fills up short iterations',
    toleratesMs: 200,
    script: `export const options = { iterations: 2, minIterationDuration: '200ms' }; export default function () {}`,
    durationMs: [199, 700],
  },
  {
    name: 'SharedArray, encoding, crypto, open',
    script: `import { SharedArray } from 'k6/data'; import encoding from 'k6/encoding'; import crypto from 'k6/crypto';
      const list = new SharedArray('list', () => [{ a: 1 }, { a: 2 }]);
      const text = open('./data.txt'), bytes = open('./data.txt', 'b');
      const hex = (buffer) => Array.from(new Uint8Array(buffer)).map((byte) => byte.toString(16).padStart(2, '0')).join('');
      export default function () {
        let frozen = false; try { list[0].a = 9; frozen = list[0].a !== 9; } catch (error) { frozen = true; }
        console.log([list.length, list[1].a, list.map((item) => item.a).join('+'), frozen].join(' '));
        console.log([text.trim(), bytes.byteLength].join(' '));
        console.log([encoding.b64encode('a?>b~é'), encoding.b64encode('a?>b~é', 'url'), encoding.b64encode('ab', 'rawstd'), encoding.b64decode('YWI', 'rawurl', 's'), hex(encoding.b64decode('AP8='))].join(' '));
        console.log(['md5', 'sha1', 'sha256', 'sha384', 'sha512', 'sha512_224', 'sha512_256', 'ripemd160'].map((name) => crypto[name]('text', 'hex').slice(0, 8)).join(' '));
        const hasher = crypto.createHash('sha256'); hasher.update('te'); hasher.update('xt');
        console.log([hasher.digest('base64'), crypto.hmac('sha256', 'key', 'text', 'base64url'), crypto.hmac('sha1', 'key', 'text', 'base64rawurl'), crypto.hexEncode('ab'), crypto.randomBytes(5).byteLength].join(' '));
      }`,
    says: [
      '2 2 1+2 true',
      'some text 10',
      'YT8+Yn7DqQ== YT8-Yn7DqQ== YWI ab 00ff',
      '1cb251ec 372ea08c 982d9e3e 313a7e33 eaf2c127 20f662f4 799f4e5e a75d67a5',
      'mC2ePrmW9VnmM/TRlN7zdh2Qn1o7ZH0ahR/q1nwyydE= avqQRqlXnK0UOjhMG1ZLmiUNJ9b2pj-fIL86dZTJ4sY= Np4pWetJRQM4shJ0j3fY3tdIR7s 6162 5',
    ],
  },
  {
    name: 'Ctrl-C: what was measured is kept, exit code 105',
    script: `export const options = { vus: 2, duration: '10m', gracefulStop: '0s' };
      export default async function () { if (__ITER > 2) console.log('enough'); await new Promise((done) => setTimeout(done, __ITER > 2 ? 600000 : 100)); }
      export function handleSummary(data) { return { stdout: 'kept' }; }`,
    stopAfterLines: 2,
    exitCode: 105,
    incomplete: true,
    files: { stdout: 'kept' },
    counts: { iterations: 6 },
  },
  {
    name: 'await at the top level, also in a module of its own',
    beside: {
      'tla/part.js':
        'export const part = await new Promise((done) => setTimeout(() => done(4), 5)); export default () => part;',
    },
    script: `import again, { part } from './tla/part.js'; const own = await Promise.resolve(1); let changed = 0;
      export const options = { iterations: 2 };
      export function setup() { changed += own; return { changed }; }
      export default function (data) { changed += 10; console.log([part, again(), own, data.changed, changed].join(' ')); }`,
    says: ['4 4 1 1 10', '4 4 1 1 20'],
    counts: { iterations: 2 },
  },
  {
    name: 'await at the top level of what throws',
    script: `await Promise.resolve(); throw new Error('at the top'); export default function () {}`,
    exitCode: 107,
    incomplete: true,
  },
  {
    name: 'a timer of the init code fires before the functions run',
    script: `let fired = 0; setTimeout(() => { fired += 1; }, 20); export default function () { console.log('fired ' + fired); }`,
    says: ['fired 1'],
  },
  {
    name: 'an executor that k6 no longer has, even where a flag stands in for the scenario',
    args: ['-i', '1'],
    script: `export const options = { scenarios: { s: { executor: 'externally-controlled', vus: 1, duration: '1s' } } }; export default function () {}`,
    exitCode: 104,
    incomplete: true,
  },
];
