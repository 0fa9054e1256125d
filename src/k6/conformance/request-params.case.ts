import type { Case } from './case.js';

const BEGIN = `import http from 'k6/http'; import exec from 'k6/execution'; const url = __ENV.TARGET;
  const said = async (...args) => { try { const r = await http.asyncRequest(...args); return r.status + '/' + r.error_code; } catch { return 'threw'; } };`;

/** What a request's address, headers, tags, cookies and answer may be. */
export const requestParamCases: readonly Case[] = [
  {
    name: 'a name stands for the URL in the tags url and name, from the request or from the VU',
    script: `${BEGIN} export const options = { thresholds: { 'http_reqs{url:mine}': ['count==1'], 'http_reqs{name:vu}': ['count==1'], 'http_reqs{url:vu}': ['count==1'] } };
      export default async function () { await http.asyncRequest('GET', url, null, { tags: { name: 'mine' } }); exec.vu.tags.name = 'vu'; await http.asyncRequest('GET', url); }`,
    counts: { 'http_reqs{url:mine}': 1, 'http_reqs{name:vu}': 1, 'http_reqs{url:vu}': 1 },
  },
  {
    name: "tags of the engine's own keep their meaning whatever the script sets",
    script: `${BEGIN} export const options = { thresholds: { 'http_reqs{status:200}': ['count==1'], 'http_reqs{method:GET}': ['count==1'], 'http_reqs{scenario:other}': ['count==1'] } };
      export default async function () { await http.asyncRequest('GET', url, null, { tags: { status: '7', method: 'M', scenario: 'other' } }); }`,
    counts: { 'http_reqs{status:200}': 1, 'http_reqs{method:GET}': 1, 'http_reqs{scenario:other}': 1 },
  },
  {
    name: 'tags, types and callbacks that are refused: a response without a status, and no sample',
    script: `${BEGIN} export default async function () {
        for (const params of [{ tags: { a: null } }, { tags: { a: {} } }, { responseType: 'magic' }, { responseType: null }, { responseCallback: 'x' }, { tags: { a: 5 } }]) console.log(await said('GET', url, null, params));
        try { http.setResponseCallback('x'); } catch { console.log('no callback'); }
        try { http.file(5); } catch { console.log('no file'); }
      }`,
    says: ['0/0', '0/0', '0/0', '0/0', '0/0', '200/0', 'no callback', 'no file'],
    counts: { http_reqs: 1 },
  },
  {
    name: 'what is no URL is answered with 1020 and is no request',
    script: `${BEGIN} export default async function () { for (const target of [undefined, null, 5, {}, 'http://exa mple/']) console.log(await said('GET', target)); }`,
    says: ['0/1020', '0/1020', '0/1020', '0/1020', '0/1020'],
    absent: ['http_reqs', 'http_req_failed'],
  },
  {
    name: 'each request has the credentials of its own URL, which no tag shows',
    script: `${BEGIN} const at = (user) => url.replace('://', '://' + user + '@') + '/echo'; const hidden = url.replace('://', '://****:****@') + '/echo';
      export const options = { thresholds: { ['http_reqs{url:' + hidden + '}']: ['count==2'] } };
      export default async function () { for (const user of ['a:b', 'c:d']) console.log((await http.asyncRequest('GET', at(user))).json('authorization')); console.log((await http.asyncRequest('GET', url + '/echo')).json('authorization') ?? 'none'); }`,
    says: ['Basic YTpi', 'Basic Yzpk', 'none'],
    counts: { http_reqs: 3 },
  },
  {
    name: 'an address without a scheme is no URL; what a script is shown of one is escaped',
    script: `${BEGIN} export default async function () { for (const target of ['127.0.0.1:1/users', ':1/x', 'localhost:1/x']) console.log(await said('GET', target)); console.log((await http.asyncRequest('GET', url + '/a b?c d')).url.replace(url, '')); }`,
    says: ['0/1020', '0/1020', '0/1000', '/a%20b?c d'],
    counts: { http_reqs: 2 },
  },
  {
    name: 'methods: none is GET, one with a space cannot be sent',
    script: `${BEGIN} export default async function () { console.log(await said(undefined, url)); console.log(await said('', url)); console.log(await said('A B', url)); }`,
    says: ['200/0', '200/0', '0/1000'],
    counts: { http_req_failed: 1 },
  },
  {
    name: 'bodies that are no form, text or bytes are refused',
    script: `${BEGIN} export default async function () { for (const body of [['a'], new Date(0), new Uint16Array([1]), 5, true]) console.log(await said('POST', url + '/echo', body)); }`,
    says: ['0/0', '0/0', '0/0', '0/0', '0/0'],
    absent: ['http_reqs'],
  },
  {
    name: 'headers: what cannot be sent fails the request; the transfer is not for the script to say',
    script: `${BEGIN} export default async function () {
        for (const headers of [{ 'A B': 'x' }, { A: 'x\\ny' }, { 'Transfer-Encoding': 'chunked', 'Content-Length': '1' }]) console.log(await said('POST', url + '/echo', 'abc', { headers }));
      }`,
    says: ['0/1000', '0/1000', '200/0'],
    counts: { http_reqs: 3, http_req_failed: 2 },
  },
  {
    name: 'a redirection drops the type of a body that is gone, and secrets on the way to another host',
    script: `${BEGIN} export default async function () {
        const headers = { Authorization: 'secret', 'Content-Type': 'text/x', Own: '1' };
        const after = async (to) => { const { type, body, authorization, own } = (await http.asyncRequest('POST', url + '/redirect/' + to, 'x', { headers, jar: new http.CookieJar() })).json(); return [type, body, authorization, own].join('|'); };
        console.log(await after('302')); console.log(await after('307')); console.log(await after('307/elsewhere'));
      }`,
    says: ['||secret|1', 'text/x|x|secret|1', 'text/x|x||1'],
  },
  {
    name: 'user and password in the URL are sent',
    script: `${BEGIN} export default async function () { console.log((await http.asyncRequest('GET', url.replace('://', '://user:pass%40word@') + '/echo')).json('authorization')); }`,
    says: ['Basic dXNlcjpwYXNzQHdvcmQ='],
  },
  {
    name: "cookies: the request's own first, beside the jar's unless they replace them",
    script: `${BEGIN} export default async function () {
        const sent = async (cookies) => (await http.asyncRequest('GET', url + '/echo', null, { cookies })).json('cookie');
        await http.asyncRequest('GET', url + '/echo');
        console.log(await sent({ c1: 'own' })); console.log(await sent({ c1: { value: 'own', replace: true } }));
      }`,
    says: ['c1=own; c1=v1; c2=v2', 'c1=own; c2=v2'],
  },
  {
    name: 'answers: odd statuses, no reason, an encoding nobody knows',
    script: `${BEGIN} export default async function () {
        for (const path of ['/status/999', '/bare', '/unknown']) { const r = await http.asyncRequest('GET', url + path); console.log([r.status, r.status_text, r.error_code, r.body].join('|')); }
      }`,
    says: ['999|999 unknown|1999|body', '200|200|0|', '200|200 OK|0|as it is'],
  },
  {
    name: 'json(): selectors, and bodies that are none',
    script: `${BEGIN} export default async function () {
        const r = await http.asyncRequest('POST', url + '/mirror', JSON.stringify({ list: [{ n: 1, k: 'a' }, { n: 2, k: 'b' }], 'd.e': 3 }));
        console.log(['list.#', 'list.1.n', 'list.#.k', 'list.#(k=="b").n', 'list.#(n>0)#.k', 'l*t.0.n', 'd\\\\.e', 'no.where'].map((path) => JSON.stringify(r.json(path))).join(' '));
        const bad = await http.asyncRequest('POST', url + '/mirror', '{');
        console.log(String(bad.json('a'))); try { bad.json(); } catch { console.log('threw'); }
        console.log(JSON.stringify(r.request.cookies) + JSON.stringify(http.url\`a\${1}\`));
      }`,
    says: ['2 2 ["a","b"] 2 ["a","b"] 1 3 ', 'undefined', 'threw', '{}{"name":"a${}","url":"a1","clean_url":"a1"}'],
  },
];
