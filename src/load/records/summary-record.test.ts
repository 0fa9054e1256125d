import { describe, expect, test } from 'vitest';
import { readSummary } from './summary-record.js';

describe('a summary', () => {
  test('metrics and thresholds', () => {
    const json = JSON.stringify({
      root_group: {},
      state: { testRunDurationMs: 1234.5 },
      metrics: {
        'facegate_wall{phase:measure}': {
          type: 'trend',
          contains: 'time',
          values: { med: 3 },
          thresholds: { 'p(95)<300': { ok: true }, 'p(99)<4': { ok: false } },
        },
        vus: { type: 'gauge', contains: 'default', values: { value: 1 } },
      },
    });
    expect(readSummary(json)).toEqual({
      kind: 'summary',
      failedChecks: [],
      durationMs: 1234.5,
      metrics: {
        'facegate_wall{phase:measure}': { type: 'trend', contains: 'time', values: { med: 3 } },
        vus: { type: 'gauge', contains: 'default', values: { value: 1 } },
      },
      thresholds: [
        { metric: 'facegate_wall{phase:measure}', threshold: 'p(95)<300', ok: true },
        { metric: 'facegate_wall{phase:measure}', threshold: 'p(99)<4', ok: false },
      ],
    });
  });

  test.each([
    ['{"metrics":{', 'is not whole JSON: the run was cut off while it was written'],
    ['[]', 'has no "metrics": it is not a summary of k6'],
    ['null', 'has no "metrics": it is not a summary of k6'],
  ])('%s cannot be read, and why', (json, why) => {
    expect(readSummary(json)).toEqual({ kind: 'unreadable', why });
  });
});

describe('checks that failed', () => {
  test('are told with their groups, the most often first', () => {
    const checks = (path: string, passes: number, fails: number) => ({ name: path, path, passes, fails });
    const root_group = {
      checks: [checks('::holds', 3, 0), checks('::once', 2, 1)],
      groups: [{ checks: [checks('::login::status is 200', 0, 3)] }],
    };
    expect(readSummary(JSON.stringify({ metrics: {}, root_group }))).toMatchObject({
      failedChecks: [
        { name: 'login::status is 200', passes: 0, fails: 3 },
        { name: 'once', passes: 2, fails: 1 },
      ],
    });
  });
});
