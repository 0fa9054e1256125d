import { describe, expect, test } from 'vitest';
import { contracts } from '../../contracts/index.js';
import callbackScenarios from '../../scenarios/callbacks/callbacks.js';
import accountScenarios from '../../scenarios/get-token/accounts.js';
import answerScenarios from '../../scenarios/get-token/answer.js';
import businessScenarios from '../../scenarios/get-token/business.js';
import livenessScenarios from '../../scenarios/get-token/liveness.js';
import { checkScenarios, type PlannedScenario } from '../conformance/scenario/check.js';
import type { Scenario } from '../conformance/scenario/types.js';
import { breakOf } from '../emulator/breaks/list.js';
import { problemsOf } from './judge-proof.js';
import { planTrials } from './plan-trials.js';
import { runProof } from './run-proof.js';
import { openPlainTools } from './testing/plain-tools.js';

const written = [accountScenarios, answerScenarios, businessScenarios, livenessScenarios, callbackScenarios].flat();
const { scenarios, errors } = checkScenarios(
  written.map((value, line) => ({ value, file: 'scenarios.ts', line })),
  contracts,
);

test('the scenarios are right', () => expect(errors).toEqual([]));

/** The proof of one break with these scenarios. */
async function prove(name: string, given: readonly PlannedScenario[]) {
  const broken = breakOf(name)!;
  const tools = await openPlainTools();
  const run = await runProof(planTrials([broken], given), [], [], tools, () => undefined, AbortSignal.any([]));
  const own = given.filter(({ scenario }) => scenario.rule === broken.rule);
  const facts = { scenarios: own, survivors: [], whole: true, load: [] };
  return { verdict: run.breaks[0]!.verdict, problems: problemsOf(run, facts).map(({ text }) => text) };
}

const named = (rule: string, name: RegExp) => (one: PlannedScenario) =>
  one.scenario.rule === rule && name.test(one.scenario.name);
const without = (left: (one: PlannedScenario) => boolean) => scenarios.filter((one) => !left(one));
const expecting = (weak: (one: PlannedScenario) => boolean, expect: 'observe' | readonly string[]) =>
  scenarios.map((one) => (weak(one) ? { ...one, scenario: { ...one.scenario, expect } as Scenario } : one));

describe('a suite that was weakened', () => {
  test.each([
    // the break that goes unnoticed,      which scenarios are gone
    ['biz_no.max-bytes:one-too-many', named('biz_no.max-bytes', /129|43|letter/)],
    ['biz_no.max-bytes:not-with-own-photo', named('biz_no.max-bytes', /own photo/)],
    ['api_key.required:multipart-only', named('api_key.required', /urlencoded/)],
    ['auth.mismatch:sticky', named('auth.mismatch', /belong together/)],
    ['response.request_id:constant', named('response.request_id', /comes twice/)],
    ['biz_no.echo:normalised', named('biz_no.echo', /accent/)],
    ['notify_url.signature:ascii-only', named('notify_url.signature', /CJK|line breaks/)],
    ['callback.verify_result.null:not-on-failure', named('callback.verify_result.null', /that fails/)],
  ] as const)('by scenarios left out lets %s through', async (name, left) => {
    expect(scenarios.some(left)).toBe(true);
    expect((await prove(name, scenarios)).verdict).toBe('killed');
    expect((await prove(name, without(left))).verdict).toBe('survived');
  });

  test('by an expectation that is open lets a break through', async () => {
    const open = expecting(named('biz_no.required', /left out/), 'observe');
    expect((await prove('biz_no.required:wrong-code', scenarios)).verdict).toBe('killed');
    expect((await prove('biz_no.required:wrong-code', open)).verdict).toBe('survived');
  });

  test('by an expectation that takes anything is told by its place, even where another scenario notices', async () => {
    const weak = named('biz_no.required', /left out, own photo/);
    const anything = ['200 token', '400 MISSING_ARGUMENTS: biz_no', '400 BAD_ARGUMENTS:biz_no'];
    const whole = await prove('biz_no.required:missing', scenarios.filter(named('biz_no.required', /left out/)));
    expect(whole).toEqual({ verdict: 'killed', problems: [] });
    const weakened = await prove(
      'biz_no.required:missing',
      expecting(weak, anything).filter(named('biz_no.required', /left out/)),
    );
    expect(weakened.verdict).toBe('killed');
    expect(weakened.problems).toEqual([expect.stringContaining('failed against no break of its rule')]);
  });
});
