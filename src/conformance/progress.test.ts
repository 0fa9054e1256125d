import { describe, expect, it } from 'vitest';
import { describeProgress, nothingDone } from './progress.js';

describe('progress of a contract run', () => {
  it.each([
    // done, failed, elapsed ms, line
    [0, 0, 0, '0 %, 0 of 400 cases, 0 failed'],
    [3, 0, 9000, '0 %, 3 of 400 cases, 0 failed'],
    [40, 2, 4000, '10 %, 40 of 400 cases, 2 failed, about 36 s left'],
    [400, 2, 40_000, '100 %, 400 of 400 cases, 2 failed'],
  ])('%i done', (done, failed, elapsedMs, line) => {
    expect(describeProgress({ ...nothingDone, total: 400, done, failed }, elapsedMs)).toBe(line);
  });

  it('tells nothing of a share before the number of cases is known', () => {
    expect(describeProgress(nothingDone, 0)).toBe('0 of 0 cases, 0 failed');
  });
});
