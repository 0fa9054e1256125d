import type { PlannedScenario } from '../scenario/check.js';

/** What Playwright calls a scenario. */
export function titleOf({ scenario }: Pick<PlannedScenario, 'scenario'>): string {
  return `${scenario.rule} › ${scenario.name}`;
}

/** The title of scenarios that one walk through the flow shows. */
export function titleOfFlows(cases: readonly Pick<PlannedScenario, 'scenario'>[]): string {
  const [first, ...others] = cases;
  if (first === undefined) return '';
  return others.length === 0 ? titleOf(first) : `${titleOf(first)}, and ${others.length} more of the same flow`;
}
