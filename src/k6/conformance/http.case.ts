import type { Case } from './case.js';

/** A script that makes one request a line and says what each came to. `requests` are the arguments of `asyncRequest` as source. */
function requests(list: readonly string[], options = ''): string {
  return `import http from 'k6/http'; const url = __ENV.TARGET; export const options = { ${options} };
    export default async function () {
      for (const args of [${list.map((line) => `() => [${line}]`).join(', ')}]) {
        try { const r = await http.asyncRequest(...args()); console.log([r.status, r.status_text, r.error, r.error_code, r.body === null ? 'null' : typeof r.body === 'string' ? r.body.slice(0, 30) : 'bytes'].join('|')); }
        catch (error) { console.log('threw'); }
      }
    }`;
}

/** What k6 and the engine say alike of one request: status, text, error, code, beginning of the body. */
function answers(
  name: string,
  list: readonly (readonly [args: string, says: string])[],
  more: Partial<Case> = {},
): Case {
  return { name, script: requests(list.map(([args]) => args)), says: list.map(([, says]) => says), ...more };
}

/** Requests: bodies, redirects, cookies, everything that can go wrong, and what is measured of it. */
export const httpCases: readonly Case[] = [
  answers(
    'statuses: 400 and up are failures with code 1000 + status',
    [
      [`'GET', url`, '200|200 OK||0|ok'],
      [`'GET', url + '/status/201'`, '201|201 Created||0|body'],
      [`'GET', url + '/status/204'`, '204|204 No Content||0|null'],
      [`'GET', url + '/status/304'`, '304|304 Not Modified||0|null'],
      [`'GET', url + '/status/403'`, '403|403 Forbidden||1403|body'],
      [`'POST', url + '/status/500', 'x'`, '500|500 Internal Server Error||1500|body'],
      [`'HEAD', url`, '200|200 OK||0|'],
    ],
    { counts: { http_reqs: 7, http_req_failed: 2, iterations: 1 } },
  ),
  answers(
    'faults: status 0, an error and its code, never an exception',
    [
      [`'GET', url + '/reset'`, '0||read: connection reset by peer|1220|null'],
      [`'POST', url + '/reset', 'x'`, '0||read: connection reset by peer|1220|null'],
      [`'POST', url + '/close', 'x'`, '0||EOF|1000|null'],
      [`'POST', url + '/hang', 'x', { timeout: '300ms' }`, '0||request timeout|1050|null'],
      [`'GET', url + '/cut'`, '0||unexpected EOF|1000|abc'],
      [`'GET', 'http://127.0.0.1:1/'`, '0||dial: connection refused|1212|null'],
      [`'GET', 'http://nowhere.invalid/'`, '0||lookup: no such host|1101|null'],
      [`'GET', 'nowhere'`, '0||unsupported protocol scheme ""|1000|null'],
      [`'GET', 'http://'`, '0||http: no Host in request URL|1000|null'],
      [`'GET', url.replace('http:', 'https:')`, '0||tls: first record does not look like a TLS handshake|1301|null'],
      [`'GET', 'http://127.0.0.1:1/', null, { throw: true }`, 'threw'],
    ],
    { counts: { http_req_failed: [8, 11] } },
  ),
  {
    name: 'the path goes out as it is written, but for what cannot stand in one; the query always does',
    script: `import http from 'k6/http'; export default async function () {
      for (const path of ['/../echo', '/%2e/./a|b', '/a%2Fb c', '/[x]', '?q="<>|^', '?', '/#f?q', '?q=%zz', '/%zz', '?q=\\n'])
        { const r = await http.asyncRequest('GET', __ENV.TARGET + '/echo' + path); console.log(r.error_code || r.json('line')); } }`,
    says: [
      ...['/echo/../echo', '/echo/././a%7Cb', '/echo/a/b%20c', '/echo/[x]', '/echo?q="<>|^', '/echo?', '/echo/'],
      ...['/echo?q=%zz', '1020', '1020'],
    ],
    counts: { http_reqs: 8 },
  },
  {
    name: 'response.request is what was asked for, before any redirect, with the cookies of the jar',
    script: `import http from 'k6/http'; export default async function () { http.cookieJar().set(__ENV.TARGET, 'kept', 'k');
      for (const path of ['/redirect/303', '/redirect/307', '/echo']) { const { request: r, url } = await http.asyncRequest('POST', __ENV.TARGET + path, 'b', { headers: { own: 'x' }, cookies: { once: '1' } });
        console.log([r.method, r.url.replace(__ENV.TARGET, ''), r.body, r.headers.Own ?? r.headers.own, url.replace(__ENV.TARGET, ''), Object.keys(r.cookies).sort().join()].join(' '), r.cookies.kept[0].value, r.cookies.once[0].replace); } }`,
    says: [
      'POST /redirect/303 b x /echo kept,once k false',
      'POST /redirect/307 b x /echo c1,c2,kept,once k false',
      'POST /echo b x /echo c1,c2,kept,once k false',
    ],
  },
  {
    name: 'garbage and bodies that do not unpack are failures',
    script: `import http from 'k6/http'; export default async function () {
      for (const path of ['/garbage', '/gzip/bad']) { const r = await http.asyncRequest('GET', __ENV.TARGET + path); console.log([r.status, r.error !== '', r.error_code, r.body].join('|')); } }`,
    says: ['0|true|1000|', '0|true|1701|'],
    counts: { http_reqs: 2, http_req_failed: 2 },
  },
  answers(
    'redirects: 303 turns into GET, 307 keeps the body, limits hold',
    [
      [`'GET', url + '/redirect/302'`, '200|200 OK||0|{"method":"GET","cookie":"","t'],
      [`'POST', url + '/redirect/303', 'x'`, '200|200 OK||0|{"method":"GET","cookie":"c1=v'],
      [`'POST', url + '/redirect/307', 'x'`, '200|200 OK||0|{"method":"POST","cookie":"c1='],
      [`'GET', url + '/redirect/302', null, { redirects: 0 }`, '302|302 Found||0|'],
      [`'GET', url + '/loop'`, '302|302 Found||0|'],
      [`'GET', url + '/loop', null, { redirects: 2 }`, '302|302 Found||0|'],
    ],
    { counts: { http_reqs: 21 } },
  ),
  {
    name: 'bodies: forms, text, bytes',
    script: `import http from 'k6/http';
      export default async function () {
        const echo = async (body, params) => (await http.asyncRequest('POST', __ENV.TARGET + '/echo', body, { jar: new http.CookieJar(), ...params })).json();
        for (const body of [{ b: '1 2', a: "ü!'()*~-_.&=", list: ['x', 'y'], none: null, yes: true, n: 5 }, 'a text', new Uint8Array([65, 66]), new Uint8Array([67]).buffer, null]) {
          const { type, body: sent } = await echo(body); console.log(type + '|' + sent);
        }
        console.log((await echo('x', { headers: { 'Content-Type': 'text/plain' } })).type);
        const parts = await echo({ file: http.file('content', 'name.txt', 'text/plain') });
        const boundary = parts.type.replace('multipart/form-data; boundary=', '');
        console.log(parts.body.split(boundary).join('B').split('\\r\\n').join('/'));
      }`,
    says: [
      'application/x-www-form-urlencoded|a=%C3%BC%21%27%28%29%2A~-_.%26%3D&b=1+2&list=x&list=y&n=5&none=%3Cnil%3E&yes=true',
      '|a text',
      '|AB',
      '|C',
      '|',
      'text/plain',
      '--B/Content-Disposition: form-data; name="file"; filename="name.txt"/Content-Type: text/plain//content/--B--/',
    ],
  },
  {
    name: 'answers: headers, cookies, JSON, binary, unpacked, discarded',
    toleratesMs: 200,
    script: `import http from 'k6/http';
      export default async function () {
        const url = __ENV.TARGET;
        const r = await http.asyncRequest('POST', url + '/echo', { a: '1' }, { tags: { name: 'named' } });
        console.log([r.headers['Content-Type'], r.headers['Set-Cookie'], r.cookies.c1[0].value, r.json('method'), r.json().body, r.json('no.where'), r.request.method, r.request.body, r.proto, r.url === url + '/echo'].join('|'));
        console.log((await http.asyncRequest('GET', url + '/gzip')).body);
        const bytes = (await http.asyncRequest('GET', url + '/gzip', null, { responseType: 'binary' })).body;
        console.log(bytes instanceof ArrayBuffer ? bytes.byteLength : 'none');
        console.log((await http.asyncRequest('GET', url, null, { responseType: 'none' })).body);
        console.log((await http.asyncRequest('GET', http.url\`\${url}/status/\${200}\`)).status);
        const all = await Promise.all([1, 2, 3].map((n) => http.asyncRequest('GET', url + '/slow/100')));
        console.log(all.map((one) => one.body).join('+'));
      }`,
    says: [
      'application/json|c1=v1; Path=/, c2=v2|v1|POST|a=1||POST|a=1|HTTP/1.1|true',
      'unpacked',
      '8',
      'null',
      '200',
      'slow+slow+slow',
    ],
    counts: { http_reqs: 8 },
    times: { 'iteration_duration max': [99, 400] },
  },
  {
    name: "what counts as failed is the script's to say",
    script: `import http from 'k6/http'; http.setResponseCallback(http.expectedStatuses(404, { min: 200, max: 299 }));
      export const options = { thresholds: { 'http_reqs{expected_response:true}': ['count==2'], 'http_reqs{status:404}': ['count==3'], 'http_reqs{name:named}': ['count==1'], 'http_reqs{method:POST}': ['count==1'], 'http_req_duration{error_code:1500}': ['max>=0'] } };
      export default async function () {
        const get = (path, params, method = 'GET') => http.asyncRequest(method, __ENV.TARGET + path, null, params);
        await get('', { tags: { name: 'named' } }, 'POST'); await get('/status/404'); await get('/status/500');
        await get('/status/404', { responseCallback: http.expectedStatuses(200) }); await get('/status/404', { responseCallback: null });
      }`,
    counts: {
      http_reqs: 5,
      http_req_failed: 2,
      'http_reqs{status:404}': 3,
      'http_reqs{expected_response:true}': 2,
      'http_reqs{name:named}': 1,
    },
    exitCode: 0,
  },
  {
    name: "times: waiting is the server's, a connection is kept, its making counts once",
    toleratesMs: 90,
    script: `import http from 'k6/http'; export const options = { iterations: 4 };
      export default async function () { const r = await http.asyncRequest('GET', __ENV.TARGET + '/slow/300'); const t = r.timings; console.log(Math.abs(t.duration - t.sending - t.waiting - t.receiving) < 0.001); }`,
    says: ['true', 'true', 'true', 'true'],
    times: {
      'http_req_duration min': [299, 400],
      'http_req_waiting med': [299, 400],
      'http_req_connecting med': [0, 0],
      'http_req_receiving med': [0, 95],
      'http_req_tls_handshaking max': [0, 0],
    },
    counts: { data_sent: [300, 500], data_received: [500, 800] },
  },
  {
    name: 'without connection reuse every request dials',
    toleratesMs: 45,
    script: `import http from 'k6/http'; export const options = { iterations: 4, noConnectionReuse: true };
      export default async function () { await http.asyncRequest('GET', __ENV.TARGET); }`,
    times: { 'http_req_connecting min': [0.01, 50] },
  },
  {
    name: 'a connection is kept from one iteration to the next, unless noVUConnectionReuse',
    script: `import http from 'k6/http'; export const options = { iterations: 3, noVUConnectionReuse: true };
      export default async function () { for (let i = 0; i < 3; i++) { const r = await http.asyncRequest('GET', __ENV.TARGET); console.log(r.timings.connecting > 0); } }`,
    says: ['true', 'false', 'false', 'true', 'false', 'false', 'true', 'false', 'false'],
  },
  {
    name: 'a run that ends cuts its requests off',
    toleratesMs: 250,
    script: `import http from 'k6/http'; export const options = { scenarios: { s: { executor: 'constant-vus', vus: 2, duration: '1s', gracefulStop: '0s' } } };
      export default async function () { await http.asyncRequest('GET', __ENV.TARGET + '/hang'); }`,
    absent: ['iterations'],
    durationMs: [990, 1300],
  },
];
