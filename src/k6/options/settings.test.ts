import { describe, expect, it } from 'vitest';
import { durationMs } from './duration.js';
import { parseLoadFlags } from './flags.js';
import type { RawOptions } from './raw-options.js';
import { completeSettings } from './settings.js';

/** The text of what a bad set of options ends with. */
function complaint(...layers: RawOptions[]): string {
  try {
    completeSettings(layers);
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
}

describe('a duration', () => {
  it.each([
    ['10s', 10_000],
    ['1m30s', 90_000],
    ['500ms', 500],
    ['1h', 3_600_000],
    ['1.5s', 1500],
    ['0', 0],
    [250, 250], //        a number counts milliseconds
    ['10 s', undefined],
    ['soon', undefined],
    [Number.NaN, undefined],
    [null, undefined],
  ])('%j is %j ms', (value, ms) => {
    expect(durationMs(value)).toBe(ms);
  });
});

describe('shortcuts become the scenario "default"', () => {
  it.each([
    [{}, { executor: 'per-vu-iterations', vus: 1, iterations: 1 }],
    [{ iterations: 5 }, { executor: 'shared-iterations', vus: 1, iterations: 5 }],
    [{ vus: 3 }, { executor: 'shared-iterations', vus: 3, iterations: 3 }], // one iteration for each
    [
      { vus: '2', iterations: '5' },
      { executor: 'shared-iterations', vus: 2, iterations: 5 },
    ], // texts, as __ENV has them
    [
      { vus: '', iterations: 5 },
      { executor: 'shared-iterations', vus: 1, iterations: 5 },
    ],
    [{ scenarios: {} }, { executor: 'per-vu-iterations', vus: 1, iterations: 1 }],
    [
      { vus: 2, scenarios: { own: { executor: 'per-vu-iterations', iterations: 9 } } },
      { executor: 'shared-iterations', vus: 2, iterations: 2 },
    ],
    [
      { vus: 2, iterations: 5, duration: '3s' },
      { executor: 'shared-iterations', vus: 2, iterations: 5, maxDurationMs: 3000 },
    ],
    [
      { vus: 2, duration: '3s' },
      { executor: 'constant-vus', vus: 2, durationMs: 3000 },
    ],
    [
      { stages: [{ duration: '3s', target: 2 }] },
      { executor: 'ramping-vus', startVus: 1, stages: [{ durationMs: 3000, target: 2 }] },
    ],
  ])('%j', (options, scenario) => {
    expect(completeSettings([options]).scenarios).toEqual([expect.objectContaining({ name: 'default', ...scenario })]);
  });

  it('a stronger layer that says how to run replaces what a weaker one says about it, and keeps the rest', () => {
    const script = { vus: 7, stages: [{ duration: '3s', target: 2 }], tags: { a: '1' } };
    const { scenarios, tags } = completeSettings([script, { duration: '9s', tags: { b: '2' } }]);
    expect(scenarios).toEqual([expect.objectContaining({ executor: 'constant-vus', vus: 7, durationMs: 9000 })]);
    expect(tags).toEqual({ b: '2' });
  });
});

describe("a scenario is completed with k6's defaults", () => {
  it.each([
    [
      { executor: 'constant-vus', duration: '1s' },
      { vus: 1, startTimeMs: 0, gracefulStopMs: 30_000, exec: 'default', env: {}, tags: {} },
    ],
    [{ executor: 'shared-iterations' }, { vus: 1, iterations: 1, maxDurationMs: 600_000 }],
    [
      { executor: 'ramping-vus', stages: [{ duration: '1s', target: 1 }] },
      { startVus: 1, gracefulRampDownMs: 30_000 },
    ],
    [
      { executor: 'constant-arrival-rate', rate: 5, duration: '1s', preAllocatedVUs: 3 },
      { timeUnitMs: 1000, maxVus: 3 },
    ],
    [
      { executor: 'ramping-arrival-rate', stages: [{ duration: '1s', target: 1 }], preAllocatedVUs: 3 },
      { startRate: 0, timeUnitMs: 1000 },
    ],
  ])('%j', (fields, completed) => {
    expect(completeSettings([{ scenarios: { s: fields } }]).scenarios[0]).toMatchObject(completed);
  });
});

describe('what does not fit names its place, what was found and what was expected', () => {
  it.each([
    [
      { scenarios: { s: { executor: 'constant-vus', duration: '1s', vuss: 2 } } },
      'options.scenarios.s.vuss: is unknown here; known are',
    ],
    [
      { scenarios: { s: { executor: 'constant-vus' } } },
      'options.scenarios.s.duration: expected a duration like "30s" of at least 1000 ms; found nothing',
    ],
    [{ scenarios: { s: { executor: 'magic' } } }, 'options.scenarios.s.executor: expected one of shared-iterations,'],
    [
      { scenarios: { s: { executor: 'constant-vus', duration: '1s', vus: 1.5 } } },
      'options.scenarios.s.vus: expected a whole number from 1; found 1.5',
    ],
    [
      { scenarios: { 'a b': { executor: 'constant-vus', duration: '1s' } } },
      "options.scenarios.a b: a scenario's name may have",
    ],
    [{ hosts: { a: '127.0.0.1' } }, 'options.hosts: the node engine does not carry this option out'],
    [{ summaryTrendStats: ['p95'] }, 'options.summaryTrendStats: "p95" is unknown'],
    [{ systemTags: ['status', 'ip'] }, 'options.systemTags: the node engine does not set the tag "ip"'],
    [{ summaryTrendStats: ['p(101)'] }, 'options.summaryTrendStats: "p(101)" is unknown'],
    [
      { scenarios: { own: { executor: 'shared-iterations', options: { browser: {} } } } },
      'options.scenarios.own.options.browser: the node engine has no browser',
    ],
    [{ setupTimeout: 'soon' }, 'options.setupTimeout: expected a duration like "30s"; found "soon"'],
  ])('%j', (options, message) => {
    expect(complaint(options)).toContain(message);
  });

  it.each([
    [{ duration: 'x' }, 'options.duration: expected a duration like "30s"; found "x"'],
    [{ stages: [{ duration: 'x', target: 1 }] }, 'options.stages[0].duration: expected a duration'],
    [{ scenarios: { s: { executor: 'constant-vus', startTime: 'NaNm' } } }, 'options.scenarios.s.startTime: expected'],
    [{ scenarios: { s: { executor: 'constant-vus', vuss: 2 } } }, 'options.scenarios.s.vuss: is unknown here'],
    [{ scenarios: { s: { executor: 'constant-vus', duration: '1ms' } } }, 'nothing'],
  ])('%j, though a flag stands in for it', (options, message) => {
    expect(complaint(options, { vus: 2, iterations: 2 })).toContain(message);
  });
});

describe("k6's flags", () => {
  it('are read in all their spellings', () => {
    const args = [
      '-u',
      '5',
      '--duration=10s',
      '--env',
      'A=1=2',
      '-e',
      'B=',
      '--tag',
      'x=y',
      '--stage',
      '1s:2,2s:0',
      '-q',
      '--no-thresholds',
      '--out',
      'json=points.json',
      '--summary-export=s.json',
      '--summary-trend-stats',
      'avg, p(99)',
    ];
    expect(parseLoadFlags(args)).toEqual({
      options: {
        vus: 5,
        duration: '10s',
        tags: { x: 'y' },
        stages: [
          { duration: '1s', target: 2 },
          { duration: '2s', target: 0 },
        ],
        noThresholds: true,
        summaryTrendStats: ['avg', 'p(99)'],
      },
      env: { A: '1=2', B: '' },
      outJson: 'points.json',
      summaryExport: 's.json',
      quiet: true,
      secretSources: [],
    });
  });

  it.each([
    [['--vuss', '5'], '--vuss: this k6 flag is unknown to the node engine'],
    [['--vus'], '--vus: expected a value after it; found the end'],
    [['--vus', 'many'], '--vus many: expected a whole number'],
    [['--env', 'A'], '--env A: expected NAME=VALUE'],
    [['--out', 'influxdb=x'], '--out influxdb=x: expected json=FILE'],
    [['--stage', '10'], '--stage 10: expected DURATION:TARGET'],
  ])('%j', (args, message) => {
    expect(() => parseLoadFlags(args)).toThrow(message);
  });
});
