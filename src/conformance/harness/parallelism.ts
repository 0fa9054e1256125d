import type { RunPlan } from './plan.js';

/** How much of a run goes on at the same time. */
export interface Parallelism {
  /** Flows side by side, in one worker with one browser, each in a window of its own. */
  readonly flows: number;
  /** Everything side by side. */
  readonly workers: number;
  /** Bursts begin only when everything else has ended. */
  readonly burstsLast: boolean;
}

/** More flows than this gain nothing: they would wait for the processor instead of the page. */
const MOST_FLOWS = 4;

/** So many quick cases take less time than another worker needs to start. */
const CASES_PER_WORKER = 16;

/** How much goes side by side where the user does not say. */
export function mostWorkers(cores: number): number {
  return Math.max(2, Math.min(4, cores));
}

/**
 * How many workers have cases where the user does not say. A target of this machine answers at once: no more than are worth it.
 * The emulator of this run has no time of answering at all, so that its cases wait for the processor alone.
 */
export function caseWorkers(
  cases: number,
  { loopback, embedded, cores }: { loopback: boolean; embedded: boolean; cores: number },
): number {
  const worthIt = loopback ? Math.max(1, Math.ceil(cases / CASES_PER_WORKER)) : Number.POSITIVE_INFINITY;
  return Math.min(embedded ? Math.max(1, Math.floor(cores / 2)) : mostWorkers(cores), worthIt);
}

/**
 * Decides what may run side by side. Bursts count requests in flight, so on a shared service they wait for all others; the
 * emulator of this run counts each account by itself, and theirs is used by nothing else.
 */
export function parallelismOf({
  workers,
  flow,
  embedded,
}: Pick<RunPlan, 'workers' | 'flow' | 'embedded'>): Parallelism {
  // A service on the network has the flows one by one, and a person sits before one window.
  const alone = flow.callbacks !== null || flow.person || workers === 1;
  const flows = alone ? 1 : embedded && !flow.headed ? Math.min(MOST_FLOWS, workers + 1) : 2;
  // Flows mostly wait: on this machine they run beside the cases, elsewhere they share the workers that were asked for.
  const beside = flow.notRun === '' && flow.loopback ? 1 : 0;
  return { flows, workers: workers + beside, burstsLast: !embedded };
}
