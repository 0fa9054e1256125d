import { describe, expect, it } from 'vitest';
import { callback, dataOf, flow } from './flow.fixture.js';
import { judgeScreenReplay } from './flow-screen-replay.js';

const judged = (wanted: boolean, notify: string, back = notify) =>
  judgeScreenReplay(
    flow({ callbacks: [callback('notify', { data: notify }), callback('return', { data: back })] }),
    wanted,
  );

describe('screen_replay.result', () => {
  it.each([
    // where the field stands                                                                  its path
    [{ screen_replay_result: 'PASS' }, 'screen_replay_result'],
    [{ liveness_result: { result: 'PASS', screenReplay: { score: 0 } } }, 'liveness_result.screenReplay'],
    [{ liveness_result: { list: [{ is_replay: false }] } }, 'liveness_result.list.0.is_replay'],
  ])('%j has the field', (fields, path) => {
    const data = dataOf(fields);
    expect(judged(true, data)).toMatchObject({ verdict: 'passed', actual: expect.stringContaining(path) });
    expect(judged(false, data)).toMatchObject({ verdict: 'failed', actual: `notify: data has the field ${path}` });
  });

  it.each([
    // what has no field                                     why
    [{}, 'nothing with that name'],
    [{ screen_replay_result: null }, 'null is no result'],
    [{ biz_info: { biz_no: '1', biz_extra_data: '{"screen_replay":1}' } }, 'only in a text that was sent'],
  ])('%j has none: %s', (fields: Readonly<Record<string, unknown>>, _why: string) => {
    const data = dataOf(fields);
    expect(judged(false, data)).toMatchObject({ verdict: 'passed' });
    expect(judged(true, data)).toMatchObject({ verdict: 'failed', actual: 'notify: data has no screen-replay field' });
  });

  it('must be the same in notify and return', () => {
    const [there, absent] = [dataOf({ screen_replay: 'PASS' }), dataOf()];
    expect(judged(true, there, absent)).toMatchObject({ verdict: 'failed', note: 'in notify it is right' });
    expect(judged(false, absent, there)).toMatchObject({ verdict: 'failed', note: 'in notify it is right' });
  });

  it('is not decided by a check that did not end OK', () => {
    for (const wanted of [true, false])
      expect(judged(wanted, dataOf({ status: 'FAILED' }))).toMatchObject({
        verdict: 'undecided',
        note: expect.stringContaining('ended as FAILED'),
      });
    // A field that must not be there breaks the rule however the check ended.
    expect(judged(false, dataOf({ status: 'FAILED', screen_replay: 'NO' }))).toMatchObject({ verdict: 'failed' });
  });

  it('is not decided by data that cannot be read', () => {
    expect(judged(true, 'nothing')).toMatchObject({ verdict: 'undecided' });
  });
});
