import { expect, it } from 'vitest';
import { faultLines } from './fault-lines.js';

const STACK = `Error: FACEGATE_RATE is "x"; expected a number
    at number (/app/load/lib/environment.ts:25:11)
    at Object.<anonymous> (/app/node_modules/facegate/dist/src/k6/run.js:1:1)
    at node:internal/main:1:1`;

it('a script of the package: the message alone', () => {
  expect(faultLines(STACK, 'latency')).toEqual(['FACEGATE_RATE is "x"; expected a number']);
});

it("a script of the user's own: also where in it", () => {
  expect(faultLines(STACK, 'script')).toEqual([
    'FACEGATE_RATE is "x"; expected a number',
    'at number (/app/load/lib/environment.ts:25:11)',
  ]);
});
