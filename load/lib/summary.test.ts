import { describe, expect, test } from 'vitest';
import { summaryOf } from './summary.js';

const data = {
  metrics: {
    facegate_ok: { values: { rate: 0.9, passes: 9, fails: 1 }, thresholds: { 'rate>=0.99': { ok: false } } },
    facegate_wall: { values: { count: 10, med: 40.4, 'p(95)': 120.6, 'p(99)': 130 } },
    facegate_server: { values: { avg: 5.25 } },
    facegate_network: { values: { avg: 30 } },
    facegate_refused: { values: { count: 1, rate: 0.1 } },
  },
};

describe('the summary', () => {
  test('a few lines for the terminal', () => {
    expect(summaryOf('latency', data, {})).toEqual({
      stdout: [
        'latency',
        '  requests   10, with a token 9',
        '  latency    p50 40 ms, p95 121 ms, p99 130 ms',
        '  of which   server 5.3 ms, network 30 ms (means)',
        '  but        over the concurrency limit 1',
        '  FAILED     facegate_ok: rate>=0.99',
        '',
      ].join('\n'),
    });
  });

  test('and the whole as JSON in the file that FACEGATE_SUMMARY names', () => {
    const out = summaryOf('latency', data, { FACEGATE_SUMMARY: 'out/summary.json' });
    expect(JSON.parse(out['out/summary.json'] ?? '')).toEqual(data);
  });

  test('only the measured phase speaks for the latency where there is one', () => {
    const metrics = { ...data.metrics, 'facegate_wall{phase:measure}': { values: { count: 4, med: 7 } } };
    expect(summaryOf('latency', { metrics }, {}).stdout).toContain('p50 7.0 ms');
  });

  test('nothing measured has no figures', () => {
    expect(summaryOf('smoke', { metrics: {} }, {}).stdout).toBe('smoke\n  requests   0, with a token 0\n');
  });
});
