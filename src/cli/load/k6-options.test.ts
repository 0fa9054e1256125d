import { describe, expect, it } from 'vitest';
import { readK6Options, scriptOptionsIn } from './k6-options.js';

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

  it.each([[['-e', 'FACEGATE_API_SECRET=x']], [['--env=FACEGATE_API_KEY=x']], [['--tag', 'a=FACEGATE_API_KEY']]])(
    '%j is refused',
    (given) => {
      expect(() => readK6Options(given)).toThrow('do not belong on a command line');
    },
  );

  it('a run is repeated by the options of its script alone', () => {
    const env = { PATH: '/bin', FACEGATE_RATE: '5', FACEGATE_API_KEY: 'k', FACEGATE_URL: 'u', FACEGATE_VUS: '' };
    expect(scriptOptionsIn(env)).toEqual([['FACEGATE_RATE', '5']]);
  });
});
