import type { PerVuIterations, SharedIterations } from '../options/scenario-types.js';
import { type ExecutorContext, iterateWhile, times } from './context.js';

/** A number of iterations that the VUs take from one heap, whoever is free. What is left when the time is over is dropped. */
export async function sharedIterations(scenario: SharedIterations, context: ExecutorContext): Promise<void> {
  const total = context.workShare.count(scenario.iterations);
  const endsAt = context.run.startsAtMs + scenario.maxDurationMs;
  const next = (): number | undefined => {
    if (context.stop.aborted || context.now() >= endsAt) return undefined;
    const number = context.nextShared();
    if (number >= total) return undefined;
    context.run.begun += 1;
    return context.workShare.nth(number);
  };
  await Promise.all(times(context.vuShare.count(scenario.vus), () => iterateWhile(context, next)));
  if (context.stop.aborted) return;
  let left = 0;
  while (context.nextShared() < total) left += 1;
  context.drop(left);
}

/** The same number of iterations for each VU. What a VU does not get to in time is dropped. */
export async function perVuIterations(scenario: PerVuIterations, context: ExecutorContext): Promise<void> {
  const endsAt = context.run.startsAtMs + scenario.maxDurationMs;
  await Promise.all(
    times(context.vuShare.count(scenario.vus), async () => {
      let begun = 0;
      await iterateWhile(context, () => {
        if (begun >= scenario.iterations || context.stop.aborted || context.now() >= endsAt) return undefined;
        begun += 1;
        return context.workShare.nth(context.run.begun++);
      });
      if (!context.stop.aborted) context.drop(scenario.iterations - begun);
    }),
  );
}
