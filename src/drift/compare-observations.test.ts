import { describe, expect, test } from 'vitest';
import type { Observations } from '../records/observations-types.js';
import { compareObservations } from './compare-observations.js';

const entry = (rule: string, seen: string, frozen?: true) => ({
  id: `${rule}/x`,
  rule,
  name: 'x',
  seen,
  ...(frozen ? { frozen } : {}),
});
const base: Observations = {
  schemaVersion: 1,
  run: { id: 'r', startedAt: '2026-11-27T00:00:00Z', target: { name: 't', url: 'http://127.0.0.1' } },
  silent: [entry('scene_id.unknown', '200 and a token'), entry('auth.order', '403 AUTHENTICATION_ERROR')],
  wording: [entry('biz_no.required', '400 MISSING_ARGUMENTS: biz_no')],
  answers: [{ contract: 'orders', headers: ['content-type', 'date'], fields: ['id'] }],
  latency: [{ script: 'latency', percentile: 95, ms: 100, low: 90, high: 110 }],
  limit: { low: 5, high: 5 },
};
const drift = (more: Partial<Observations>, from: Partial<Observations> = {}) =>
  compareObservations({ ...base, ...from }, { ...base, ...more });

describe('drift', () => {
  test('is none where nothing changed', () => {
    expect(drift({})).toEqual({ changes: [], compared: 3, onlyBefore: 0, onlyAfter: 0, frozenUnseen: [] });
  });

  test.each([
    ['left open', { silent: [entry('scene_id.unknown', '400 BAD_ARGUMENTS:scene_id')] }],
    ['order of checks', { silent: [entry('auth.order', '400 MISSING_ARGUMENTS: biz_no')] }],
    ['wording', { wording: [entry('biz_no.required', '400 MISSING_ARGUMENTS:biz_no')] }],
    ['headers', { answers: [{ contract: 'orders', headers: ['content-type', 'via'], fields: ['id'] }] }],
    ['fields', { answers: [{ contract: 'orders', headers: ['content-type', 'date'], fields: ['id', 'trace'] }] }],
    ['latency', { latency: [{ script: 'latency', percentile: 95, ms: 130, low: 120, high: 140 }] }],
    ['limit', { limit: { low: 4, high: 4 } }],
  ] as const)('tells another %s', (kind, more) => {
    expect(drift(more).changes.map((change) => [change.kind, change.frozen])).toEqual([[kind, false]]);
  });

  test('tells of latency and limit only what the intervals show', () => {
    const near = { latency: [{ script: 'latency', percentile: 95, ms: 115, low: 105, high: 125 }] };
    expect(drift({ ...near, limit: { low: 5, high: 6 } }).changes).toEqual([]);
  });

  test('names what is frozen and was not seen again', () => {
    const frozen = {
      silent: [entry('scene_id.unknown', '200 and a token', true), entry('auth.order', 'x', true)],
      answers: [{ ...base.answers[0]!, frozen: true as const }],
    };
    expect(drift({}, frozen).frozenUnseen).toEqual([]);
    const gone = { silent: [entry('auth.order', 'x')], answers: [] };
    expect(drift(gone, frozen).frozenUnseen).toEqual(['scene_id.unknown: x', 'orders']);
  });

  test('is frozen where the entry before is marked', () => {
    const silent = [entry('scene_id.unknown', '200 and a token', true)];
    const { changes } = drift({ silent: [entry('scene_id.unknown', '400 X_Y')] }, { silent });
    expect(changes).toEqual([expect.objectContaining({ frozen: true })]);
  });
});
