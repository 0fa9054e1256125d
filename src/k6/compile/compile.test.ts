import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleScript } from '../bundle.js';
import { prepareScript } from '../prepare.js';
import { runLoadOn } from '../run.js';
import { spawnInline } from '../thread.js';
import { compileWaiting } from './compile.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'compile-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const IMPORTS =
  "import http from 'k6/http'; import { check, group, sleep } from 'k6'; const U = 'http://127.0.0.1:1/';";

let scripts = 0;

/** Writes a script whose code begins in line 2. */
function script(text: string): string {
  const path = join(folder, `script-${scripts++}.js`);
  writeFileSync(path, `${IMPORTS}\n${text}`);
  return path;
}

async function refusal(text: string): Promise<string> {
  const path = script(text);
  const bundle = await bundleScript(path);
  try {
    compileWaiting(bundle);
  } catch (error) {
    return (error as Error).message.replaceAll(path, 'script.js');
  }
  return 'not refused';
}

describe('a blocking call that cannot be waited for is refused, with its place and the cure', () => {
  it.each([
    [
      'a getter',
      'const o = { get s() { return http.get(U); } }; export default () => o.s;',
      '2:30',
      'getter "s": make it a method',
    ],
    [
      'a setter',
      'class C { set s(v) { sleep(v); } } export default () => { new C().s = 1; };',
      '2:22',
      'setter "s": make it a method',
    ],
    [
      'a constructor',
      'class C { constructor() { this.r = http.get(U); } } export default () => new C();',
      '2:36',
      'a constructor: move it into a method',
    ],
    [
      'a function as constructor',
      'function C() { this.r = http.get(U); } export default () => new C();',
      '2:61',
      'a constructor: move it into a method',
    ],
    ['a field', 'class C { r = http.get(U); } export default () => new C();', '2:15', 'the field "r" of a class'],
    [
      'a generator',
      'function* g() { yield http.get(U); } export default () => [...g()];',
      '2:23',
      'a generator: let a function return an array',
    ],
    [
      'an iterator',
      'const o = { [Symbol.iterator]() { return { next() { http.get(U); return { done: true }; } }; } }; export default () => [...o];',
      '2:53',
      'next() of an iterator',
    ],
    [
      'a default',
      'function f(r = http.get(U)) { return r; } export default () => f();',
      '2:16',
      'the default of a parameter',
    ],
    [
      'sort',
      'export default () => [2, 1].sort((a, b) => { http.get(U); return a - b; });',
      '2:46',
      'sort() compares with: fetch what it compares by first',
    ],
    [
      'sort by name',
      'function by(a, b) { http.get(U); return a - b; } export default () => [2, 1].sort(by);',
      '2:21',
      'sort() compares with',
    ],
    [
      'replace',
      "export default () => 'a'.replace(/a/, () => http.get(U).status);",
      '2:45',
      'the function that replace() calls',
    ],
    ['a reviver', "export default () => JSON.parse('1', () => http.get(U));", '2:44', 'the reviver of JSON.parse()'],
    [
      'a replacer',
      'export default () => JSON.stringify({}, () => http.get(U));',
      '2:47',
      'the replacer of JSON.stringify()',
    ],
    [
      'toJSON',
      'const o = { toJSON() { return http.get(U).status; } }; export default () => JSON.stringify(o);',
      '2:31',
      'toJSON(): build the whole object first',
    ],
    [
      'toString',
      'class T { toString() { return http.get(U).body; } } export default () => `${new T()}`;',
      '2:31',
      'toString(): call a method of another name',
    ],
    [
      'toPrimitive',
      'const o = { [Symbol.toPrimitive]() { return http.get(U).status; } }; export default () => +o;',
      '2:45',
      '[Symbol.toPrimitive]: call a method of another name',
    ],
    [
      'a trap of a Proxy',
      'const p = new Proxy({}, { get() { return http.get(U); } }); export default () => p.x;',
      '2:42',
      'the trap of a Proxy',
    ],
    [
      'an accessor',
      "const o = {}; Object.defineProperty(o, 'x', { get: () => http.get(U) }); export default () => o.x;",
      '2:58',
      'defineProperty()',
    ],
    [
      'SharedArray',
      "import { SharedArray } from 'k6/data'; const a = new SharedArray('a', () => [http.get(U)]); export default () => a;",
      '2:78',
      'what fills a SharedArray: fetch it in setup()',
    ],
    ['init code', 'const r = http.get(U); export default () => r;', '2:11', 'the init code: move it into setup()'],
    [
      'init code, by a function',
      'function login() { return http.get(U); } const r = login(); export default () => r;',
      '2:52',
      'login() (which comes to http.get()) cannot wait in the init code',
    ],
    [
      'a list in an optional chain',
      'const o = { l: [1] }; export default () => o?.l.map(() => http.get(U));',
      '2:44',
      'cannot stand here in an optional chain',
    ],
    [
      'two calls in an optional chain',
      'const o = { f: () => ({ r: http.get(U), g: () => http.get(U) }) }; export default () => o?.f().g();',
      '2:89',
      'cannot stand here in an optional chain',
    ],
  ])('%s', async (_what, text, place, words) => {
    const said = await refusal(text);
    expect(said).toContain(`script.js:${place}: `);
    expect(said).toContain(words);
    expect(said.split('\n')).toHaveLength(1);
  });

  it('names every one of them at once', async () => {
    const said = await refusal(
      'const o = { get a() { return http.get(U); },\n get b() { return http.get(U); } }; export default () => [o.a, o.b];',
    );
    expect(said.split('\n')).toHaveLength(2);
  });
});

