import type { Now } from '../clock.js';
import type { Share } from '../execution-segment.js';
import type { ScenarioRun } from '../scenario-run.js';
import type { IterationEnd, Vu } from '../vu.js';

/** What an executor works with on one thread. */
export interface ExecutorContext {
  readonly run: ScenarioRun;
  readonly now: Now;
  /** Which of all VUs are this thread's. */
  readonly vuShare: Share;
  /** Which of all iterations or arrivals are; for shared iterations, which are this instance's. */
  readonly workShare: Share;
  /** Aborted when nothing new is to begin. */
  readonly stop: AbortSignal;
  /** A VU that does nothing at the moment; made when there is none. */
  acquire(): Vu;
  release(vu: Vu): void;
  /** Counts so many more VUs as active (fewer when negative): one that only waits for an arrival is not. */
  activate(vus: number): void;
  warn(text: string): void;
  /** Runs one iteration. Never rejects. */
  iterate(vu: Vu, inTest: number, arrival?: Arrival): Promise<IterationEnd>;
  /** The next number of the count all threads share; from 0. */
  nextShared(): number;
  /** Counts iterations that were due but could not begin. */
  drop(count: number): void;
  /** Charges dropped arrivals that no later iteration stood in for. */
  chargeUnserved(droppedAt: readonly number[]): void;
}

export interface Arrival {
  readonly lagMs: number;
  readonly droppedAt: readonly number[];
}

/** Runs iterations on one VU as long as `next` gives a number for one, then releases the VU. */
export async function iterateWhile(context: ExecutorContext, next: () => number | undefined): Promise<void> {
  const vu = context.acquire();
  // The first iteration finds all VUs of its scenario active.
  await Promise.resolve();
  for (let inTest = next(); inTest !== undefined; inTest = next()) {
    if ((await context.iterate(vu, inTest)) === 'interrupted') break;
  }
  context.release(vu);
}

export function times<Item>(count: number, make: (index: number) => Item): Item[] {
  return Array.from({ length: count }, (_, index) => make(index));
}
