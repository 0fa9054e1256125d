import type { PlannedScenario } from '../scenario/check.js';

/** What Playwright calls a scenario. */
export function titleOf({ scenario }: Pick<PlannedScenario, 'scenario'>): string {
  return `${scenario.rule} › ${scenario.name}`;
}
