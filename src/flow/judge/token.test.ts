import { describe, expect, it } from 'vitest';
import { callback, flow } from './seen.fixture.js';
import { judgeExpired, judgeRace, judgeSecondUse, judgeUnexpired, planExpiry, type SeenRefusal } from './token.js';

const page = (status: number, refusal = '', answeredMs = 0) => ({ status, refusal, answeredMs });
const seen = (changes: Partial<SeenRefusal> = {}): SeenRefusal => ({
  page: page(403, '403 TOKEN_USED'),
  plain: page(403, '403 TOKEN_USED'),
  effects: [],
  waitedMs: 8_000,
  ...changes,
});

describe('an opening that must be refused', () => {
  it.each([
    // what was seen                        changes                                                             verdict      text
    ['an error status', {}, 'passed', '403 TOKEN_USED'],
    ['an error message with status 200', { page: page(200, '200 TOKEN_USED') }, 'passed', '200 TOKEN_USED'],
    ['a page from which nothing comes', { page: page(200) }, 'passed', 'nothing came in 8 s'],
    ['a plain GET that gets a page', { plain: page(200) }, 'passed', 'asks for JSON: status 200'],
    ['another way back', { page: page(200), effects: ['return'] }, 'failed', 'return_url was called'],
    [
      'both callbacks again',
      { effects: ['return', 'notify', 'return'] },
      'failed',
      'return_url, notify_url was called',
    ],
    ['an error status and yet a result', { effects: ['notify'] }, 'failed', 'notify_url was called'],
  ] as const)('%s', (_what, changes, verdict, text) => {
    expect(judgeSecondUse(flow(), seen(changes))).toMatchObject({ verdict, actual: expect.stringContaining(text) });
    expect(judgeExpired(seen(changes))).toMatchObject({ verdict, actual: expect.stringContaining(text) });
  });

  it.each([
    ['the page', { page: page(502, '502') }],
    ['both', { page: page(500, '500 INTERNAL_ERROR'), plain: page(500, '500') }],
  ])('is not decided where the server broke: %s', (_what, changes) => {
    expect(judgeSecondUse(flow(), seen(changes))).toMatchObject({ verdict: 'undecided' });
    expect(judgeExpired(seen(changes))).toMatchObject({ verdict: 'undecided' });
  });

  it('is not decided without an answer', () => {
    expect(judgeExpired(seen({ page: page(0, 'connection refused') }))).toMatchObject({ verdict: 'undecided' });
  });
});

describe('two openings at the same time', () => {
  const [notify, back] = [callback('notify'), callback('return')];

  it.each([
    // what came                                   callbacks                                        ways back  verdict
    ['one result', [notify, back], 1, 'passed'],
    ['one result, told twice', [notify, notify, back], 1, 'passed'],
    ['one result, told to return_url as well', [back, back], 1, 'passed'],
    ['two ways back', [notify, back, back], 2, 'failed'],
    ['two different notifications', [notify, callback('notify', { data: '{}' }), back], 1, 'failed'],
  ] as const)('%s', (_what, callbacks, waysBack, verdict) => {
    const second = page(403, '403 TOKEN_USED');
    expect(judgeRace({ flow: flow({ callbacks }), second, waysBack })).toMatchObject({ verdict });
  });

  it('is not decided when the server broke over either', () => {
    expect(judgeRace({ flow: flow(), second: page(500, '500'), waysBack: 1 })).toMatchObject({ verdict: 'undecided' });
    const broken = flow({ callbacks: [], page: page(502, '502') });
    expect(judgeRace({ flow: broken, second: page(502), waysBack: 0 })).toMatchObject({ verdict: 'undecided' });
    expect(judgeUnexpired(broken, 1)).toMatchObject({ verdict: 'undecided' });
  });

  it('is not decided when neither comes to a result, and fails when the first is refused', () => {
    const none = flow({ callbacks: [], navigation: '' });
    expect(judgeRace({ flow: none, second: page(200), waysBack: 0 })).toMatchObject({ verdict: 'undecided' });
    const refused = flow({ callbacks: [], page: page(403, '403 TOKEN_USED') });
    expect(judgeRace({ flow: refused, second: page(403), waysBack: 0 })).toMatchObject({ verdict: 'failed' });
  });
});

describe('an opening that must work', () => {
  const none = { callbacks: [], navigation: '' };

  it('fails when an unused token is refused', () => {
    const refused = flow({ ...none, page: page(403, '403 TOKEN_USED') });
    expect(judgeSecondUse(refused, undefined)).toMatchObject({ verdict: 'failed' });
    expect(judgeUnexpired(refused, 3_000)).toMatchObject({ verdict: 'failed' });
  });

  it('says nothing when the refusal came after the time', () => {
    const late = flow({ ...none, page: page(403, '403 TOKEN_EXPIRED', 3_001) });
    expect(judgeUnexpired(late, 3_000)).toMatchObject({
      verdict: 'undecided',
      note: expect.stringContaining('too slow'),
    });
    expect(judgeUnexpired(late, 3_002)).toMatchObject({ verdict: 'failed' });
  });

  it('passes by its effect, whatever stands in the page', () => {
    expect(judgeUnexpired(flow({ page: page(200, '200 SOMETHING') }), 3_000)).toMatchObject({ verdict: 'passed' });
  });

  it('is not decided by a page that does not end, or that never answered', () => {
    for (const opened of [page(200), page(0, 'connection refused')]) {
      expect(judgeSecondUse(flow({ ...none, page: opened }), undefined)).toMatchObject({ verdict: 'undecided' });
      expect(judgeUnexpired(flow({ ...none, page: opened }), 0)).toMatchObject({ verdict: 'undecided' });
    }
  });
});

describe('when expiry is tried', () => {
  const NOW = 1_700_000_000_000;
  const inSeconds = (seconds: number) => NOW / 1000 + seconds;

  it.each([
    // side      life s  skew ms   opened after ms
    ['before', 8, null, 4_000],
    ['before', 20, 0, 12_000],
    ['before', 20, 4_000, 8_000],
    ['before', 20, -4_000, 12_000],
    ['before', 20, 1_500, 12_000],
    ['before', 600, null, 0],
    ['before', 2, null, 0],
    ['after', 6, null, 8_000],
    ['after', 6, -5_000, 13_000],
    ['after', 6, 5_000, 8_000],
    ['after', 90, null, 92_000],
    ['after', -5, null, 0],
  ] as const)('%s, life %i s, clock of the server off by %s ms: after %i ms', (side, life, skew, afterMs) => {
    expect(planExpiry(side, inSeconds(life), NOW, skew)).toMatchObject({ kind: 'at', atMs: NOW + afterMs });
  });

  it('does not wait for a long life', () => {
    expect(planExpiry('after', inSeconds(600), NOW, null)).toEqual({
      kind: 'not-run',
      why: expect.stringContaining('live 600 s'),
    });
  });

  it('does not wait for a clock that is years behind', () => {
    expect(planExpiry('after', inSeconds(12), NOW, -20 * 365 * 86_400_000)).toEqual({
      kind: 'not-run',
      why: expect.stringContaining('behind this machine'),
    });
  });

  it.each([undefined, null, '1700000000', 1.5])('cannot be planned with expired_time %j', (expiredTime) => {
    expect(planExpiry('before', expiredTime, NOW, null)).toMatchObject({ kind: 'not-run' });
  });
});
