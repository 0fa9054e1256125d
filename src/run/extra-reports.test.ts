import { describe, expect, it } from 'vitest';
import { UsageError } from './errors.js';
import { extraReports } from './extra-reports.js';

describe('--report', () => {
  it.each([
    // given, format, file
    ['ctrf', 'ctrf', undefined],
    ['badge=out/badge.svg', 'badge', 'out/badge.svg'],
    ['junit=a=b.xml', 'junit', 'a=b.xml'],
  ])('%s', (given, format, file) => {
    expect(extraReports([given], {})).toEqual([{ format, file, append: false }]);
  });

  it.each([
    ['ctrv', /there is no format "ctrv"; there are: junit, ctrf, .*did you mean "ctrf"\?/],
    ['badge=', /a file is missing behind "="/],
  ])('%s is refused', (given, why) => {
    expect(() => extraReports([given], {})).toThrow(UsageError);
    expect(() => extraReports([given], {})).toThrow(why);
  });

  it('GitHub is recognised: annotations, and the summary is added to the one of the job', () => {
    const env = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: '/tmp/summary' };
    expect(extraReports([], env)).toEqual([
      { format: 'github', file: undefined, append: false },
      { format: 'summary', file: '/tmp/summary', append: true },
    ]);
    expect(extraReports(['summary=own.md'], env).filter(({ format }) => format === 'summary')).toHaveLength(1);
    expect(extraReports([], { GITLAB_CI: 'true', GITHUB_STEP_SUMMARY: '/x' })).toEqual([]);
  });
});
