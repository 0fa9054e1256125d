import { describe, expect, test } from 'vitest';
import { readSampleLine } from './sample-line.js';

const wall = (tags: object, value = 12.5) =>
  JSON.stringify({
    metric: 'facegate_wall',
    type: 'Point',
    data: { time: '2026-01-02T03:04:05.123456789Z', value, tags },
  });

describe('a line of the JSON output', () => {
  test('a request of the measured phase', () => {
    expect(readSampleLine(wall({ outcome: 'ok', phase: 'measure', photo: 'no' }))).toEqual({
      kind: 'request',
      atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 123),
      warmup: false,
      outcome: 'ok',
      wallMs: 12.5,
    });
  });

  test('the order of the keys and a time with an offset do not matter', () => {
    const line =
      '{"type":"Point","data":{"time":"2026-01-02T05:04:05.5+02:00","value":1,"tags":{"phase":"warmup","outcome":"refused"}},"metric":"facegate_wall"}';
    expect(readSampleLine(line)).toMatchObject({
      kind: 'request',
      atMs: Date.UTC(2026, 0, 2, 3, 4, 5, 500),
      warmup: true,
      outcome: 'refused',
    });
  });

  test.each([
    ['200', true],
    ['0', false],
  ])('a request of any script says whether it was answered: status %s', (status, answered) => {
    const data = { time: '2026-01-02T03:04:05Z', value: 1, tags: { name: '"status":"0"', status } };
    expect(readSampleLine(JSON.stringify({ metric: 'http_reqs', type: 'Point', data }))).toEqual({
      kind: 'http',
      answered,
    });
  });

  test.each([
    [
      'a metric of k6 itself',
      '{"metric":"http_req_blocked","type":"Point","data":{"time":"2026-01-02T03:04:05Z","value":1,"tags":{}}}',
    ],
    [
      'the declaration of a metric',
      '{"type":"Metric","data":{"name":"facegate_wall","type":"trend"},"metric":"facegate_wall"}',
    ],
    ['a request without an outcome', wall({})],
  ])('%s says nothing', (_, line) => {
    expect(readSampleLine(line)).toEqual({ kind: 'other' });
  });

  test.each([
    ['cut off in the middle', wall({ outcome: 'ok' }).slice(0, 60)],
    ['cut off behind a bracket', `${wall({ outcome: 'ok' }).slice(0, -1)}`],
    ['two lines run into one', wall({ outcome: 'ok' }) + wall({ outcome: 'ok' })],
    ['a value that is no number', wall({ outcome: 'ok' }, Number.NaN)],
  ])('%s is torn, never an error', (_, line) => {
    expect(readSampleLine(line)).toEqual({ kind: 'torn' });
  });

  test('rounds and result of the limit search come as they were written', () => {
    const line = (tags: object) =>
      JSON.stringify({
        metric: 'facegate_limit_step',
        type: 'Point',
        data: { time: '2026-01-02T03:04:05Z', value: 4, tags },
      });
    expect(readSampleLine(line({ step: '1', seen: '{"level":4}' }))).toEqual({
      kind: 'limit-step',
      json: '{"level":4}',
    });
    expect(readSampleLine(line({ result: '{"low":4}' }))).toEqual({ kind: 'limit-result', json: '{"low":4}' });
  });
});
