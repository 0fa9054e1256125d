import type { Case } from './case.js';

const IMPORTS = `import http from 'k6/http'; import { check, group, sleep } from 'k6'; const U = __ENV.TARGET + '/status/200';`;

/** Scripts whose requests, sleeps and groups block, in the shapes people write them. */
export const blockingCases: readonly Case[] = [
  {
    name: 'blocking: a request in a function, by another name, through an object, with call, apply and bind',
    script: `${IMPORTS} const other = http; const api = { fetch(path) { return http.get(__ENV.TARGET + path); } }; const { get } = http;
      function add(url) { return http.get(url).status + this.more; }
      export default function () {
        console.log([other.get(U).status, get(U).status, http['get'](U).status, api.fetch('/status/201').status].join(' '));
        console.log([add.call({ more: 1 }, U), add.apply({ more: 2 }, [U]), add.bind({ more: 3 })(U)].join(' '));
      }`,
    says: ['200 200 200 201', '201 202 203'],
    counts: { http_reqs: 7, iterations: 1 },
  },
  {
    name: 'blocking: every method, with its body and its params',
    script: `${IMPORTS} const E = __ENV.TARGET + '/echo'; const P = { headers: { own: 'x' } };
      export default function () {
        console.log(http.get(E, P).json('own'), http.head(E, P).status, http.options(E, null, P).json('method'));
        console.log(['post', 'put', 'patch', 'del'].map((method) => { const { method: sent, body, own } = http[method](E, 'b', P).json(); return sent + body + own; }).join(' '));
        console.log(http.request('PUT', E, { a: 1 }, P).json('body'));
      }`,
    says: ['x 200 OPTIONS', 'POSTbx PUTbx PATCHbx DELETEbx', 'a=1'],
    counts: { http_reqs: 8 },
  },
  {
    name: 'blocking: lists, maps and sets go from item to item',
    script: `${IMPORTS} const at = (n) => http.get(U + '?' + n).status + n;
      export default function () {
        const seen = []; [1, 2].forEach((n) => { at(n); seen.push(n); }); console.log(seen.join());
        console.log([1, 2].map(at).join(), [1, 2].filter((n) => at(n) > 201).join(), [1, 2].some((n) => at(n) === 202), [1, 2].every((n) => at(n) === 201));
        console.log([1, 2].find((n) => at(n) === 202), [1, 2].findIndex((n) => at(n) === 202), [1, 2].flatMap((n) => [at(n), n]).join(), [1, 2].reduce((sum, n) => sum + at(n), 0), [1, 2].reduceRight((sum, n) => sum + '.' + at(n), ''));
        new Map([['k', 1]]).forEach((value, key) => console.log(key, at(value))); new Set([5]).forEach((value) => console.log(at(value)));
        console.log(Array.from({ length: 2 }, (_, n) => at(n)).join(), new Uint8Array([1, 2]).map((n) => at(n) - 200).join(), Object.entries({ x: 1 }).map(([key, n]) => key + at(n)).join());
        for (const n of [1, 2]) if (at(n) === 202) console.log('second'); for (const key in { p: 1 }) console.log(key, at(1));
      }`,
    says: [
      '1,2',
      '201,202 2 true false',
      '2 1 201,1,202,2 403 .202.201',
      'k 201',
      '205',
      '200,201 1,2 x201',
      'second',
      'p 201',
    ],
    counts: { http_reqs: 30 },
  },
  {
    name: 'blocking: classes, inheritance, private methods, recursion, functions that make functions',
    script: `${IMPORTS}
      class Base { constructor(url) { this.url = url; } send(n) { return http.get(this.url + '?' + n); } static ping() { return http.get(U).status; } }
      class Client extends Base { #last = 0; send(n) { this.#last = super.send(n).status; return this; } #peek() { return http.get(U).status + this.#last; } peek() { return this.#peek(); } }
      const retry = (times, call) => { const answer = call(times); return times > 1 && answer.status !== 204 ? retry(times - 1, call) : answer; };
      const timed = (call) => (...args) => { const answer = call(...args); console.log('timed'); return answer; };
      export default function () {
        console.log(new Client(U).send(1).send(2).peek(), Base.ping());
        console.log(retry(3, () => http.get(U)).status, timed((url) => http.get(url))(U).status);
      }`,
    says: ['400 200', 'timed', '200 200'],
    counts: { http_reqs: 8 },
  },
  {
    name: 'blocking: try, catch, finally, labels, switch, conditions, defaults of what is taken apart',
    script: `${IMPORTS}
      function tried() { try { return http.get(U).status; } finally { console.log('finally', http.get(U).status); } }
      export default function () {
        console.log(tried());
        try { (() => { http.get(U); throw new RangeError('own'); })(); } catch (error) { console.log(error instanceof RangeError, error.message); }
        outer: for (let i = 0; i < 3; i++) { for (;;) { if (http.get(U).status === 200) continue outer; break outer; } }
        switch (http.get(U).status) { case 200: console.log('switched'); break; default: console.log('no'); }
        const { status = http.get(U).status, gone = http.get(U).status } = { status: 1 }; console.log(status, gone);
        console.log(\`\${http.get(U).status}!\`, http.get(U).status ? 'yes' : 'no', (0, http.get(U).status), [...[http.get(U).status]].length, null?.f(http.get(U)), { a: { b: (x) => x } }.a?.b(http.get(U).status));
        let order = ''; const o = {}; const key = (k) => { order += k; return k; }; o[key('a')] = (key('b'), http.get(U).status); let sum = 1; sum += http.get(U).status; console.log(order, o.a, sum);
      }`,
    says: ['finally 200', '200', 'true own', 'switched', '1 200', '200! yes 200 1 undefined 200', 'ab 200 201'],
    counts: { http_reqs: 15 },
  },
  {
    name: 'blocking: arguments, this, var beside a parameter of the same name, closures in loops',
    script: `${IMPORTS} function first() { return http.get(arguments[0]).status + arguments.length; }
      function again(url) { var url = url || U; var more; return http.get(url).status; }
      export default function () {
        console.log(first(U, 1), again(), again(U)); const later = [];
        for (let i = 0; i < 3; i++) later.push(() => http.get(U).status + i); console.log(later.map((call) => call()).join());
        const calls = { one: () => http.get(U).status, two: () => 2 }; for (const name of Object.keys(calls)) console.log(name, calls[name]());
      }`,
    says: ['202 200 200', '200,201,202', 'one 200', 'two 2'],
    counts: { http_reqs: 7 },
  },
  {
    name: 'blocking: groups last as long as what is in them, and tag it; checks may send, too',
    script: `${IMPORTS} export const options = { thresholds: { 'http_reqs{group:::outer}': ['count==1'], 'http_reqs{group:::outer::inner}': ['count==1'], 'group_duration{group:::outer}': ['max>=200'] } };
      export default function () {
        const back = group('outer', () => { http.get(U); sleep(0.2); group('inner', () => { http.get(U); check(1, { in: true }); }); return 'back'; });
        console.log(back, check(null, { sends: () => http.get(U).status === 200, not: () => false, 'takes the value': (value) => value === null }));
        try { group('broken', () => { http.get(U); throw new Error('own'); }); } catch (error) { console.log(error.message); } check(1, { after: true });
      }`,
    says: ['back false', 'own'],
    counts: { http_reqs: 4, checks: 4, 'http_reqs{group:::outer}': 1, 'http_reqs{group:::outer::inner}': 1 },
  },
  {
    name: 'blocking: time passes in sleep(), for each user by itself',
    script: `${IMPORTS} export const options = { scenarios: { s: { executor: 'per-vu-iterations', vus: 4, iterations: 1 } } };
      export default function () { const before = Date.now(); for (let i = 0; i < 3; i++) sleep(0.1); console.log(Date.now() - before >= 299); sleep(0); sleep(-1); }`,
    says: ['true', 'true', 'true', 'true'],
    times: { 'iteration_duration max': [299, 400] },
    toleratesMs: 90,
    counts: { iterations: 4 },
  },
  {
    name: 'blocking: batch takes lists and objects, and answers in their shape',
    script: `${IMPORTS}
      export default function () {
        const list = http.batch([U, ['POST', __ENV.TARGET + '/echo', 'x', { tags: { own: '1' } }], { method: 'PUT', url: __ENV.TARGET + '/echo', body: { a: 1 } }, { url: U }, http.url\`\${U}\`]);
        console.log(Array.isArray(list), list.map(({ status }) => status).join(), list[1].json('body'), list[2].json('method') + list[2].json('body'));
        const named = http.batch({ one: U, two: ['GET', __ENV.TARGET + '/status/404'] }); console.log(Object.keys(named).sort().join(), named.two.status);
        console.log(JSON.stringify(http.batch([])), JSON.stringify(http.batch({})));
      }`,
    says: ['true 200,200,200,200,200 x PUTa=1', 'one,two 404', '[] {}'],
    counts: { http_reqs: 7 },
  },
  {
    name: 'blocking: a batch keeps to six at once for one host',
    script: `${IMPORTS} export default function () { const before = Date.now(); http.batch(Array.from({ length: 12 }, () => __ENV.TARGET + '/slow/200')); const took = Date.now() - before; console.log(took >= 399); }`,
    says: ['true'],
    counts: { http_reqs: 12 },
  },
  {
    name: 'blocking: beside promises and timers nothing else of the user runs meanwhile',
    script: `${IMPORTS} let n = 0; async function raise() { const before = n; http.get(U); n = before + 1; return n; }
      export default async function () {
        Promise.resolve().then(() => console.log('then')); setTimeout(() => console.log('timer', http.get(U).status), 1); http.get(__ENV.TARGET + '/slow/50'); console.log('first');
        new Promise((done) => done(http.get(U).status)).then((status) => console.log('promised', status)); console.log('second');
        const all = await Promise.all([raise(), raise(), raise()]); console.log('raised', n, all.join());
        const kept = (() => { http.get(U); return Promise.resolve('kept'); })(); console.log(typeof kept.then, await kept);
      }`,
    says: ['first', 'second', 'then', 'promised 200', 'raised 3 1,2,3', 'function kept', 'timer 200'],
    counts: { http_reqs: 7 },
  },
  {
    name: 'blocking: in setup, teardown and handed from one to the other',
    script: `${IMPORTS} export function setup() { return { status: http.get(U).status }; } export default function (data) { console.log(data.status); } export function teardown(data) { console.log('end', http.get(U).status, data.status); }`,
    says: ['200', 'end 200 200'],
    counts: { http_reqs: 2 },
  },
  {
    name: 'blocking: an exception after a request ends the iteration, which counts',
    script: `${IMPORTS} export const options = { iterations: 2 }; export default function () { const answer = http.get(U); answer.nothing.more; console.log('never'); }`,
    says: [],
    counts: { http_reqs: 2, iterations: 2 },
  },
  {
    name: 'blocking: a request that fails throws where it was asked to, to the script',
    script: `${IMPORTS} export default function () { try { http.get('http://127.0.0.1:1/', { throw: true }); } catch (error) { console.log('caught'); } console.log(http.get('http://127.0.0.1:1/').error_code); }`,
    says: ['caught', '1212'],
    counts: { http_reqs: 2 },
  },
  {
    name: 'blocking: chains of promises go on after the function has ended, one after the other',
    script: `${IMPORTS} export default function () {
        const p = Promise.resolve(1); p.then(() => console.log('a')).then(() => { http.get(U); console.log('b'); }).then(() => { http.get(U); console.log('c'); });
        Promise.reject(new Error('own')).catch((error) => console.log(error.message, http.get(U).status)).finally(() => http.get(U)); http.get(U); console.log('first'); }`,
    says: ['first', 'a', 'own 200', 'b', 'c'],
    counts: { http_reqs: 5, iterations: 1 },
  },
  {
    name: 'blocking: an async function goes as far as its first await before its caller goes on',
    script: `${IMPORTS} let order = ''; const say = (what) => { order += what + ' '; };
      async function step(n) { say('begin' + n); http.get(U); say('sent' + n); await null; say('later' + n); http.get(U); return n; }
      export default async function () {
        const both = [step(1), step(2)]; say('main'); http.get(U); say('main2'); say((await Promise.all(both)).join()); console.log(order);
        try { await (async () => { http.get(U); throw new Error('own'); })(); } catch (error) { console.log(error.message); } }`,
    says: ['begin1 sent1 begin2 sent2 main main2 later1 later2 1,2 ', 'own'],
    counts: { http_reqs: 6 },
  },
  {
    name: 'blocking: an API client as a class, with a login, errors of its own and a retry',
    script: `${IMPORTS}
      class HttpError extends Error { constructor(answer) { super('HTTP ' + answer.status); this.name = 'HttpError'; this.answer = answer; } }
      class Client { #token; constructor(base) { this.base = base; this.calls = 0; } get headers() { return this.#token ? { own: this.#token } : {}; }
        request(method, path, body = null) { this.calls += 1; const answer = http.request(method, this.base + path, body, { headers: this.headers }); if (answer.status >= 400) throw new HttpError(answer); return answer; }
        get(path) { return this.request('GET', path); } login() { this.#token = this.request('POST', '/echo', 't').json('body'); return this; } }
      const retry = (call, { times = 3 } = {}) => { for (let n = 1; ; n++) { try { return call(n); } catch (error) { if (n >= times) throw error; sleep(0.001); } } };
      export default function () { const client = new Client(__ENV.TARGET).login(); console.log(client.get('/echo').json('own'), client.calls);
        try { retry(() => client.get('/status/503')); } catch (error) { console.log(error.name, error.message, error instanceof HttpError, error.answer.status, client.calls); }
        console.log(retry((n) => client.get(n < 2 ? '/status/500' : '/status/200')).status); }`,
    says: ['t 2', 'HttpError HTTP 503 true 503 5', '200'],
    counts: { http_reqs: 7 },
  },
  {
    name: 'blocking: functions kept in lists, maps and tables, listeners, a pipe',
    script: `${IMPORTS} const listeners = {}; const on = (name, call) => { (listeners[name] = listeners[name] || []).push(call); }; const fire = (name, ...given) => listeners[name].map((call) => call(...given));
      on('x', (url) => http.get(url).status); on('x', () => 1); const pipe = (...calls) => (value) => calls.reduce((so, call) => call(so), value); const kept = new Map([['k', () => http.get(U).status]]);
      const weighted = [{ name: 'a', run: () => http.get(U) }, { name: 'b', run() { return http.post(U, 'x'); } }];
      export default function () { console.log(fire('x', U).join(), pipe((path) => __ENV.TARGET + path, http.get, ({ status }) => status)('/status/202'), kept.get('k')());
        for (const { name, run } of weighted) console.log(name, run().status); for (const [key, call] of kept) console.log(key, call()); console.log(Reflect.apply(weighted[0].run, null, []).status); }`,
    says: ['200,1 202 200', 'a 200', 'b 200', 'k 200', '200'],
    counts: { http_reqs: 7 },
  },
  {
    name: 'blocking: functions of a table by values and entries, methods of lists that are lent',
    script: `${IMPORTS} const steps = { a() { return http.get(U).status; }, b: () => 2 };
      function each() { return Array.prototype.map.call(arguments, (n) => http.get(U).status + n).join(); }
      export default function () { console.log(Object.values(steps).map((step) => step()).join(), Object.entries(steps).map(([name, step]) => name + step()).join());
        for (const [name, step] of Object.entries(steps)) console.log(name, step()); Object.values(steps).forEach((step) => console.log(step())); const [first] = Object.values(steps); console.log(first());
        console.log(each(1, 2), [].filter.call([0, 1], (n) => http.get(U).status === 200 && n).join()); }`,
    says: ['200,2 a200,b2', 'a 200', 'b 2', '200', '2', '200', '201,202 1'],
    counts: { http_reqs: 9, iterations: 1 },
  },
  {
    name: 'blocking: timers wait for the function, and one cleared meanwhile never fires',
    script: `${IMPORTS} export default function () { let n = 0; const never = setTimeout(() => console.log('never'), 1); const every = setInterval(() => { http.get(U); if (++n === 2) { clearInterval(every); console.log('twice'); } }, 5);
        sleep(0.05); clearTimeout(never); console.log('slept', n); }`,
    says: ['slept 0', 'twice'],
    counts: { http_reqs: 2, iterations: 1 },
  },
  {
    name: 'blocking: a batch with what is no request in it is not sent',
    script: `${IMPORTS} const show = (answers) => Object.values(answers).map((answer) => (answer === null ? 'none' : answer.status + '/' + answer.error_code)).join();
      export default function () { for (const asked of [[['GET']], [null], [5, U], [{ method: 'GET' }, U], [U, [], U], { a: ['GET'] }, [U, ['GET', U, null, { timeout: 'x' }]], ['nowhere', U]]) console.log(show(http.batch(asked)));
        for (const given of [[], [null], ['x'], [[U], 1]]) try { http.batch(...given); console.log('no'); } catch (error) { console.log(error instanceof Error); } }`,
    says: [
      ...['0/0', '0/1020', '0/1020,none', '0/0,none', '0/0,0/0,none', '0/0', '0/0,0/0', '0/1000,200/0'],
      ...['true', 'true', 'true', 'true'],
    ],
    counts: { http_reqs: 2 },
  },
  {
    name: 'blocking: methods of a batch: in capital letters in objects, where GET and HEAD carry no body; as written in lists',
    script: `${IMPORTS} const E = __ENV.TARGET + '/echo', shown = ({ method, body }) => method + ' ' + body;
      export default function () {
        console.log(http.batch([{ method: 'put', url: E, body: 'x' }, { method: 'get', url: E, body: 'x' }, { url: E, body: 'x' }, ['GET', E, 'x']]).map((r) => shown(r.json())).join());
        console.log(http.batch([{ method: 'head', url: E, body: 'x' }, ['get', E]]).map(({ request, status }) => shown(request) + status).join());
        for (const method of [null, undefined, 7]) console.log(http.batch([{ method, url: E }, [method, E]]).map((r) => r && r.status + '/' + r.error_code).join());
      }`,
    says: ['PUT x,GET ,GET x,GET x', 'HEAD 200,get 400', '0/0,', '0/0,', '0/0,'],
    counts: { http_reqs: 6 },
  },
  {
    name: 'blocking: what is no URL is answered by a response of no URL, without a request, with an empty list for a body',
    script: `${IMPORTS} export default async function () {
        const { TARGET } = __ENV;
        for (const url of [undefined, null, 5, {}, ' ' + TARGET, TARGET + '/\\t']) {
          const { url: at, request, body, error_code, status } = http.get(url); console.log([at, request, Array.isArray(body) && body.length, error_code, status].join());
        }
        console.log((await http.asyncRequest('POST', undefined, 'x')).request, http.get(null).html().find('a').size(), http.batch([U, [undefined, U]])[0].body.length);
        for (const url of ['', 'nowhere', 'ftp://x/']) { const { url: at, request, body } = http.get(url); console.log([at, request.url, body].join()); }
      }`,
    says: [
      ...Array.from({ length: 6 }, () => ',,0,1020,0'),
      'null 0 0',
      ',,',
      'nowhere,nowhere,',
      'ftp://x/,ftp://x/,',
    ],
    counts: { http_reqs: 3 },
  },
  {
    name: 'blocking: a function put in place of a module’s own',
    script: `${IMPORTS} const own = http.get; http.get = (path, ...rest) => own(__ENV.TARGET + path, ...rest); http.more = 1;
      export default function () { console.log(http.get('/status/201').status, http.more); }`,
    says: ['201 1'],
    counts: { http_reqs: 1 },
  },
  {
    name: 'a group by a number, without a name, without a function; a method as it is written; a form with what is no text',
    script: `${IMPORTS} export default function () { group(5, () => http.get(U)); group(undefined, () => http.get(U)); for (const body of [undefined, 5]) try { group('g', body); console.log('no'); } catch (error) { console.log('threw'); }
        console.log(http.request('get', __ENV.TARGET + '/echo').status, http.post(__ENV.TARGET + '/echo', { a: null, b: { c: [1, 'x'] }, d: new Date(0) }).json('body')); }`,
    says: ['threw', 'threw', '400 a=%3Cnil%3E&b=map%5Bc%3A%5B1+x%5D%5D&d=1970-01-01+00%3A00%3A00+%2B0000+UTC'],
    counts: { http_reqs: 4 },
  },
  {
    name: 'blocking: an optional chain that goes on after a call',
    script: `import http from 'k6/http'; const U = __ENV.TARGET + '/echo';
      const api = { login: (body) => ({ token: http.post(U, body).json('body'), at: [1] }), deep: { none: null, get: () => http.get(U) }, nothing: () => { http.get(U); } };
      const absent = null;
      export default function () {
        console.log([api?.login('t').token, absent?.login('t').token, api.deep?.get().status.toFixed(1), api.deep.none?.get().status, api?.login?.('x').at.length, absent?.login(http.get(U)).token, api?.login(http.get(U).status + '').token].join(' '));
        let thrown = ''; try { api?.nothing().token; } catch (error) { thrown = error.constructor.name; } console.log(thrown);
      }`,
    says: ['t  200.0  1  200', 'TypeError'],
    counts: { http_reqs: 6 },
  },
  {
    name: 'blocking: functions in lists by their place, in maps and objects made of entries, behind getters, by their own name',
    script: `${IMPORTS} const at = (n) => http.get(U + '?' + n).status + n;
      const steps = { a: () => at(1), b: () => at(2) }; const table = { deep: [() => at(3)] };
      class Api { static all = { a: () => at(4) }; get call() { return (n) => at(n); } }
      export default function () {
        console.log(Object.values(Api.all).map((step) => step()).join());
        console.log([...new Map(Object.entries(steps)).values()].map((step) => step()).join(), Object.fromEntries([['made', () => at(5)]]).made());
        const set = []; set[0] = () => at(6); for (const step of set) console.log(table.deep[0](), step());
        console.log(new Api().call(7), (function down(n) { return n === 0 ? at(8) : down(n - 1); })(2));
      }`,
    says: ['204', '201,202 205', '203 206', '207 208'],
    counts: { http_reqs: 8 },
  },
];
