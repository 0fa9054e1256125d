import type { PlannedRun } from '../k6/budget-share.js';
import type { SendBounds } from '../k6/http/send-budget.js';
import { inspectScript } from '../k6/inspect.js';
import { LoadError } from '../k6/load-error.js';
import type { Settings } from '../k6/options/settings.js';
import type { Prepared } from '../k6/prepare.js';
import { prepareInChild } from '../k6/prepare-in-child.js';
import { ConfigError } from '../run/errors.js';
import { say } from '../sayings/run.js';
import { fitBudget, type Remaining } from './budget.js';
import { faultLines } from './fault-lines.js';
import { keptScript } from './kept-script.js';
import type { LoadJob } from './load-job.js';
import { type LoadPlan, planLoad } from './plan.js';

/** What the options of a script come to. */
export interface ScriptPlan {
  /** k6's own options, with what keeps the script within the budget. */
  readonly args: readonly string[];
  /** What it will send at most; undefined where its options do not tell. */
  readonly plan: LoadPlan | undefined;
  /** What it may send at most, whatever it asks for, and what its options plan; undefined: no bound. */
  readonly bounds: { readonly most: SendBounds; readonly planned: PlannedRun } | undefined;
  /** The script as the node engine runs it; undefined for what only k6 can run. */
  readonly prepared: Prepared | undefined;
}

/** The plan of a job that fits into the budget, or why it must not run. */
export type PreparedJob =
  | { readonly kind: 'ready'; readonly plan: ScriptPlan }
  | { readonly kind: 'over-budget'; readonly why: string };

/**
 * Reads the script's options without sending anything, and holds them against the budget. The limit search is told its bound
 * and keeps it by itself. Throws `ConfigError` for a script or options that cannot be run.
 */
export async function prepareJob(job: LoadJob): Promise<PreparedJob> {
  const { script, args, remaining } = job;
  const known = await readScript(job);
  const unbounded = { args, plan: undefined, bounds: undefined, prepared: known?.prepared };
  if (script.kind === 'limit') {
    // Its rounds are bursts, which it spreads over time by itself.
    const bounds = known && boundsOf(planLoad(known.settings), { ...remaining, perSecond: null });
    return { kind: 'ready', plan: { ...unbounded, bounds } };
  }
  if (known === undefined)
    return remaining.requests === null && remaining.perSecond === null
      ? { kind: 'ready', plan: unbounded }
      : {
          kind: 'over-budget',
          why: say('untold', { script: script.shown }),
        };
  const fits = fitBudget(known.settings, remaining, job.kind);
  if (fits.kind === 'refused') return { kind: 'over-budget', why: fits.why };
  const { plan } = fits;
  const { prepared } = known;
  return { kind: 'ready', plan: { args: [...args, ...fits.args], plan, bounds: boundsOf(plan, remaining), prepared } };
}

/** What the engine holds the script to at every request: its options bound iterations, not what one of them sends. */
function boundsOf(plan: LoadPlan, remaining: Remaining): ScriptPlan['bounds'] {
  if (remaining.requests === null && remaining.perSecond === null) return undefined;
  const { requests: iterations, mostUsers: users, closedUsers, perSecond } = plan;
  return { most: remaining, planned: { iterations, users, arrivals: closedUsers === 0, perSecond } };
}

interface ReadScript {
  readonly prepared: Prepared;
  readonly settings: Settings;
}

/** Undefined for what only k6 can run. */
async function readScript({ script, engine, env, args }: LoadJob): Promise<ReadScript | undefined> {
  try {
    const prepared = keptScript(script.path) ?? (await prepareInChild(script.path, script.vendored));
    return { prepared, settings: await inspectScript(prepared, env, args, script.kind === 'script') };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    if (engine.kind === 'k6') return undefined;
    throw new ConfigError(faultLines(error.message, script.kind), { cause: error });
  }
}
