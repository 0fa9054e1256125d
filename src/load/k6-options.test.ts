import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readK6Options, refuseUnknownOptions, SCRIPT_OPTIONS, scriptOptionsIn } from './k6-options.js';

describe("k6's options", () => {
  it.each([
    // given, what is left, the variables
    [['--vus', '2'], ['--vus', '2'], {}],
    [['-e', 'A=1', '-q'], ['-q'], { A: '1' }],
    [['--env', 'A=1=2'], [], { A: '1=2' }],
    [['--env=A=1', '-eB=2', '-e=C='], [], { A: '1', B: '2', C: '' }],
    [['--execution-segment', '0:1/2'], ['--execution-segment', '0:1/2'], {}],
  ])('%j', (given, args, env) => {
    expect(readK6Options(given)).toEqual({ args, env });
  });

  it.each([[['-e']], [['--env', '=x']], [['-e', 'A']]])('%j has no variable', (given) => {
    expect(() => readK6Options(given)).toThrow('expected NAME=value');
  });

  it.each([
    ['FACEGATE_URL', '--target'],
    ['FACEGATE_ALLOW_HTTP', 'allow_http'],
    ['FACEGATE_K6', 'from the environment'],
  ])('refuses -e %s, which would be passed over', (name, cure) => {
    expect(() => readK6Options(['-e', `${name}=x`])).toThrow(`-e ${name}: `);
    expect(() => readK6Options([`--env=${name}=x`])).toThrow(cure);
  });

  it.each([[['-e', 'FACEGATE_API_SECRET=x']], [['--env=FACEGATE_API_KEY=x']], [['--tag', 'a=FACEGATE_API_KEY']]])(
    '%j is refused',
    (given) => {
      expect(() => readK6Options(given)).toThrow('do not belong on a command line');
    },
  );

  it('a run is repeated by the options of its script alone', () => {
    const env = { PATH: '/bin', FACEGATE_RATE: '5', FACEGATE_API_KEY: 'k', FACEGATE_URL: 'u', FACEGATE_VUS: '' };
    expect(scriptOptionsIn(env, '')).toEqual([['FACEGATE_RATE', '5']]);
  });
});

describe('variables given with -e', () => {
  it('of the names that scripts read are all known', () => {
    const folder = join(dirname(fileURLToPath(import.meta.url)), '../../load');
    const read = readdirSync(folder, { recursive: true })
      .map(String)
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => readFileSync(join(folder, file), 'utf8').match(/FACEGATE_[A-Z0-9_]+/g) ?? []);
    expect(read.length).toBeGreaterThan(SCRIPT_OPTIONS.length);
    expect(() => refuseUnknownOptions(Object.fromEntries(read.map((name) => [name, '1'])), '')).not.toThrow();
  });

  it('that nothing reads are refused, with what may have been meant', () => {
    const env = { FACEGATE_P95MS: '300', RATE: '5' };
    expect(() => refuseUnknownOptions(env, '')).toThrow(
      '-e FACEGATE_P95MS: no script reads it; did you mean "FACEGATE_P95_MS"?',
    );
    expect(() => refuseUnknownOptions({ FACEGATE_ZZZZZZZZZZZZZZ: '' }, '')).toThrow('docs/load.md');
  });

  it('may have any name that a script of the user reads', () => {
    expect(() => refuseUnknownOptions({ FACEGATE_MINE: '1' }, 'x = __ENV.FACEGATE_MINE;')).not.toThrow();
  });
});

it('docs/load.md lists every variable that a script reads', () => {
  const page = readFileSync(new URL('../../docs/load.md', import.meta.url), 'utf8');
  expect(SCRIPT_OPTIONS.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
