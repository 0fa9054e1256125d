import { describe, expect, test } from 'vitest';
import { nextGap, type ReturnTrial, readReturns } from './late-slots.js';

const REST_MS = 1000;
const SLOTS = 5;
const ANSWER_MS = 20;

/** A burst that took five slots, all answered at once, and one that followed after a gap and found so many of them back. */
const trial = (gapMs: number, accepted: number): ReturnTrial => ({
  filledMs: 0,
  answeredMs: Array.from({ length: SLOTS }, () => ANSWER_MS),
  fromMs: ANSWER_MS + gapMs,
  toMs: ANSWER_MS + gapMs + 0.5,
  accepted,
  refused: accepted < SLOTS + 1,
  gapMs,
});

/** All trials that are asked for, of slots that are back after a time. */
function trialsOf(back: (gapMs: number, trial: number) => number): ReturnTrial[] {
  const trials: ReturnTrial[] = [];
  for (;;) {
    const gapMs = nextGap(trials, REST_MS);
    if (gapMs === undefined) return trials;
    trials.push(trial(gapMs, back(gapMs, trials.length)));
  }
}
const lateBy = (lateMs: number) => trialsOf((gapMs) => (gapMs >= lateMs ? SLOTS : 0));

describe('how late slots come back', () => {
  test.each([0, 1, 7, 30, 150, 250])('%d ms: between the gaps that found none and all of them', (lateMs) => {
    const finding = readReturns(lateBy(lateMs), REST_MS);
    if (finding.kind !== 'late') throw new Error(finding.kind);
    expect(finding.slot.fromMs).toBeLessThanOrEqual(lateMs);
    expect(finding.slot.toMs).toBeGreaterThanOrEqual(lateMs);
  });

  test('what is found is tried again on both sides, more often where it may be chance', () => {
    expect(lateBy(2).map(({ gapMs }) => gapMs)).toEqual([0, 5, 32, 0, 32, 0, 32, 0]);
    expect(lateBy(150)).toHaveLength(6 + 12);
  });

  test('one by one, however long the answers are home: a limit on the rate', () => {
    const trials = trialsOf((gapMs) => Math.min(SLOTS, Math.floor(gapMs / 150)));
    expect(readReturns(trials, REST_MS)).toEqual({ kind: 'rate' });
  });

  test('later than any slot: not sure', () => {
    expect(readReturns(lateBy(950), REST_MS)).toEqual({ kind: 'unclear' });
  });

  test('all or none without a rule, as a window of the clock does it: no delay', () => {
    const trials = trialsOf((_, index) => (index % 3 === 2 ? SLOTS : 0));
    expect(readReturns(trials, REST_MS).kind).not.toBe('late');
  });
});
