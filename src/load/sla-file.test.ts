import { describe, expect, test } from 'vitest';
import { ConfigError } from '../run/errors.js';
import { parseSla } from './sla-file.js';

function problemsOf(text: string): readonly string[] {
  try {
    parseSla('sla.yaml', text);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('an SLA file', () => {
  test('everything given', () => {
    const text = [
      'latency: [{ percentile: 95, below_ms: 300 }, { percentile: 99, below_ms: 800 }]',
      'availability: 99.9',
      'confidence: 99',
      'rate: 2.5',
      'duration: 1m30s',
      'warmup: 2s',
    ].join('\n');
    expect(parseSla('sla.yaml', text)).toEqual({
      latency: [
        { percentile: 95, belowMs: 300 },
        { percentile: 99, belowMs: 800 },
      ],
      availability: 99.9,
      confidence: 99,
      ratePerSecond: 2.5,
      durationMs: 90_000,
      warmupMs: 2000,
    });
  });

  test('one promise is enough; the rest has defaults', () => {
    expect(parseSla('sla.yaml', 'availability: 99')).toEqual({
      latency: [],
      availability: 99,
      confidence: 95,
      ratePerSecond: 10,
      durationMs: 60_000,
      warmupMs: 5000,
    });
  });

  test('samples in place of a duration: as long as they take at the rate', () => {
    expect(parseSla('sla.yaml', 'availability: 99\nrate: 20\nsamples: 3000')).toMatchObject({
      durationMs: 150_000,
    });
  });

  test('a duration in the same words as everywhere else: days, and parts of a second', () => {
    expect(parseSla('sla.yaml', 'availability: 99\nduration: 7d\nwarmup: 1500ms')).toMatchObject({
      durationMs: 604_800_000,
      warmupMs: 1500,
    });
  });

  test.each([
    [
      'latency: [{ percentile: 95, below: 300 }]',
      'sla.yaml:1: "latency[0].below" is unknown; known here: percentile, below_ms',
    ],
    [
      'latency: [{ percentile: 95, below: 300 }]',
      'sla.yaml:1: "latency[0]": "below_ms" is missing; add it, e.g. below_ms: 300',
    ],
    [
      'availability: 99\nlatency:\n  - percentile: 100\n    below_ms: 3',
      'sla.yaml:3: "latency[0].percentile": 100 stands where a number above 0 and below 100, e.g. 95 is expected',
    ],
    [
      'latency: 300',
      'sla.yaml:1: "latency": a number stands where a list like [{ percentile: 95, below_ms: 300 }] is expected',
    ],
    ['rate: 5', 'sla.yaml:1: promises nothing; give "latency", "availability" or both'],
    [
      'availability: 99\nduration: 30',
      'sla.yaml:2: "duration": a number stands where a time with its unit, e.g. 30s, 5m or 1h30m, is expected',
    ],
    [
      'availability: 99\nduration: 30s\nsamples: 5',
      'sla.yaml:3: "samples": stands beside "duration"; give one of the two',
    ],
    ['availability: 99\nduration: 10ms', 'sla.yaml:2: "duration": is 10ms; expected 1s or more'],
    ['availability: 99\nwarmup: 10ms', 'is 10ms; expected 1s or more, or 0s to leave it out'],
    [
      'availability: 99\nconfidence: 5',
      'sla.yaml:2: "confidence": 5 stands where a number from 50 on and below 100, usually 95 or 99 is expected',
    ],
    [
      'availability: 99\nrate: 0',
      'sla.yaml:2: "rate": 0 stands where a number above 0, arrivals a second, e.g. 10, is expected',
    ],
    ['avail: 99', 'sla.yaml:1: "avail" is unknown; known here: latency, availability, confidence'],
    ['', 'sla.yaml: is empty; give "latency", "availability" or both'],
    ['- 5', 'sla.yaml:1: a list stands where keys with values are expected'],
    ['duration: 1w\navailability: 99', 'sla.yaml:1: "duration": "1w" stands where a time with its unit'],
    ['availability: [', 'sla.yaml:1: '],
    ['availability: *nowhere', 'sla.yaml:1: "availability": nothing stands where a number'],
  ])('%j is a problem with its place, what was found and what is expected', (text, problem) => {
    expect(problemsOf(text).join('\n')).toContain(problem);
  });

  test('all problems are told at once', () => {
    expect(problemsOf('availability: 200\nrate: no\nlatency: []')).toHaveLength(3);
  });
});
