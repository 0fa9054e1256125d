import { pause } from '../clock.js';
import type { ConstantArrivalRate, RampingArrivalRate } from '../options/scenario-types.js';
import { constantPacer, type Pacer, rampingPacer } from '../pacer.js';
import type { Vu } from '../vu.js';
import { type ExecutorContext, times } from './context.js';

/** How many dropped arrivals wait to be charged at most; beyond it the oldest say enough. */
const MOST_DROPPED = 1_000_000;

/** Starts iterations at a set rate, however long they take; without a free VU an arrival is dropped and counted, never queued. */
export async function arrivalRate(
  scenario: ConstantArrivalRate | RampingArrivalRate,
  context: ExecutorContext,
): Promise<void> {
  const { run, vuShare, workShare, now, stop } = context;
  const acquireIdle = (): Vu => {
    const vu = context.acquire();
    context.activate(-1);
    return vu;
  };
  const release = (vu: Vu): void => {
    context.activate(1);
    context.release(vu);
  };
  const free: Vu[] = times(vuShare.count(scenario.preAllocatedVus), acquireIdle);
  let running = 0;
  let allEnded: (() => void) | undefined;
  const pacer = pacerOf(scenario, (hit) => workShare.nth(hit));
  const mostVus = vuShare.count(scenario.maxVus);
  let vus = free.length;
  let growing = false;
  let warned = false;
  let dropped: number[] = [];

  const grow = (): void => {
    if (growing || vus >= mostVus) return;
    growing = true;
    setImmediate(() => {
      growing = false;
      vus += 1;
      free.push(acquireIdle());
    });
  };

  const start = (vu: Vu, dueAt: number): void => {
    const droppedAt = dropped;
    dropped = [];
    // Dropped arrivals are no iterations, and take no number.
    const inTest = workShare.nth(run.begun++);
    running += 1;
    context.activate(1);
    void context.iterate(vu, inTest, { lagMs: Math.max(0, now() - dueAt), droppedAt }).then((end) => {
      running -= 1;
      context.activate(-1);
      if (end === 'interrupted') release(vu);
      else free.push(vu);
      if (running === 0) allEnded?.();
    });
  };

  for (let hits = 0; !stop.aborted; ) {
    const step = pacer(now() - run.startsAtMs, hits);
    if (step.stop) break;
    if (step.waitMs > 0) {
      await pause(step.waitMs, stop);
      continue;
    }
    const dueAt = run.startsAtMs + step.dueMs;
    const vu = free.shift();
    if (vu !== undefined) start(vu, dueAt);
    else {
      context.drop(1);
      if (vus >= mostVus && !warned) {
        warned = true;
        context.warn(`no VU is free of the ${vus} there may be: arrivals are dropped; raise maxVUs`);
      }
      if (dropped.length < MOST_DROPPED) dropped.push(dueAt);
      grow();
    }
    hits += 1;
  }
  // As in k6 a constant rate lasts its time, also when no further arrival is due in it; a ramp ends with its last arrival.
  if (scenario.executor === 'constant-arrival-rate') await pause(run.startsAtMs + scenario.durationMs - now(), stop);
  await new Promise<void>((resolve) => {
    allEnded = resolve;
    if (running === 0) resolve();
  });
  context.chargeUnserved(dropped);
  for (const vu of free) release(vu);
}

function pacerOf(scenario: ConstantArrivalRate | RampingArrivalRate, nth: (hit: number) => number): Pacer {
  return scenario.executor === 'constant-arrival-rate' ? constantPacer(scenario, nth) : rampingPacer(scenario, nth);
}
