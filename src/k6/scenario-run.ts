import type { TagContext } from './metrics/tag-context.js';
import type { Scenario } from './options/scenario-types.js';

/** A scenario while it runs on one thread. */
export interface ScenarioRun {
  readonly scenario: Scenario;
  /** Its tags and `scenario`, which all its samples carry. */
  readonly tags: Record<string, string>;
  readonly context: TagContext;
  /** When it begins, on the shared clock. */
  readonly startsAtMs: number;
  /** From 0 to 1. */
  progress(): number;
  /** The number within this instance of the iteration with this number in the whole test. */
  inInstance(inTest: number): number;
  /** Iterations begun on this thread. */
  begun: number;
}

/** One call of a scenario's function. */
export interface Iteration {
  readonly scenario: ScenarioRun;
  /** Its number among all of the scenario, from 0. */
  readonly inTest: number;
  /** How late it begins; undefined when it was due at no certain time. */
  readonly lagMs: number | undefined;
  /** Intended starts (shared clock) of arrivals dropped since the last one that could begin. */
  readonly droppedAt: readonly number[];
}
