import { describe, expect, test } from 'vitest';
import { slaRun } from '../sla/sla-run.js';
import { parseSla } from '../sla-file.js';
import { type LoadRun, loadRecord } from './load-record.js';
import { SampleTally } from './samples.js';

const sla = parseSla('sla.yaml', 'latency: [{ percentile: 95, below_ms: 300 }]\nrate: 20\nduration: 3s\nwarmup: 0s');

function run(samples: number, more: Partial<LoadRun> = {}): LoadRun {
  const tally = new SampleTally(slaRun(sla).limitsMs);
  for (let i = 0; i < samples; i += 1) tally.addRequest(1000 * i, 'ok', 20);
  return {
    kind: 'sla',
    script: 'load/latency.ts',
    engine: 'node',
    engineVersion: '0.1.0',
    startedAt: '2026-01-02T03:04:05.000Z',
    durationMs: 3000,
    complete: true,
    exitCode: 0,
    summaryJson: '{"metrics":{"vus":{"type":"gauge","contains":"default","values":{"value":1}}}}',
    samples: tally.samples(),
    sla,
    loopLagMs: 2,
    watch: null,
    ...more,
  };
}

describe('the record of a run', () => {
  test('verdict, charts and metrics from samples and summary', () => {
    expect(loadRecord(run(59))).toMatchObject({
      kind: 'sla',
      complete: true,
      metrics: { vus: { values: { value: 1 } } },
      limit: null,
      sla: { verdict: 'pass' },
      latency: { requests: 59 },
    });
  });

  test.each([
    ['was killed before its summary', { summaryJson: undefined }],
    ['was killed while its summary was written', { summaryJson: '{"metrics":{' }],
    ['was interrupted', { complete: false }],
  ])('a run that %s is incomplete and does not pass', (_, more) => {
    expect(loadRecord(run(59, more))).toMatchObject({ complete: false, sla: { verdict: 'inconclusive' } });
  });

  test('nothing measured has no charts', () => {
    expect(loadRecord(run(0))).toMatchObject({ latency: null, sla: { verdict: 'inconclusive' } });
  });

  test('the run that an agreement asks for', () => {
    expect(slaRun(sla)).toEqual({
      env: { FACEGATE_RATE: '20', FACEGATE_DURATION: '3000ms', FACEGATE_WARMUP: '0ms' },
      k6Arguments: ['--no-thresholds'],
      limitsMs: [300],
    });
  });
});
