import type { Case } from './case.js';

const IMPORTS = `import { check, group } from 'k6'; import http from 'k6/http'; import exec from 'k6/execution'; const url = __ENV.TARGET;
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));`;

/** What an iteration has to do with promises, timers and exceptions, and what becomes of the run around it. */
export const lifecycleCases: readonly Case[] = [
  {
    name: 'a rejection nobody awaits is said; the iteration and the run go on',
    strays: true,
    script: `${IMPORTS} export const options = { iterations: 2 };
      export default async function () { Promise.reject(new Error('stray')); console.log('on'); }`,
    says: ['on', 'on'],
    counts: { iterations: 2 },
  },
  {
    name: 'requests cut off at the end that nobody awaits any more harm nothing',
    strays: true,
    script: `${IMPORTS} export const options = { scenarios: { s: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s' } } };
      export default async function () { const a = http.asyncRequest('GET', url + '/hang'), b = http.asyncRequest('GET', url + '/hang'); await a; await b; }`,
    absent: ['iterations'],
  },
  {
    name: 'an iteration lasts as long as a chain of promises nobody awaits',
    script: `${IMPORTS} export const options = { iterations: 2 };
      export default function () { http.asyncRequest('GET', url).then((r) => r.status).then(() => http.asyncRequest('GET', url + '/status/201')).then((r) => console.log('second ' + r.status)); }`,
    says: ['second 201', 'second 201'],
    counts: { http_reqs: 4, iterations: 2 },
  },
  {
    name: 'an async function called without await belongs to the iteration',
    script: `${IMPORTS} async function later() { await null; await null; await null; const r = await http.asyncRequest('GET', url); console.log('got ' + r.status); }
      export const options = { iterations: 2 }; export default async function () { later(); }`,
    says: ['got 200', 'got 200'],
    counts: { http_reqs: 2 },
  },
  {
    name: 'an exception ends the iteration at once: its timers and requests are cut off and not counted',
    script: `${IMPORTS} export const options = { vus: 1, iterations: 2 };
      export default async function () {
        console.log('run ' + __ITER);
        if (__ITER > 0) { await http.asyncRequest('GET', url + '/slow/200'); console.log('whole'); return; }
        http.asyncRequest('GET', url + '/slow/100').catch(() => {}); setTimeout(() => console.log('never'), 50); throw new Error('broken');
      }`,
    says: ['run 0', 'run 1', 'whole'],
    counts: { iterations: 2, http_reqs: 1 },
  },
  {
    name: 'an exception in a timer ends the iteration, too',
    toleratesMs: 30,
    script: `${IMPORTS} export const options = { iterations: 2 };
      export default function () { setTimeout(() => { throw new Error('broken'); }, 10); setTimeout(() => console.log('never'), 60); }`,
    says: [],
    counts: { iterations: 2 },
    times: { 'iteration_duration max': [9, 55] },
  },
  {
    name: 'waiting for what can never come does not hold the run up',
    script: `${IMPORTS} export const options = { iterations: 2 };
      export default async function () { console.log('run'); await new Promise(() => {}); console.log('never'); }`,
    says: ['run', 'run'],
    counts: { iterations: 2 },
  },
  {
    name: 'setup() that returns nothing: no data, for nobody',
    script: `${IMPORTS} export function setup() {}
      export default function (data) { console.log('run ' + typeof data); } export function teardown(data) { console.log('teardown ' + typeof data); }
      export function handleSummary(data) { return { stdout: typeof data.setup_data }; }`,
    says: ['run undefined', 'teardown undefined'],
    files: { stdout: 'undefined' },
  },
  {
    name: 'setup() that returns maps, sets, bytes and nothing: what JSON makes of them',
    script: `${IMPORTS} export function setup() { return { map: new Map([[1, 2]]), set: new Set([1]), bytes: new Uint8Array([1, 2]), none: undefined }; }
      export default function (data) { console.log(JSON.stringify([data.map, data.set, data.bytes, data.none])); }`,
    says: ['[[[1,2]],[1],"AQI=",null]'],
  },
  {
    name: 'an exception in setup() still leaves the summary to the script',
    script: `${IMPORTS} export function setup() { throw new Error('broken'); } export default function () {}
      export function handleSummary() { return { stdout: 'summary' }; }`,
    exitCode: 107,
    incomplete: true,
    files: { stdout: 'summary' },
  },
  {
    name: 'handleSummary may be async, and may spoil what it was given',
    script: `export default function () {} export async function handleSummary(data) { const count = data.metrics.iterations.values.count; data.metrics = {}; await null; return { stdout: 'of ' + count }; }`,
    files: { stdout: 'of 1' },
    counts: { iterations: 1 },
  },
  {
    name: 'handleSummary may return bytes',
    script: `export default function () {} export function handleSummary() { return { 'a.bin': new Uint8Array([0, 255, 65]).buffer, stdout: 'said' }; }`,
    files: { 'a.bin': Buffer.from([0, 255, 65]), stdout: 'said' },
  },
  {
    name: 'one thing that is no file among what handleSummary returns: none is written',
    script: `export default function () {} export function handleSummary() { return { 'a.txt': 'a', 'x.json': { a: 1 } }; }`,
    files: {},
  },
  {
    name: 'an exception in handleSummary: the run stands as it is',
    script: `export const options = { thresholds: { iterations: ['count>5'] } }; export default function () {} export function handleSummary() { throw new Error('broken'); }`,
    exitCode: 99,
    files: {},
    counts: { iterations: 1 },
    thresholds: { 'iterations: count>5': false },
  },
  {
    name: 'test.abort() in the init code: 108',
    script: `${IMPORTS} exec.test.abort('no'); export default function () { console.log('never'); }`,
    exitCode: 108,
    incomplete: true,
    says: [],
  },
  {
    name: 'test.fail() weighs more than thresholds: 110',
    script: `${IMPORTS} export const options = { thresholds: { checks: ['rate==1'] } };
      export default function () { exec.test.fail('bad'); check(1, { no: false }); }`,
    exitCode: 110,
    thresholds: { 'checks: rate==1': false },
  },
  {
    name: 'http in the init code: 107',
    script: `${IMPORTS} http.asyncRequest('GET', url); export default function () {}`,
    exitCode: 107,
    incomplete: true,
  },
  {
    name: 'k6/execution in the init code: nothing is known yet',
    script: `${IMPORTS} const found = [() => exec.vu.idInTest, () => exec.instance.vusActive, () => exec.scenario.name, () => exec.test.options, () => exec.test.fail()].map((ask) => { try { ask(); return 'known'; } catch { return 'unknown'; } });
      export default function () { console.log(found.join(' ')); }`,
    says: ['unknown unknown unknown unknown unknown'],
  },
  {
    name: "tags of the VU last from one iteration to the next, and are on the iteration's own samples",
    script: `${IMPORTS} export const options = { vus: 1, iterations: 2, thresholds: { 'iterations{own:0}': ['count==1'], 'iterations{own:1}': ['count==1'], 'checks{own:0}': ['rate==1'] } };
      export default function () { console.log(String(exec.vu.tags.own)); check(1, { early: true }); exec.vu.tags.own = __ITER; }`,
    says: ['undefined', '0'],
    counts: { 'iterations{own:0}': 1, 'iterations{own:1}': 1, 'checks{own:0}': 1 },
  },
];
