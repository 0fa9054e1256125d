import type { ConstantVus } from '../options/scenario-types.js';
import { type ExecutorContext, iterateWhile, times } from './context.js';

/** A fixed number of VUs, each starting its next iteration when the last has ended, for a fixed time. */
export async function constantVus(scenario: ConstantVus, context: ExecutorContext): Promise<void> {
  const endsAt = context.run.startsAtMs + scenario.durationMs;
  const next = (): number | undefined =>
    context.stop.aborted || context.now() >= endsAt ? undefined : context.workShare.nth(context.run.begun++);
  await Promise.all(times(context.vuShare.count(scenario.vus), () => iterateWhile(context, next)));
}
