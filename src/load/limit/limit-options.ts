import { allowedOpenFiles } from '../../run/open-files.js';
import type { Environment } from '../../run/target/expand-env.js';
import type { Target } from '../../run/target/types.js';
import { sayOfLimit as say } from '../../sayings/limit.js';
import { type Remaining, remainingForScript } from '../budget.js';
import { roleOf } from '../script-env.js';
import type { LoadScript } from '../scripts.js';

/** What the user asks of a limit search; undefined leaves it to the environment, then to the defaults. */
export interface LimitRequest {
  readonly mode: 'headroom' | 'saturate' | undefined;
  readonly max: number | undefined;
  readonly budget: number | undefined;
  /** Whether the service on the network may be driven over its limit. */
  readonly saturate: boolean;
  /** The command that asks: each has options of its own. */
  readonly command: 'limit' | 'load' | 'gate';
}

/** How each command is told to go over the limit or not, and how many requests at once are contracted. */
const CURES = {
  limit: { over: say('orHeadroom'), most: say('giveMax') },
  load: { over: say('orModeHeadroom'), most: say('setMax') },
  gate: { over: say('orModeHeadroom'), most: say('giveMax') },
} as const;

/** Options that a command sets for a script, or why the script is not to be run against this target. */
export type LimitOptions =
  | { readonly kind: 'options'; readonly options: Readonly<Record<string, string>> }
  | { readonly kind: 'refused'; readonly why: string };

const MOST_REQUESTS = 10_000;
/** With fewer the search cannot begin. */
const LEAST_REQUESTS = 10;
const MOST_MINUTES = 10;
/** The most in flight that the script tries by default. */
const MOST_LEVEL = 200;
/** Open files that the program needs beside its connections. */
const OTHER_FILES = 80;

/**
 * Decides how a target's limit is looked for: over it on this machine, only up to what is contracted anywhere else unless
 * told otherwise; within the budget in any case.
 */
export function limitOptions(
  script: LoadScript,
  target: Target,
  request: LimitRequest,
  env: Environment,
  remaining: Remaining = remainingForScript(script, target.budget, 0),
  openFiles: number | undefined = allowedOpenFiles(),
): LimitOptions {
  const mode = request.mode ?? (env.FACEGATE_MODE || (target.loopback || request.saturate ? 'saturate' : 'headroom'));
  if (mode === 'saturate' && !target.loopback && !request.saturate) {
    return refused(say('overLimit', { url: target.url, cure: CURES[request.command].over }));
  }
  const contracted = roleOf(script, target) === 'limited' ? target.concurrencyLimit : null;
  const max = request.max ?? (env.FACEGATE_MAX || (mode === 'headroom' ? contracted : null));
  if (mode === 'headroom' && max === null) {
    return refused(say('headroomNeeds', { cure: CURES[request.command].most }));
  }
  const wanted = request.budget ?? Number(env.FACEGATE_BUDGET || MOST_REQUESTS);
  const budget = Math.min(wanted, remaining.requests ?? wanted);
  if (budget < LEAST_REQUESTS) return refused(say('searchNeeds', { count: LEAST_REQUESTS, of: budget }));
  return {
    kind: 'options',
    options: {
      FACEGATE_MODE: mode,
      ...(max === null ? {} : { FACEGATE_MAX: String(max) }),
      FACEGATE_BUDGET: String(budget),
      ...pace(budget, remaining.perSecond, env),
      ...rests(target, env),
      ...connections(Number(max ?? MOST_LEVEL), openFiles),
    },
  };
}

function refused(why: string): LimitOptions {
  return { kind: 'refused', why };
}

/** A slow pace needs more time than the script takes by default. */
function pace(budget: number, perSecond: number | null, env: Environment): Record<string, string> {
  if (perSecond === null) return {};
  const minutes = MOST_MINUTES + Math.ceil(Math.min(budget, 2000) / perSecond / 60);
  return {
    FACEGATE_PER_SECOND: String(perSecond),
    FACEGATE_MAX_DURATION: env.FACEGATE_MAX_DURATION || `${minutes}m`,
  };
}

/** A level for which this machine has too few open files is not shown; the rest of the run must not go down with it. */
function connections(level: number, openFiles: number | undefined): Record<string, string> {
  if (openFiles === undefined || openFiles - OTHER_FILES >= level) return {};
  return { FACEGATE_CONNECTIONS: String(Math.max(1, openFiles - OTHER_FILES)) };
}

/** The emulator recovers at once; only a real service needs rests. */
function rests({ kind }: Target, env: Environment): Record<string, string> {
  if (kind !== 'embedded') return {};
  return { FACEGATE_SETTLE: env.FACEGATE_SETTLE || '50ms', FACEGATE_IDLE: env.FACEGATE_IDLE || '300ms' };
}
