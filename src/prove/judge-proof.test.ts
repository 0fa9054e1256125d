import { describe, expect, test } from 'vitest';
import type { BreakRecord } from '../records/proof-types.js';
import { problemsOf } from './judge-proof.js';
import { judgeTrial } from './judge-trial.js';

const broken = { rule: 'a.b', kind: 'missing' } as const;
const result = (rule: string, status: 'passed' | 'failed' | 'not-run', more: object = {}) =>
  ({ id: `${rule}/x`, rule, status, actual: 'seen', note: '', inconclusive: false, ...more }) as never;
const survivor = { break: 'a.b:missing', sentence: 'The page says so.', why: 'It is open.' };
const proofOf = (breaks: readonly BreakRecord[]) => ({
  breaks,
  unbroken: [],
  noticing: new Set<string>(),
  tried: new Set<string>(),
});
const facts = { scenarios: [], survivors: [survivor], whole: true, load: [] };

describe('a trial', () => {
  test('is killed by a scenario of its own rule, and tells what fell besides', () => {
    const record = judgeTrial(broken, [result('a.b', 'failed'), result('c.d', 'failed')], undefined, 5);
    expect(record).toMatchObject({ verdict: 'killed', failed: ['a.b/x'], others: ['c.d'], seen: 'seen' });
  });

  test('that only other rules notice survives', () => {
    const record = judgeTrial(broken, [result('a.b', 'passed'), result('c.d', 'failed')], undefined, 5);
    expect(record).toMatchObject({ verdict: 'survived', others: ['c.d'], note: '1 of 1 scenarios passed' });
  });

  test('that could not be decided is no kill, and says why', () => {
    const record = judgeTrial(broken, [result('a.b', 'not-run', { inconclusive: true, note: 'late' })], undefined, 5);
    expect(record).toMatchObject({ verdict: 'survived', note: '0 of 1 scenarios passed, 1 undecided: late' });
  });

  test('that is listed is shown with the sentence of the page', () => {
    const record = judgeTrial(broken, [result('a.b', 'passed')], survivor, 5);
    expect(record).toMatchObject({ verdict: 'listed', note: 'The page says so. It is open.' });
  });
});

describe('the list of survivors', () => {
  test('may hold no entry that is noticed', () => {
    const killed = judgeTrial(broken, [result('a.b', 'failed')], survivor, 5);
    expect(problemsOf(proofOf([killed]), facts)).toEqual([
      { place: 'survivors: a.b:missing', text: 'is noticed by a.b/x: remove the entry' },
    ]);
  });

  test('may name no break that is not there, and no sentence may be missing', () => {
    expect(problemsOf(proofOf([]), facts)[0]!.text).toContain('there is no such break');
    const listed = judgeTrial(broken, [], survivor, 5);
    const mute = { ...facts, survivors: [{ ...survivor, sentence: ' ' }] };
    expect(problemsOf(proofOf([listed]), mute)[0]!.text).toBe('the sentence of the page is missing');
    expect(problemsOf(proofOf([listed]), facts)).toEqual([]);
  });
});
