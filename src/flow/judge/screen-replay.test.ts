import { describe, expect, it } from 'vitest';
import { judgeScreenReplay } from './screen-replay.js';
import { callback, dataOf, flow } from './seen.fixture.js';

const judged = (wanted: boolean, notify: string, back = notify) =>
  judgeScreenReplay(
    flow({ callbacks: [callback('notify', { data: notify }), callback('return', { data: back })] }),
    wanted,
  );
const verify = (genuineness: unknown) => dataOf({ verify_result: { face_genuineness: genuineness } });
const THERE = verify({ screen_replay_confidence: 0.1, screen_replay_threshold: 0.5 });

describe('screen_replay.result', () => {
  it('with 1 wants both fields, with 0 neither', () => {
    expect(judged(true, THERE)).toMatchObject({ verdict: 'passed' });
    expect(judged(false, THERE)).toMatchObject({
      verdict: 'failed',
      actual: 'notify: face_genuineness has screen_replay_confidence, screen_replay_threshold',
    });
  });

  it.each([
    ['no face_genuineness', undefined, 'screen_replay_confidence'],
    ['null', null, 'screen_replay_confidence'],
    ['other fields alone', { mask_confidence: 0 }, 'screen_replay_confidence'],
    [
      'null in their place',
      { screen_replay_confidence: null, screen_replay_threshold: null },
      'screen_replay_confidence',
    ],
  ])('%s has none', (_what, genuineness, missing) => {
    expect(judged(false, verify(genuineness))).toMatchObject({ verdict: 'passed' });
    expect(judged(true, verify(genuineness))).toMatchObject({
      verdict: 'failed',
      actual: `notify: verify_result.face_genuineness.${missing} is not there as a number`,
    });
  });

  it('one of the two is not enough for 1 and too much for 0', () => {
    const half = verify({ screen_replay_confidence: 0.1 });
    expect(judged(true, half)).toMatchObject({ verdict: 'failed' });
    expect(judged(false, half)).toMatchObject({ verdict: 'failed' });
  });

  it('must be the same in notify and return', () => {
    expect(judged(true, THERE, verify({}))).toMatchObject({ verdict: 'failed', note: 'in notify it is right' });
  });

  it.each([
    ['verify_result is null', dataOf()],
    [
      'liveness failed',
      dataOf({ verify_result: undefined, liveness_result: { result: 'failure', failure_reason: 'timeout' } }),
    ],
  ])('is not decided where %s', (_why, data) => {
    for (const wanted of [true, false]) expect(judged(wanted, data)).toMatchObject({ verdict: 'undecided' });
  });
});
