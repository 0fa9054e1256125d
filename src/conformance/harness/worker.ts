import type { PlannedScenario } from '../scenario/check.js';
import { test } from './bare-test.js';
import { titleOf } from './case-title.js';
import { loadPlan } from './plan.js';

export const plan = await loadPlan(process.env);

/** What runs cases. Playwright reads the specs in a process of its own first, to count the cases; that one needs none of it. */
export const atWork = () => import('./carry-out.js');

/** Registers one Playwright test for a scenario. */
export function register(planned: PlannedScenario): void {
  test(titleOf(planned), async () => (await atWork()).carryOutCase(plan, planned));
}
