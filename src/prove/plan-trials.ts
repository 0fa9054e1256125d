import type { PlannedScenario } from '../conformance/scenario/check.js';
import { runBy } from '../conformance/scenario/types.js';
import type { Break } from '../emulator/breaks/break.js';
import { OF_EXPIRY, OF_THE_BROWSER } from '../flow/expectations.js';

/** A break with the scenarios that are run against it. */
export interface Trial {
  readonly broken: Break;
  /** Those of the rule, in the order of their files, and every sweep. */
  readonly scenarios: readonly PlannedScenario[];
  /** Requests that only make answers for the sweeps. */
  readonly besides: readonly PlannedScenario[];
  /** Whether the browser itself is looked at. */
  readonly inBrowser: boolean;
  /** Nothing else runs on its emulator's account, and times are measured. */
  readonly timed: boolean;
}

/** Plans one trial a break. Of the scenarios only the rule's own and the sweeps are run. */
export function planTrials(breaks: readonly Break[], scenarios: readonly PlannedScenario[]): Trial[] {
  const byRule = new Map<string, PlannedScenario[]>();
  for (const one of scenarios) byRule.set(one.scenario.rule, [...(byRule.get(one.scenario.rule) ?? []), one]);
  const sweeps = scenarios.filter(({ scenario }) => scenario.kind === 'sweep');
  const plain = scenarios.filter(isPlain);
  return breaks.map((broken) => {
    const own = (byRule.get(broken.rule) ?? []).filter(({ scenario }) => scenario.kind !== 'harness');
    const contract = own[0]?.contract;
    const others = sweeps.filter(({ scenario }) => scenario.rule !== broken.rule);
    return {
      broken,
      scenarios: [...own, ...others],
      besides:
        broken.kind === 'one-in-fifty'
          ? plain.filter((one) => one.contract === contract && one.scenario.rule !== broken.rule)
          : [],
      inBrowser: own.some(({ scenario }) => scenario.kind === 'flow' && OF_THE_BROWSER.includes(scenario.see)),
      timed: own.some(({ scenario }) => scenario.kind === 'burst'),
    };
  });
}

/** A token is waited for until it has ended. */
export function waitsForExpiry({ scenarios }: Pick<Trial, 'scenarios'>): boolean {
  return scenarios.some(({ scenario }) => scenario.kind === 'flow' && OF_EXPIRY.includes(scenario.see));
}

/** One request with a judged answer and without a photo. */
function isPlain({ scenario }: PlannedScenario): boolean {
  if (runBy(scenario) !== 'cases' || (scenario.kind ?? 'request') !== 'request') return false;
  return !('base' in scenario && scenario.base === 'own-photo') && !JSON.stringify(scenario).includes('"photo"');
}
