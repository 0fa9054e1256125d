import type { Case } from './case.js';

const reporter = (version: string) => `https://raw.githubusercontent.com/benc-uk/k6-reporter/${version}/dist/bundle.js`;

const at = (name: string) => `https://jslib.k6.io/${name}/index.js`;

/** Libraries by their addresses: what stands in for them without the network. */
export const jslibCases: readonly Case[] = [
  {
    name: 'k6-utils: random values, texts between others, durations',
    script: `import { uuidv4, randomIntBetween, randomItem, randomString, findBetween, parseDuration, normalDistributionStages, check } from '${at('k6-utils/1.4.0')}';
      export default function () {
        console.log([/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(uuidv4()), [1, 2, 3].includes(randomIntBetween(1, 3)), randomItem(['a']), /^[ab]{8}$/.test(randomString(8, 'ab')), randomString(5).length].join(' '));
        console.log(JSON.stringify([findBetween('a<b>c<d>', '<', '>'), findBetween('a<b>c<d>', '<', '>', true), findBetween('a', '<', '>')]));
        console.log([parseDuration('1h2m3s4ms'), parseDuration('1.5s'), normalDistributionStages(10, 60).length, Math.max(...normalDistributionStages(10, 60).map(({ target }) => target))].join(' '));
        check(1, { one: (value) => value === 1 });
      }`,
    says: ['true true a true 5', '["b",["b","d"],null]', '3723004 1500 12 10'],
    counts: { checks: 1 },
  },
  {
    name: 'k6-utils: the stage a VU is in',
    toleratesMs: 500,
    script: `import { getCurrentStageIndex, tagWithCurrentStageIndex, tagWithCurrentStageProfile } from '${at('k6-utils/1.3.0')}'; import exec from 'k6/execution';
      export const options = { scenarios: { s: { executor: 'ramping-vus', startVUs: 1, stages: [{ duration: '1s', target: 1 }], gracefulStop: '1s' } } };
      let said = false;
      export default async function () { tagWithCurrentStageIndex(); tagWithCurrentStageProfile(); if (!said) console.log([getCurrentStageIndex(), exec.vu.metrics.tags.stage, exec.vu.metrics.tags.stage_profile].join(' ')); said = true; await new Promise((done) => setTimeout(done, 300)); }`,
    says: ['0 0 steady'],
  },
  {
    name: 'k6-summary: the summary as text and as JUnit',
    script: `import { check, group } from 'k6'; import { textSummary, jUnit } from '${at('k6-summary/0.0.4')}';
      export const options = { thresholds: { checks: ['rate>0.9'], iterations: ['count<5'] } };
      export default function () { group('outer', () => { check(1, { holds: true }); check(1, { fails: false }); }); }
      export function handleSummary(data) {
        const text = textSummary(data, { indent: '>', enableColors: false }), lines = text.split('\\n');
        return { stdout: [lines.some((line) => /^> +✓ holds$/.test(line)), lines.some((line) => /^> +✗ fails$/.test(line)), /checks\\.+: 50\\.00% ✓ 1 ✗ 1/.test(text), /iterations\\.+: 1 /.test(text), (jUnit(data, { name: 'n' }).match(/<failure/g) || []).length].join(' ') };
      }`,
    exitCode: 99,
    files: { stdout: 'true true true true 1' },
  },
  {
    name: 'k6-reporter: the summary as a page, in whatever version',
    script: `import { check, group } from 'k6'; import { htmlReport } from '${reporter('main')}'; import { htmlReport as other } from '${reporter('2.4.0')}';
      export const options = { thresholds: { checks: ['rate>0.9'] } };
      export default function () { group('outer', () => { check(1, { 'holds <b>': true }); check(1, { fails: false }); }); }
      export function handleSummary(data) {
        const page = htmlReport(data, { title: 'Run <1>' });
        return { stdout: [page.startsWith('<!doctype html>'), page.includes('<h1>Run &#60;1&#62;</h1>'), page.includes('<td>holds &#60;b&#62;</td><td>1</td><td>0</td><td>100.00%</td>'), page.includes('checks: rate&#62;0.9</td><td class="bad">'), page.includes('<td>iteration_duration</td>'), page === other(data, { title: 'Run <1>' })].join(' ') };
      }`,
    exitCode: 99,
    files: { stdout: 'true true true true true true' },
  },
  {
    name: 'url, papaparse and formdata',
    script: `import { URL, URLSearchParams } from '${at('url/1.0.0')}'; import papaparse from '${at('papaparse/5.1.1')}'; import { FormData } from '${at('formdata/0.0.2')}'; import http from 'k6/http';
      export default function () {
        const url = new URL('/path?a=1', 'https://some.example'); url.searchParams.append('b', 'x y');
        console.log(url.toString() + ' ' + new URLSearchParams({ c: '2' }));
        console.log(JSON.stringify(papaparse.parse('h,i\\n1,2\\n', { header: true, skipEmptyLines: true }).data));
        const form = new FormData(); form.append('t', 'text'); form.append('f', http.file('data', 'name.txt', 'text/plain'));
        const got = http.post(__ENV.TARGET + '/echo', form.body(), { headers: { 'Content-Type': 'multipart/form-data; boundary=' + form.boundary } }).json();
        console.log(got.body.split('\\r\\n').filter((line) => line !== '' && !line.startsWith('--')).join(' | '));
      }`,
    says: [
      'https://some.example/path?a=1&b=x+y c=2',
      '[{"h":"1","i":"2"}]',
      'Content-Disposition: form-data; name="t" | text | Content-Disposition: form-data; name="f"; filename="name.txt" | Content-Type: text/plain | data',
    ],
  },
  {
    name: 'httpx: a session with an address, headers and tags of its own',
    script: `import { Httpx, Get, Post } from '${at('httpx/0.1.0')}';
      const session = new Httpx({ baseURL: __ENV.TARGET, headers: { Own: 'mine' }, tags: { of: 'session' } });
      export const options = { thresholds: { 'http_reqs{of:session}': ['count==4'] } };
      export default function () {
        session.addHeader('Cookie', 'k=v');
        const got = session.get('/echo').json(); const posted = session.post('/echo', 'body', { tags: { one: '1' } }).json();
        console.log([got.own, got.cookie.includes('k=v'), posted.method, posted.body].join(' '));
        console.log(session.batch([new Get('/status/200'), new Post('/status/201', 'x')], { tags: { b: '1' } }).map(({ status }) => status).join(' '));
      }`,
    says: ['mine true POST body', '200 201'],
    thresholds: { 'http_reqs{of:session}: count==4': true },
  },
  {
    name: 'k6chaijs: expectations are checks, a broken one ends its describe',
    script: `import { describe, expect } from '${at('k6chaijs/4.3.4.3')}'; import http from 'k6/http';
      export default function () {
        const all = describe('answers', () => {
          const answer = http.get(__ENV.TARGET + '/echo');
          expect(answer.status, 'status').to.equal(200);
          expect(answer).to.have.validJsonBody();
          expect(answer.json(), 'body').to.have.property('method').that.is.a('string');
          expect([1, 2, 3].length, 'length').to.be.within(2, 4);
          expect(answer.status, 'status').to.not.equal(500);
        });
        const broken = describe('broken', () => { expect(http.get(__ENV.TARGET + '/status/404').status, 'status').to.equal(200); expect(1).to.equal(1); });
        const thrown = describe('thrown', () => { throw new Error('other'); });
        console.log([all, broken, thrown].join(' '));
      }
      export function handleSummary({ root_group }) { return { stdout: root_group.groups.flatMap(({ name, checks }) => checks.map((c) => [name, c.name, c.passes, c.fails].join('|'))).join('; ') }; }`,
    says: ['true false false'],
    counts: { checks: 6, http_reqs: 2 },
    files: {
      stdout:
        'answers|expected status to equal 200|1|0; answers|has valid json body|1|0; answers|expected body to have property \'method\'|1|0; answers|expected body to be a string|1|0; answers|expected length to be within 2..4|1|0; answers|expected status to not equal 500|1|0; broken|expected status to equal 200|0|1; thrown|Exception raised "Error: other"|0|1',
    },
  },
];
