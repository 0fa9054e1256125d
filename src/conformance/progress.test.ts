import { describe, expect, it } from 'vitest';
import { languageOf } from '../run/language.js';
import { advance, caseProgress, describeProgress, nothingDone } from './progress.js';

const { progress } = languageOf('en').texts;

describe('progress of a contract run', () => {
  it.each([
    // done, failed, elapsed ms, line
    [0, 0, 0, '0 %, 0 of 400 cases, 0 failed'],
    [3, 0, 9000, '0 %, 3 of 400 cases, 0 failed'],
    [40, 2, 4000, '10 %, 40 of 400 cases, 2 failed, about 36 s left'],
    [400, 2, 40_000, '100 %, 400 of 400 cases, 2 failed'],
  ])('%i done', (done, failed, elapsedMs, line) => {
    expect(describeProgress({ ...nothingDone, total: 400, done, failed }, elapsedMs, progress)).toBe(line);
  });

  it('is told in the language of the report', () => {
    const now = { ...nothingDone, total: 400, done: 40, failed: 2, notRun: 1, undecided: 3 };
    expect(describeProgress(now, 4000, languageOf('zh').texts.progress)).toBe(
      '10 %，400 个用例中的 40 个，2 个失败，1 个未执行，3 个无法判定，约剩 36 s',
    );
  });

  it('counts a rule that several cases break once, and says nothing of the time left before a tenth is done', () => {
    const ended = { type: 'case', failed: false, notRun: false, undecided: false, broken: [] } as const;
    const broken = (...rules: string[]) => ({ ...ended, failed: true, broken: rules });
    const begun = advance(nothingDone, { type: 'begin', total: 40 });
    const now = [broken('a', 'b'), broken('a'), ended].reduce(advance, begun);
    const figures = { total: 40, done: 3, failed: 2, broken: 2, undecided: 0, notRun: 0, elapsedMs: 6000 };
    expect(caseProgress(now, 6000)).toEqual({ ...figures, leftMs: null });
    const more = Array.from({ length: 7 }, () => ended).reduce(advance, now);
    expect(caseProgress(more, 6000).leftMs).toBe(18_000);
  });

  it('tells nothing of a share before the number of cases is known', () => {
    expect(describeProgress(nothingDone, 0, progress)).toBe('0 of 0 cases, 0 failed');
  });
});
