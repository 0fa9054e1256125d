import type { Case } from './case.js';

/** What scripts of others lean on beside requests: jars, modules in folders of their own, encodings, numbers of iterations. */
export const surfaceCases: readonly Case[] = [
  {
    name: 'base64 with null for the variant',
    script: `import encoding from 'k6/encoding';
      export default function () { console.log(encoding.b64decode('aGVsbG8gd29ybGQ=', null, 's') + ' ' + encoding.b64encode('hi', null)); }`,
    says: ['hello world aGk='],
  },
  {
    name: 'a jar of the script itself stands in for that of the VU',
    script: `import http from 'k6/http';
      export default function () {
        const url = __ENV.TARGET + '/mirror', jar = new http.CookieJar();
        jar.set(url, 'local', 'yes'); http.cookieJar().set(url, 'vu', 'yes');
        console.log(http.get(__ENV.TARGET + '/echo', { jar }).json('cookie'));
        console.log(Object.keys(jar.cookiesForURL(url)).sort().join() + ' ' + Object.keys(http.cookieJar().cookiesForURL(url)).join());
        jar.set(url, 'local', 'no', { expires: 'Thu, 01 Jan 1970 00:00:00 GMT' }); jar.delete(url, 'c1');
        console.log(http.get(__ENV.TARGET + '/echo', { jar }).json('cookie') + ' ' + http.get(__ENV.TARGET + '/echo', { jar: null }).json('cookie'));
      }`,
    says: ['local=yes', 'c1,c2,local vu', 'c2=v2 vu=yes'],
  },
  {
    name: 'what a server says of its certificate is there, and empty',
    script: `import http from 'k6/http';
      export default function () { const { ocsp } = http.get(__ENV.TARGET + '/echo'); console.log(JSON.stringify(ocsp)); }`,
    says: ['{"produced_at":0,"this_update":0,"next_update":0,"revoked_at":0,"revocation_reason":"","status":""}'],
  },
  {
    name: 'open() reads relative to the module that calls it, also from CommonJS',
    beside: {
      'own/part.js':
        "export const rows = JSON.parse(open('./rows.json')); export const bytes = open('rows.json', 'b').byteLength; const box = { open: (path) => path }; export const own = box.open('mine');",
      'own/old.js': "exports.rows = JSON.parse(open('rows.json'));",
      'own/rows.json': '[1,2]',
    },
    script: `import { rows, bytes, own } from './own/part.js'; const old = require('./own/old.js'); const here = open('./own/rows.json');
      export default function () { console.log([rows, bytes, own, old.rows, here].join(' ')); }`,
    says: ['1,2 5 mine 1,2 [1,2]'],
  },
  {
    name: 'the default import of a CommonJS module',
    beside: {
      'cjs/with.js': "module.exports = { one: 1, default: 'the default' };",
      'cjs/marked.js':
        "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'marked'; exports.named = 2;",
      'cjs/function.js': "module.exports = function () { return 'called'; };",
      'cjs/without.js': 'exports.k = 7;',
    },
    script: `import a from './cjs/with.js'; import { one } from './cjs/with.js'; import b, { named } from './cjs/marked.js'; import c from './cjs/function.js'; import d, { k } from './cjs/without.js';
      export default function () { console.log([a, one, b, named, c(), d.k, k, require('./cjs/with.js').one].join(' ')); }`,
    says: ['the default 1 marked 2 called 7 7 1'],
  },
  {
    name: 'iterations are numbered without the arrivals that were dropped',
    script: `import exec from 'k6/execution';
      export const options = { scenarios: { s: { executor: 'constant-arrival-rate', preAllocatedVUs: 1, rate: 2, duration: '5s', gracefulStop: '3s' } } };
      export default async function () { console.log(exec.scenario.iterationInTest + ' ' + exec.scenario.iterationInInstance); await new Promise((done) => setTimeout(done, 1250)); }`,
    toleratesMs: 100,
    says: ['0 0', '1 1', '2 2', '3 3'],
  },
  {
    name: 'a constant rate lasts its time, though no further arrival is due in it',
    script: `export const options = { scenarios: { s: { executor: 'constant-arrival-rate', rate: 1, timeUnit: '10s', duration: '2s', preAllocatedVUs: 1 } } }; export default function () {}`,
    toleratesMs: 1000,
    counts: { iterations: 1 },
    durationMs: [2000, 3000],
  },
  {
    name: 'a ramp ends with its last arrival',
    script: `export const options = { scenarios: { s: { executor: 'ramping-arrival-rate', startRate: 1, timeUnit: '10s', stages: [{ duration: '4s', target: 1 }], preAllocatedVUs: 1 } } }; export default function () {}`,
    toleratesMs: 1000,
    absent: ['iterations'],
    durationMs: [0, 2000],
  },
  {
    name: 'how many VUs there are is known to thresholds when the run is over',
    script: `export const options = { vus: 4, duration: '2500ms', thresholds: { vus: ['value==4'], vus_max: ['value==4'] } };
      export default async function () { await new Promise((done) => setTimeout(done, 200)); }`,
    toleratesMs: 300,
    thresholds: { 'vus: value==4': true, 'vus_max: value==4': true },
  },
  {
    name: 'an iteration waits for what crypto.subtle works out',
    script: `export const options = { iterations: 1 };
      export default function () { crypto.subtle.digest('SHA-256', new Uint8Array([1])).then((hash) => console.log('hashed ' + new Uint8Array(hash)[0])); }`,
    says: ['hashed 75'],
    counts: { iterations: 1 },
  },
  {
    name: 'pages: what selections find, and what elements say',
    script: `import { parseHTML } from 'k6/html'; import http from 'k6/http';
      const page = '<html lang=en><head><title>T &amp; x</title></head><body><h1 id=top class="x y" data-num="5" data-long-name="ln">Hi <b>there</b></h1><ul><li class=a>one</li><li>two<ul><li>inner</li></ul></li><li>three</li></ul><form><input type=hidden name=token value=tok><input name=user><input type=checkbox name=c checked=checked><select name=s><option value=1>One<option value=2 selected>Two</select><textarea name=t>txt</textarea><input type=submit name=go value=go></form><a href="/link?x=1">l</a></body></html>';
      export default function () {
        const d = http.post(__ENV.TARGET + '/mirror', page).html(), li = d.find('li'), h1 = d.find('h1');
        console.log([li.size(), li.first().text(), li.last().text(), li.eq(1).text(), li.eq(-1).text(), d.find('no').text(), d.find('no').attr('x'), li.length].join(';'));
        console.log([h1.attr('class'), h1.attr('no', 'otherwise'), h1.html(), h1.data('num'), h1.data('longName'), d.find('title').text(), d.find('no').html()].join(';'));
        console.log([d.find('ul').first().children().size(), d.find('ul').children('.a').text(), d.find('.a').next().text(), d.find('.a').nextAll().size(), d.find('b').closest('h1').attr('id'), d.find('b').parents().size(), li.not('.a').size(), li.has('ul').size(), li.is('.a'), li.slice(1, 3).size()].join(';'));
        console.log([d.find('[name=token]').val(), d.find('[name=user]').val(), d.find('select').val(), d.find('textarea').val(), d.find('no').val(), d.find('form').serialize()].join(';'));
        const seen = []; li.each((index, element) => { seen.push(index + element.textContent()); });
        console.log(seen.join(';') + ' ' + li.map((index, one) => index + one.text()).join(';') + ' ' + li.filter((index) => index === 1).text());
        console.log([h1.get(0).nodeName(), h1.get(0).id(), h1.get(0).getAttribute('class'), h1.get(0).innerHTML(), d.find('a').get(0).href() === __ENV.TARGET + '/link?x=1', h1.get(9)].join(';'));
        console.log([parseHTML('<p>x').html(), d.find('li:first').size(), d.find('[').size(), d.find('li:nth-child(2)').size(), li.toArray()[0].text()].join(';'));
      }`,
    says: [
      '4;one;three;twoinner;three;;;',
      'x y;otherwise;Hi <b>there</b>;5;ln;T & x;',
      '3;one;twoinner;2;top;3;3;1;true;2',
      'tok;;2;txt;;c=on&s=2&t=txt&token=tok&user=',
      '0one;1twoinner;2inner;3three 0one;1twoinner;2inner;3three twoinner',
      'h1;top;x y;Hi <b>there</b>;true;',
      '<html><head></head><body><p>x</p></body></html>;0;0;1;one',
    ],
  },
  {
    name: 'constants of k6/http, as default and as names',
    script: `import http, { OCSP_STATUS_GOOD, TLS_1_3 } from 'k6/http'; import * as all from 'k6/http';
      export default function () { console.log([http.OCSP_STATUS_SERVER_FAILED, OCSP_STATUS_GOOD, TLS_1_3, http.TLS_1_0, all.OCSP_REASON_REMOVE_FROM_CRL, http.get(__ENV.TARGET).ocsp.status === http.OCSP_STATUS_GOOD].join(' ')); }`,
    says: ['server_failed good tls1.3 tls1.0 remove_from_crl false'],
  },
  {
    name: 'a namespace of a module, of k6 or CommonJS, has its exports and no default of its own',
    beside: {
      'ns/plain.js': 'module.exports = { a: 1, b: 2 };',
      'ns/marked.js':
        "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = 'd'; exports.y = 2;",
    },
    script: `import * as metrics from 'k6/metrics'; import * as plain from './ns/plain.js'; import * as marked from './ns/marked.js';
      export default function () { console.log([Object.keys(metrics).sort(), plain.a, marked.default, marked.y].join(' ')); }`,
    says: ['Counter,Gauge,Rate,Trend 1 d 2'],
  },
  {
    name: 'forms and links of a page are sent and followed',
    script: `import http from 'k6/http'; import { check } from 'k6';
      const page = '<form id=f1 action="/echo?a=1" method="post"><input name=i value=v><input name=e><select multiple name=m><option value=1 selected>x<option value=2 selected>y</select><input type=submit name=s1 value=one><input type=submit name=s2 value=two></form><form id=f2 action="sub/echo"><input name=q value="a b"></form><form id=f4><input name=o value=2></form><a href="/echo?z=1">1</a><a id=two href="rel">2</a><a id=no>3</a>';
      export default function () {
        const p = http.post(__ENV.TARGET + '/mirror?x=1', page);
        const sent = (r) => [r.request.method, r.request.url.replace(__ENV.TARGET, ''), r.request.body].join(' ');
        console.log(sent(p.submitForm({ formSelector: '#f1', fields: { i: 'mine', extra: 'e' } })));
        console.log(sent(p.submitForm({ formSelector: '#f1', submitSelector: '[name=s2]', params: { headers: { Own: 'h' } } })));
        console.log(['#f2', '#f4'].map((formSelector) => sent(p.submitForm({ formSelector }))).join(' '));
        console.log([sent(p.clickLink()), sent(p.clickLink({ selector: '#two' }))].join(' '));
        for (const call of [() => p.submitForm({ formSelector: '#none' }), () => p.clickLink({ selector: '#no' }), () => p.clickLink({ selector: '#none' }), () => p.submitForm(null)]) {
          let thrown = ''; try { call(); } catch (error) { thrown = error.message; } console.log(thrown.replace(__ENV.TARGET, ''));
        }
        check(p.clickLink(), { 'status is 200': (r) => r.status === 200 });
      }`,
    says: [
      'POST /echo?a=1 e=&extra=e&i=mine&m=%5B1+2%5D&s1=one',
      'POST /echo?a=1 e=&i=v&m=%5B1+2%5D&s2=two',
      'GET /sub/echo?q=a+b  GET /mirror?o=2 ',
      'GET /echo?z=1  GET /rel ',
      "no form found for selector '#none' in response '/mirror?x=1'",
      "no valid href attribute value found on element '#no' in response '/mirror?x=1'",
      "no element found for selector '#none' in response '/mirror?x=1'",
      'Cannot convert undefined or null to object',
    ],
    counts: { http_reqs: 8, checks: 1 },
  },
  {
    name: 'digest authentication: two requests, the first of which expects its refusal',
    script: `import http from 'k6/http';
      const login = { auth: 'digest' };
      export default function () {
        const url = (path, who = 'us:p%40w') => __ENV.TARGET.replace('//', '//' + who + '@') + path;
        const answers = [http.get(url('/digest'), login), http.post(url('/digest/opaque?a=b'), 'body', login), http.get(url('/digest', 'us:wrong'), login), http.get(url('/status/200'), login)];
        console.log(answers.map(({ status, body }) => status + body).join(' '));
        console.log(answers.map(({ url }) => url.replace(__ENV.TARGET, '')).join(' '));
      }`,
    says: ['200 200body 403 200body', '/digest /digest/opaque?a=b /digest /status/200'],
    counts: { http_reqs: 7, http_req_failed: 2 },
  },
  {
    name: 'cookies go where their domain and path say',
    script: `import http from 'k6/http';
      export default function () {
        const jar = new http.CookieJar(), at = (url) => Object.entries(jar.cookiesForURL(url)).map(([name, values]) => name + '=' + values).sort().join(';');
        for (const [url, name, options] of [['http://www.example.com/a/b', 'deep'], ['http://www.example.com/', 'host'], ['http://www.example.com/', 'dom', { domain: 'example.com' }], ['http://www.example.com/', 'other', { domain: 'other.com' }], ['http://www.example.com/', 'zero', { max_age: 0 }], ['http://www.example.com/', 'gone', { max_age: -1 }], ['http://www.example.com/', 'sec', { secure: true }], ['http://www.example.com/', 'path', { path: '/p' }]])
          jar.set(url, name, 'v', options);
        console.log([at('http://www.example.com/a/c'), at('http://www.example.com/'), at('https://www.example.com/p/q'), at('http://example.com/'), at('http://a.example.com/'), at('http://other.com/')].join(' | '));
        jar.delete('http://www.example.com/', 'host'); jar.delete('http://www.example.com/', 'dom'); jar.clear('http://www.example.com/a/c');
        console.log(at('http://www.example.com/a/c'));
        let thrown = ''; try { jar.set('http://x.example/', 'n', 'v', { expires: 'no date' }); } catch { thrown = 'threw'; } console.log(thrown);
        const { TARGET } = __ENV; http.get(TARGET + '/echo'); http.get(TARGET + '/status/200/deep');
        console.log([http.get(TARGET + '/echo').json('cookie'), http.get(TARGET + '/echo', { jar }).json('cookie')].join(' '));
      }`,
    says: [
      'deep=v;dom=v;host=v;zero=v | dom=v;host=v;zero=v | dom=v;host=v;path=v;sec=v;zero=v | dom=v | dom=v | ',
      'dom=v;zero=v',
      'threw',
      'c1=v1; c2=v2 ',
    ],
  },
];
