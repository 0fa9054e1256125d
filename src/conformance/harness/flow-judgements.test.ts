import { describe, expect, test } from 'vitest';
import type { FlowExpectation } from '../../flow/expectations.js';
import type { SeenFlow, SeenPage } from '../../flow/judge/seen.js';
import type { FlowCase } from './flow-groups.js';
import { lacksPage, NO_PAGE, seeAndJudge, type Walked } from './flow-judgements.js';
import type { Walk } from './flow-tools.js';

const shown: SeenPage = { status: 200, refusal: '', answeredMs: 0 };
const refused: SeenPage = { status: 400, refusal: '400 TOKEN_USED', answeredMs: 0 };
const missing: SeenPage = { status: 404, refusal: '404', answeredMs: 0 };
const notified = {
  via: 'notify',
  atMs: 5,
  late: false,
  method: 'POST',
  contentType: 'application/x-www-form-urlencoded',
  form: true,
  data: '{}',
  sign: 's',
  signatures: [],
} as unknown as SeenFlow['callbacks'][number];
const flow = (page: SeenPage, callbacks: SeenFlow['callbacks'] = [notified]): SeenFlow => ({
  page,
  callbacks,
  navigation: 'POST',
  endWithinMs: 1,
  othersWithinMs: 1,
});
const refusal = (page: SeenPage) => ({ page, plain: page, effects: [], waitedMs: 1 });

/** A walk that sees what it is given, and the case that asks for it. */
function judge(see: FlowExpectation, walk: Partial<Walk>, changes: Partial<Walked> = {}) {
  const planned = { id: 'a', contract: 'get-token', scenario: { kind: 'flow', rule: 'r', name: 'n', see } };
  const token = { pageUrl: '/do', expiredTime: Math.floor(Date.now() / 1000) + 60, skewMs: 0 };
  return seeAndJudge([planned as unknown as FlowCase], {
    token,
    walk,
    tools: {},
    fresh: async () => token,
    ...changes,
  } as unknown as Walked).then(([first]) => first!);
}

describe('a token is tried as its scenario says', () => {
  test.each([
    ['token refused the second time', { walk: async () => flow(shown), tryRefused: async () => refusal(refused) }],
    ['token refused while in use', { race: async () => ({ flow: flow(shown), second: refused, waysBack: 1 }) }],
    ['token works before expired_time', { walk: async () => flow({ ...shown, answeredMs: Date.now() }) }],
    ['token refused after expired_time', { tryRefused: async () => refusal(refused) }],
  ] as const)('%s: passed', async (see, walk) => {
    expect(await judge(see, walk as Partial<Walk>)).toMatchObject({ verdict: 'passed' });
  });

  test.each([
    [
      'token refused the second time',
      { walk: async () => flow(shown), tryRefused: async () => ({ ...refusal(shown), effects: ['return'] }) },
    ],
    ['token refused while in use', { race: async () => ({ flow: flow(shown), second: shown, waysBack: 2 }) }],
    [
      'token refused after expired_time',
      { tryRefused: async () => ({ ...refusal(shown), effects: ['return', 'notify'] }) },
    ],
  ] as const)('%s: failed', async (see, walk) => {
    expect(await judge(see, walk as unknown as Partial<Walk>)).toMatchObject({ verdict: 'failed' });
  });

  test('a token that tells no time of expiry cannot be tried', async () => {
    const token = { pageUrl: '/do', expiredTime: 'soon', skewMs: 0 } as unknown as Walked['token'];
    expect(await judge('token works before expired_time', {}, { token })).toMatchObject({ verdict: 'not-due' });
  });
});

test.each([
  // what the page of a new token comes to                    verdict
  ['a result', flow(shown), 'passed'],
  ['nothing, either: JSON, or a page to log in', flow(shown, []), 'undecided'],
  ['an error of the server', flow({ ...shown, status: 502, refusal: '502' }, []), 'undecided'],
  ['no page', flow(missing, []), 'not-due'],
] as const)(
  'a late opening that says nothing is a refusal only where a new token comes to a result: %s',
  async (_what, walked, verdict) => {
    const walk = { walk: async () => walked, tryRefused: async () => refusal(shown) };
    expect(await judge('token refused after expired_time', walk)).toMatchObject({ verdict });
  },
);

describe('a target that serves no liveness page', () => {
  const NO_PAGE = {
    verdict: 'not-due',
    note: "this target serves no liveness page; leave out what walks it with \"--endpoint '!callbacks' --rule '!token.*'\" of contract and gate",
  };

  test.each([
    'biz_no comes back',
    'token refused the second time',
    'token refused while in use',
    'token works before expired_time',
    'token refused after expired_time',
  ] as const)('is told so, with what leaves it out: %s', async (see) => {
    const walk = {
      walk: async () => flow(missing, []),
      race: async () => ({ flow: flow(missing, []), second: missing, waysBack: 0 }),
      tryRefused: async () => refusal(missing),
    };
    expect(await judge(see, walk)).toEqual(NO_PAGE);
  });

  test('is told from one that refuses an old token as it refuses an unknown one, by the page of a new token', async () => {
    const walk = { walk: async () => flow(shown), tryRefused: async () => refusal(missing) };
    expect(await judge('token refused after expired_time', walk)).toMatchObject({ verdict: 'passed' });
    const fresh = async () => ({ notRun: 'no token: 500', inconclusive: true, curl: '', body: '' });
    expect(await judge('token refused after expired_time', walk, { fresh })).toEqual({
      verdict: 'undecided',
      note: 'no token: 500',
    });
  });
});

describe('a target without a liveness page', () => {
  const walk = (note: string, durationMs = 5) => ({
    note,
    durationMs,
    steps: [{ title: 'page opened', atMs: 0, detail: '404' }],
  });
  const without = walk(NO_PAGE.note);
  test.each([
    ['one walk that found no page', [without], false],
    ['two walks that found none', [without, without], true],
    ['two results of one walk', [without, walk(NO_PAGE.note, 0)], false],
    ['one that found a page among others', [without, walk(''), without], false],
    ['bursts', [{ note: NO_PAGE.note, durationMs: 5, steps: [] }, without], false],
  ])('is asked for no further token after two walks: %s', (_what, results, learnt) => {
    expect(lacksPage(results)).toBe(learnt);
  });
});
