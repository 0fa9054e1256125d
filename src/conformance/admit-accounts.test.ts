import { describe, expect, it } from 'vitest';
import type { PreflightJudgement } from '../contract/preflight.js';
import type { Role } from '../contract/types.js';
import { type AccountCheck, admitAccounts, goesOn, rolesInUse } from './admit-accounts.js';
import type { PlannedScenario } from './scenario/check.js';

const go: PreflightJudgement = { kind: 'go', said: '200 and a token' };
const refused: PreflightJudgement = { kind: 'refused', said: '403 AUTHENTICATION_ERROR', permission: false };
const other: PreflightJudgement = { kind: 'not-the-api', said: '501, the body is HTML or XML, not JSON' };
const nothing: PreflightJudgement = { kind: 'unanswered', said: 'reset' };
const of = (role: Role | undefined, judgement: PreflightJudgement): AccountCheck => ({ role, judgement });

describe('a run goes on with the accounts that the API takes', () => {
  it.each([
    // what the pre-flight saw                            exit code of the stop     accounts left out
    ['all is well', [of('full', go), of('denied', go)], undefined, []],
    ['the account full is refused', [of('full', refused)], 2, ['full']],
    ['another account is refused', [of('full', go), of('denied', refused)], undefined, ['denied']],
    ['the only account in use is refused', [of('limited', refused)], 2, ['limited']],
    ['every account in use is refused', [of('limited', refused), of('denied', refused)], 2, ['limited', 'denied']],
    ['one of two in use is refused', [of('no_data_source', refused), of('limited', go)], undefined, ['no_data_source']],
    ['something else answers', [of('full', other)], 3, ['full']],
    [
      'something else answers another account',
      [of('full', go), of('denied', other), of('limited', go)],
      undefined,
      ['denied'],
    ],
    [
      'one in use is refused, nothing is there for the other',
      [of('denied', refused), of('limited', other)],
      3,
      ['denied', 'limited'],
    ],
    ['something else answers nobody', [of(undefined, other)], 3, []],
    ['the API answers nobody', [of(undefined, go)], undefined, []],
    ['nothing answers', [of('full', nothing)], 3, []],
    ['a later answer is lost', [of('full', go), of('denied', nothing)], undefined, []],
    ['the budget held none', [], undefined, []],
  ] as const)('%s', (_what, known, code, left) => {
    const { stop, refused: out } = admitAccounts(known, 'http://x');
    expect(stop?.code).toBe(code);
    expect(Object.keys(out)).toEqual(left);
  });

  it('names the account, what it got and the cure', () => {
    expect(admitAccounts([of('full', refused)], 'http://x').stop?.text).toBe(
      'account full is refused (403 AUTHENTICATION_ERROR): check the pair; a service that refuses a right pair looks the same',
    );
    const denied = { ...refused, said: '403 AUTHORIZATION_ERROR:Denied.', permission: true };
    expect(admitAccounts([of('full', denied)], 'http://x').stop?.text).toContain(
      'account full is refused (403 AUTHORIZATION_ERROR:Denied.): check the pair, and whether its key is enabled, has calls left',
    );
  });

  it('names what answers instead of the API, and where', () => {
    expect(admitAccounts([of('full', other)], 'http://x/y/faceid/liveness/v2/get_token').stop?.text).toBe(
      'http://x/y/faceid/liveness/v2/get_token is not the API: it answers 501, the body is HTML or XML, not JSON; check "url" in the target file, its path included',
    );
  });
});

it.each([
  [[of('full', go)], true],
  [[of('full', refused)], false],
  [[of('denied', refused)], true],
  [[of('full', other)], false],
  [[of('limited', nothing)], false],
  [[of('denied', refused), of('limited', other)], false],
  [[of('full', go), of('denied', other)], true],
  [[of('full', go), of('denied', nothing)], true],
])('%j: the next account is asked: %s', (known, on) => {
  expect(goesOn(known)).toBe(on);
});

it('asks the accounts that the scenarios send from, once each', () => {
  const planned = (scenario: object) => ({ scenario: { rule: 'x', name: 'y', ...scenario } }) as PlannedScenario;
  const scenarios = [{ as: 'limited', kind: 'burst' }, {}, { kind: 'flow' }, { as: 'denied' }, { kind: 'sweep' }];
  expect(rolesInUse(scenarios.map(planned))).toEqual(['full', 'denied', 'limited']);
  expect(rolesInUse([planned({ kind: 'sweep' }), planned({ kind: 'harness' })])).toEqual([]);
});
