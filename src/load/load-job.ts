import type { LoadKind } from '../records/load-types.js';
import type { Target } from '../run/target/types.js';
import type { Remaining } from './budget.js';
import type { Engine } from './choose-engine.js';
import type { LoadScript } from './scripts.js';
import type { Sla } from './sla/sla.js';

/** One script to be run against one target, complete: made by the command, and handed on as it is. */
export interface LoadJob {
  readonly script: LoadScript;
  readonly kind: LoadKind;
  readonly engine: Engine;
  readonly target: Target;
  /** The script's environment, credentials included. */
  readonly env: Readonly<Record<string, string>>;
  /** k6's own options. */
  readonly args: readonly string[];
  /** What is left of the target's budget. */
  readonly remaining: Remaining;
  /** The agreement to judge by; undefined: none. */
  readonly sla: Sla | undefined;
  readonly cwd: string;
}
