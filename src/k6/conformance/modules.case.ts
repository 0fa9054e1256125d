import type { Case } from './case.js';

/** Says of each call in the list what it came to: a value as text, or that it threw. */
const TRY = `const tried = (calls) => calls.map((call) => { try { const value = call(); return typeof value === 'object' ? 'made' : String(value); } catch { return 'threw'; } }).join(' ');`;

/** k6's modules at their edges: what they take, what they refuse. */
export const moduleCases: readonly Case[] = [
  {
    name: 'checks: names, conditions and tags that are refused, and what holds',
    script: `${TRY} import { check } from 'k6';
      export default function () {
        console.log(tried([() => check(1), () => check(1, null), () => check(1, { 'a::b': true }), () => check(1, { p: Promise.resolve(false) }), () => check(1, { q: () => Promise.resolve(false) }), () => check(1, { '': true })]));
        console.log(tried([{ t: 5, u: true }, { t: null }, { t: undefined }, { t: {} }, { t: [1] }].map((tags) => () => check(1, { tagged: true }, tags))));
      }`,
    says: ['threw threw threw true true true', 'true threw threw threw threw'],
    counts: { checks: 4 },
  },
  {
    name: 'randomSeed: the same numbers again, from then on and for this VU',
    script: `import { randomSeed } from 'k6'; const draw = () => [Math.random(), Math.random(), Math.random()];
      randomSeed(7); const inInit = String(draw());
      export const options = { vus: 2, iterations: 2 };
      export default function () {
        randomSeed(7); const numbers = draw();
        randomSeed(8); const others = String(draw());
        randomSeed(7);
        console.log([String(draw()) === String(numbers), inInit === String(numbers), others !== String(numbers), new Set(numbers).size, numbers.every((number) => number >= 0 && number < 1), Math.max(1, 2), Object.prototype.toString.call(Math)].join(' '));
      }`,
    says: ['true true true 3 true 2 [object Math]', 'true true true 3 true 2 [object Math]'],
  },
  {
    name: 'a group without a name: the root, unless it is in another',
    script: `import { check, group } from 'k6'; export default function () { group('outer', () => group('', () => check(1, { inner: true }))); group('', () => check(1, { root: true })); }`,
    counts: { checks: 2 },
  },
  {
    name: 'metrics: names that are refused',
    script: `${TRY} import { Counter } from 'k6/metrics';
      const made = tried([undefined, '', 'a', '1a', 'a-b', 'é_', 'x'.repeat(129), 'x'.repeat(130), '_a'].map((name) => () => new Counter(name)));
      export default function () { console.log(made); }`,
    says: ['threw threw threw threw threw threw made threw made'],
  },
  {
    name: 'metrics: values that are taken and left out',
    script: `${TRY} import { Counter, Trend } from 'k6/metrics'; const counter = new Counter('my_counter'), trend = new Trend('my_trend');
      export default function () {
        for (const metric of [counter, trend]) console.log(tried([1, '2', true, '', -1, 1.5].map((value) => () => metric.add(value))) + ' ' + tried(['x', '2x', null, undefined, NaN, {}].map((value) => () => metric.add(value))));
        console.log(tried([() => counter.add(1, { own: null })]));
      }`,
    says: [
      'true true true true true true false false false false false false',
      'true true true true true true false false false false false false',
      'threw',
    ],
    counts: { my_counter: 4.5 },
    times: { 'my_trend max': 2 },
  },
  {
    name: 'metrics: with the option throw a bad value is an exception',
    script: `${TRY} import { Counter } from 'k6/metrics'; const counter = new Counter('my_counter'); export const options = { throw: true };
      export default function () { console.log(tried([() => counter.add('x'), () => counter.add(2)])); }`,
    says: ['threw true'],
    counts: { my_counter: 2 },
  },
  {
    name: 'SharedArray belongs to the init code',
    script: `${TRY} import { SharedArray } from 'k6/data'; export default function () { console.log(tried([() => new SharedArray('late', () => [1])])); }`,
    says: ['threw'],
  },
  {
    name: 'a hash may go on after its digest was taken; base64 may have line ends',
    script: `import crypto from 'k6/crypto'; import encoding from 'k6/encoding';
      export default function () {
        const hash = crypto.createHash('sha1'); hash.update('a'); const first = hash.digest('hex').slice(0, 8), again = hash.digest('hex').slice(0, 8); hash.update('b');
        console.log([first, again, hash.digest('hex').slice(0, 8), encoding.b64decode('aG\\nk=\\n', 'std', 's')].join(' '));
      }`,
    says: ['86f7e437 86f7e437 da23614e hi'],
  },
  {
    name: 'timers take functions only',
    script: `${TRY} export default function () { console.log(tried([() => setTimeout('code', 1), () => setTimeout(), () => setInterval(null, 1)])); }`,
    says: ['threw threw threw'],
  },
  {
    name: 'console shows objects in one line',
    script: `export default function () {
        console.log({ s: 'text', n: null, u: undefined, list: [1, ['x']], empty: {}, none: [], f: () => 1, d: new Date(0) }, 'plain', 1, true);
        const round = {}; round.self = round; console.log(round);
        console.log([new Error('e')], new Uint8Array([1, 2]), undefined);
      }`,
    says: [
      '{ s: "text", n: null, u: null, list: [ 1, [ "x" ] ], empty: {}, none: [], f: [object Function], d: "1970-01-01T00:00:00.000Z" } plain 1 true',
      '{ self: [Circular] }',
      '[ Error: e ] Uint8Array(2) [ 1, 2 ] undefined',
    ],
  },
  {
    name: 'secrets of two sources: what is there and what is not, and nothing of them in the log',
    script: `import secrets from 'k6/secrets';
      const early = await secrets.get('cool');
      const why = (promise) => promise.then(() => 'none', (error) => [error, error.message, error instanceof Error].join(','));
      export default async function () {
        const cool = await secrets.get('cool'), other = secrets.source('other');
        console.log([early === cool, cool.length, (await other.get('cool')).length, (await secrets.source('mock').get('cool')) === cool, Object.keys(secrets)].join(' '));
        for (const asked of [secrets.get('missing'), secrets.get(), secrets.source('nowhere').get('cool'), other.get('toString')]) console.log(await why(asked));
        console.log('it is ' + cool + '!', { cool });
      }`,
    args: ['--secret-source=mock=default,cool=a cool secret,b=', '--secret-source', 'mock=name=other,cool=x=y'],
    says: [
      'true 13 3 true get,source',
      'no value,,false',
      'no value,,false',
      'no secret source with name "nowhere" is configured,,false',
      'no value,,false',
      'it is ***SECRET_REDACTED***! { cool: "***SECRET_REDACTED***" }',
    ],
  },
  {
    name: 'secrets without a source: each is refused when it is asked for',
    script: `import secrets from 'k6/secrets'; export default async function () { await secrets.get('a').catch((error) => console.log(String(error))); }`,
    says: ['no secret sources are configured'],
  },
];
