import { expect, it } from 'vitest';
import type { LoadRecord } from '../../records/load-types.js';
import { requestsSent } from './requests.js';

const counter = (count: number): LoadRecord['metrics'] => ({
  http_reqs: { type: 'counter', contains: 'default', values: { count, rate: 1 } },
});

it.each([
  // what a load run leaves                                                      requests sent
  ['nothing', {}, 0],
  ['a refused pre-flight', { preflight: 1 }, 1],
  ["a pre-flight and k6's own count", { preflight: 1, metrics: counter(5) }, 6],
  ['a count alone', { metrics: counter(5), latency: { requests: 7, warmup: 2 } }, 5],
  ['what was measured', { latency: { requests: 7, warmup: 2 }, limit: { requests: 3 }, preflight: 1 }, 13],
])('counts every request that was sent: %s', (_what, left, sent) => {
  expect(requestsSent({ metrics: {}, latency: null, limit: null, ...left } as LoadRecord)).toBe(sent);
});