describe('what only looks like it is not refused', () => {
  it.each([
    [
      'sort of what was fetched',
      'export default () => [1, 2].map((n) => http.get(U + n)).sort((a, b) => a.status - b.status);',
    ],
    [
      'a getter that sends nothing',
      'class C { get url() { return U; } go() { return http.get(this.url); } } export default () => new C().go();',
    ],
    [
      'a method named like one of the language',
      'class C { get(path) { return http.get(path); } } const m = new Map(); export default () => [2, 1].sort((a, b) => m.get(a) - m.get(b)) && new C().get(U);',
    ],
    [
      'a generator beside requests',
      'function* g() { yield 1; } export default () => { for (const n of g()) http.get(U + n); };',
    ],
    ['stringify of results', 'export default () => JSON.stringify([1].map((n) => http.get(U + n).status));'],
    [
      'a table of functions, one of which sorts',
      "const t = { asc: (a, b) => a - b, go: () => http.get(U) }; export default () => [2, 1].sort(t['a' + 'sc']) && t['g' + 'o']();",
    ],
  ])('%s', async (_what, text) => {
    expect(await refusal(text)).toBe('not refused');
  });
});

describe('a script in which nothing blocks', () => {
  it.each([
    [
      'async requests',
      "export default async function () { check(await http.asyncRequest('GET', U), { ok: ({ status }) => status === 200 }); }",
    ],
    [
      'timers and promises',
      'export default () => new Promise((done) => setTimeout(done, 1)).then(() => [1].map((n) => n));',
    ],
  ])('comes back as it is: %s', async (_what, text) => {
    const bundle = await bundleScript(script(text));
    expect(compileWaiting(bundle)).toBe(bundle);
  });
});

async function run(
  text: string,
): Promise<{ exitCode: number; cause: string; errors: string[]; said: string[]; path: string }> {
  const path = script(text);
  const errors: string[] = [];
  const said: string[] = [];
  const outcome = await runLoadOn(
    {
      script: path,
      env: {},
      args: ['--iterations', '1'],
      onLog: (level, line) => (level === 'error' ? errors : said).push(line),
    },
    { workers: 1, prepare: prepareScript, spawn: spawnInline },
  );
  return { exitCode: outcome.exitCode, cause: outcome.cause.join('\n'), errors, said, path };
}

describe("an error names the user's own lines", () => {
  it('after a blocking call, through functions, callbacks and groups', async () => {
    const { errors, path } = await run(
      `function deep(answer) {\n  sleep(0.001);\n  return answer.nothing.more;\n}\nexport default function () {\n  group('g', () => {\n    [1].forEach(() => deep({}));\n  });\n}`,
    );
    expect(errors[0]).toContain(`${path}:4:25`);
    expect(errors[0]).toContain(`${path}:8:`);
    expect(errors[0]).not.toContain('#bundle');
  });

  it('keeps its type for the script', async () => {
    const { said } = await run(
      `class Own extends Error {} function f() { sleep(0.001); throw new Own('x'); }\nexport default function () { try { f(); } catch (error) { console.log(error instanceof Own, error.message); } }`,
    );
    expect(said).toEqual(['true x']);
  });
});

describe('a blocking call that the compiler could not see stops the run', () => {
  it.each([
    [
      'when its result is used',
      "const f = new Function('s', 'return s(0.001) + 1');\nexport default function () { f(sleep); }",
      /script-\d+\.js:3:30: .*its result is used here/,
    ],
    [
      'when it is dropped and another one comes',
      "const each = eval('(list, call) => list.forEach(call)');\nexport default function () { each([1, 2], () => {\n sleep(0.001); }); }",
      /the function at .*script-\d+\.js:3:43, which blocks, .*the script goes on without it/,
    ],
    [
      'when it is dropped and the function ends',
      "const run = eval('(call) => { call(); }');\nexport default function () { run(() => sleep(0.001)); }",
      /the function at .*script-\d+\.js:3:34, which blocks/,
    ],
    [
      'even when the script catches what is thrown',
      "const f = new Function('s', 'return s(0.001) + 1');\nexport default function () { try { f(sleep); } catch {} }",
      /its result is used here/,
    ],
  ])('%s', async (_what, text, words) => {
    const { exitCode, cause } = await run(text);
    expect(cause).toMatch(words);
    expect(exitCode).toBe(104);
  });
});
