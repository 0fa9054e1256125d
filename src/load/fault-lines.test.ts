import { expect, it } from 'vitest';
import { faultLines } from './fault-lines.js';

const CAUSE = '/app/load/lib/environment.ts:25:11: FACEGATE_RATE is "x"; expected a number';

it('a script of the package: the message alone', () => {
  expect(faultLines(CAUSE, 'latency')).toEqual(['FACEGATE_RATE is "x"; expected a number']);
  expect(faultLines(`Error: ${CAUSE.slice(CAUSE.indexOf('FACE'))}`, 'latency')).toEqual([
    'FACEGATE_RATE is "x"; expected a number',
  ]);
});

it("a script of the user's own: also where in it", () => {
  expect(faultLines(CAUSE, 'script')).toEqual([CAUSE]);
});
