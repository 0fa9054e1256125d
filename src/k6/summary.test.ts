import { describe, expect, it } from 'vitest';
import { type Summary, summaryExport } from './summary.js';

const check = { name: 'good', path: '::outer::good', id: 'c', passes: 2, fails: 1 };
const SUMMARY: Summary = {
  root_group: {
    name: '',
    path: '',
    id: 'r',
    checks: [],
    groups: [{ name: 'outer', path: '::outer', id: 'o', groups: [], checks: [check] }],
  },
  options: { summaryTrendStats: ['avg'], summaryTimeUnit: '', noColor: false },
  state: { isStdOutTTY: false, isStdErrTTY: false, testRunDurationMs: 1000 },
  metrics: {
    checks: {
      type: 'rate',
      contains: 'default',
      values: { rate: 0.5, passes: 1, fails: 1 },
      thresholds: { 'rate>0.9': { ok: false } },
    },
    iterations: { type: 'counter', contains: 'default', values: { count: 3, rate: 3 } },
  },
};

describe('the text of --summary-export', () => {
  const exported = JSON.parse(summaryExport(SUMMARY)) as { root_group: unknown; metrics: unknown };

  it('has groups and checks by their names', () => {
    expect(exported.root_group).toEqual({
      name: '',
      path: '',
      id: 'r',
      checks: {},
      groups: { outer: { name: 'outer', path: '::outer', id: 'o', groups: {}, checks: { good: check } } },
    });
  });

  it("has each metric's values flat, and true for a threshold that is crossed", () => {
    expect(exported.metrics).toEqual({
      checks: { value: 0.5, passes: 1, fails: 1, thresholds: { 'rate>0.9': true } },
      iterations: { count: 3, rate: 3 },
    });
  });
});
