import type { Now } from './clock.js';
import type { Dial } from './http/connection-pool.js';
import type { Deadlines } from './http/deadlines.js';
import type { SendBudget } from './http/send-budget.js';
import type { MetricStore } from './metrics/store.js';
import type { Settings } from './options/settings.js';
import type { CompiledScript } from './script.js';
import type { SecretSources } from './secret-sources.js';

export type LogLevel = 'debug' | 'info' | 'warning' | 'error';

/** Why a script itself ends the run. */
export interface ScriptStop {
  /** `abort`: test.abort(); `lacking`: it used what the engine lacks; `budget`: it asked for more requests than it may send. */
  readonly kind: 'abort' | 'lacking' | 'budget';
  readonly message: string;
}

/** What has happened so far on this thread. */
export interface Counts {
  iterationsCompleted: number;
  iterationsInterrupted: number;
  vusActive: number;
  vusInitialized: number;
}

/** What all VUs of one thread share. */
export interface Environment {
  readonly script: CompiledScript;
  readonly settings: Settings;
  readonly env: Readonly<Record<string, string>>;
  readonly secrets: SecretSources;
  readonly store: MetricStore;
  readonly now: Now;
  readonly deadlines: Deadlines;
  readonly dial: Dial;
  /** Grants every request; undefined: no bound. */
  readonly budget: SendBudget | undefined;
  readonly sharedArrays: Map<string, readonly unknown[]>;
  readonly counts: Counts;
  /** Time of the run's start on the shared clock; undefined before it. */
  startedAtMs: number | undefined;
  /** Turns a time of the shared clock into one since 1970. */
  readonly epochShiftMs: number;
  readonly log: (level: LogLevel, text: string) => void;
  readonly stop: (stop: ScriptStop) => void;
  readonly fail: (message: string) => void;
}
