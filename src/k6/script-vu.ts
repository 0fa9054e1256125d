import type { Environment } from './environment.js';
import type { ConnectionPool } from './http/connection-pool.js';
import type { CookieJar } from './http/cookies.js';
import type { TagContext } from './metrics/tag-context.js';
import type { Tags } from './metrics/tags.js';
import type { SeededMath } from './modules/seeded-math.js';
import type { Iteration } from './scenario-run.js';
import type { Waiting } from './waiting/waiting.js';

/** Where a virtual user stands; how it moves on is told in `vu.ts`. */
export type VuState = 'init' | 'idle' | 'running' | 'ending' | 'failed' | 'over';

/** What the modules that a script imports get of the virtual user it runs as. */
export interface ScriptVu {
  readonly environment: Environment;
  readonly idInInstance: number;
  readonly idInTest: number;
  readonly state: VuState;
  /** Whether an iteration, or a call like setup(), is under way and may ask for more. */
  readonly active: boolean;
  readonly iteration: Iteration | undefined;
  readonly iterationsInInstance: number;
  readonly iterationInScenario: number;
  readonly connections: ConnectionPool;
  /** Cookies of this iteration. */
  readonly cookies: CookieJar;
  readonly context: TagContext;
  readonly group: string;
  /** Tags the script sets on the VU itself. */
  tags: Tags;
  metadata: Record<string, string>;
  /** Whether the first request of the iteration was corrected for what its arrival waited. */
  corrected: boolean;
  bytesSent: number;
  bytesReceived: number;
  readonly random: SeededMath;
  readonly waiting: Waiting;
  /** Throws when `what` is used outside of an iteration, or after the iteration was interrupted. */
  assertRunning(what: string): void;
  enterGroup(group: string): void;
  refreshTags(): void;
  /** Something the iteration has to wait for has begun. */
  beginWork(): void;
  endWork(): void;
  /** Ends the iteration with an exception of the script. */
  fail(error: unknown): void;
  sleep(ms: number): Promise<void>;
}
