import { expect, it } from 'vitest';
import { htmlReport } from './k6-reporter.js';

const TREND = { 'p(95)': 1500, avg: 12.5 };

const DATA = {
  root_group: {
    name: '',
    path: '',
    checks: [{ name: 'at the top', passes: 3, fails: 0 }],
    groups: [
      {
        name: 'pay <b>',
        path: '::pay <b>',
        groups: [{ name: 'empty', path: '::pay <b>::empty' }],
        checks: [{ name: '"is" <i>paid</i> & done', passes: 1, fails: 3 }],
      },
    ],
  },
  metrics: {
    http_reqs: { type: 'counter', contains: 'default', values: { count: 4, rate: 2 } },
    data_sent: { type: 'counter', contains: 'data', values: { count: 2500, rate: 1250 } },
    http_req_failed: { type: 'rate', contains: 'default', values: { rate: 0.25, passes: 1, fails: 3 } },
    checks: { type: 'rate', contains: 'default', values: { rate: 0.5, passes: 4, fails: 3 } },
    'http_req_duration{name:<x>}': {
      type: 'trend',
      contains: 'time',
      values: TREND,
      thresholds: { 'p(95)<1000': { ok: false }, 'avg<100': { ok: true } },
    },
    weight: { type: 'trend', contains: 'default', values: { avg: 2, count: 7 } },
  },
  state: { testRunDurationMs: 61_000 },
};

const page = htmlReport(DATA, { title: 'A & B' });

it('tells what came of thresholds, checks by group and metrics', () => {
  for (const part of [
    '<title>A &#38; B</title>',
    '<b>4</b>requests',
    '<li class="bad"><b>1</b>failed requests',
    '<li class="bad"><b>1</b>thresholds broken',
    '<b>1m1s</b>duration',
    '<td>http_req_duration{name:&#60;x&#62;}: p(95)&#60;1000</td><td class="bad">✗ broken</td>',
    '<td class="good">✓ holds</td>',
    '<td>at the top</td><td>3</td><td>0</td><td>100.00%</td>',
    '<h3>pay &#60;b&#62;</h3>',
    '<td class="bad">&#34;is&#34; &#60;i&#62;paid&#60;/i&#62; &#38; done</td><td>1</td><td>3</td><td>25.00%</td>',
    '<td class="bad">http_req_duration{name:&#60;x&#62;}</td><td>12.5ms</td><td></td><td>1.5s</td>',
    '<td>weight</td><td>2</td><td>7</td><td></td>',
    'count 2.5 kB, rate 1.25 kB/s',
    'fails 3, passes 1, rate 25.00%',
  ])
    expect(page).toContain(part);
});

it('has no script, loads nothing, leaves out what there is none of', () => {
  expect(page).not.toMatch(/<script|src=|href=|url\(|<i>|<x>|empty|iterations/);
  const bare = htmlReport({ root_group: { name: '', path: '' }, metrics: {} });
  expect(bare).toContain('The script made none.');
  expect(bare).toContain('<title>Load test, 2');
  expect(bare).not.toContain('<table>');
});
