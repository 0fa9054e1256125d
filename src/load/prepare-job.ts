import { inspectScript } from '../k6/inspect.js';
import { LoadError } from '../k6/load-error.js';
import type { Settings } from '../k6/options/settings.js';
import type { Prepared } from '../k6/prepare.js';
import { prepareInChild } from '../k6/prepare-in-child.js';
import type { ProxyAddress } from '../network/proxy.js';
import type { LoadKind } from '../records/load-types.js';
import { ConfigError } from '../run/errors.js';
import { fitBudget, type Remaining } from './budget.js';
import type { Engine } from './choose-engine.js';
import { faultLines } from './fault-lines.js';
import { type LoadPlan, planLoad } from './plan.js';
import type { ScriptJob } from './run-script.js';
import type { LoadScript } from './scripts.js';
import type { Sla } from './sla/sla.js';

/** A script that is to be run, before its options are known. */
export interface JobRequest {
  readonly script: LoadScript;
  readonly kind: LoadKind;
  readonly engine: Engine;
  readonly env: Readonly<Record<string, string>>;
  readonly proxy: ProxyAddress;
  readonly args: readonly string[];
  readonly remaining: Remaining;
  readonly sla: Sla | undefined;
  readonly cwd: string;
}

/** A job that fits into the budget, or why it must not run. */
export type PreparedJob =
  | { readonly kind: 'ready'; readonly job: ScriptJob }
  | { readonly kind: 'over-budget'; readonly why: string };

/**
 * Reads the script's options without sending anything, and holds them against the budget. The limit search is told its bound
 * and keeps it by itself. Throws `ConfigError` for a script or options that cannot be run.
 */
export async function prepareJob(request: JobRequest): Promise<PreparedJob> {
  const { script, kind, engine, env, proxy, args, remaining, sla, cwd } = request;
  const known = await readScript(request);
  const { settings } = known ?? {};
  const job = {
    script,
    kind,
    engine,
    env,
    proxy,
    args,
    sla,
    cwd,
    prepared: known?.prepared,
  };
  if (script.kind === 'limit') {
    // Its rounds are bursts, which it spreads over time by itself.
    const bounds = settings && boundsOf(planLoad(settings), { ...remaining, perSecond: null });
    return { kind: 'ready', job: { ...job, plan: undefined, bounds } };
  }
  if (settings === undefined) {
    return remaining.requests === null && remaining.perSecond === null
      ? { kind: 'ready', job: { ...job, plan: undefined, bounds: undefined } }
      : {
          kind: 'over-budget',
          why: `what ${script.shown} would send cannot be told from its options, and the target has a budget; use --engine node`,
        };
  }
  const decision = fitBudget(settings, remaining);
  if (decision.kind === 'refused') return { kind: 'over-budget', why: decision.why };
  const { plan } = decision;
  const bounds = boundsOf(plan, remaining);
  return { kind: 'ready', job: { ...job, args: [...args, ...decision.args], plan, bounds } };
}

/** What the engine holds the script to at every request: its options bound iterations, not what one of them sends. */
function boundsOf(plan: LoadPlan, remaining: Remaining): ScriptJob['bounds'] {
  if (remaining.requests === null && remaining.perSecond === null) return undefined;
  const { requests: iterations, mostUsers: users, closedUsers, perSecond } = plan;
  return { most: remaining, planned: { iterations, users, arrivals: closedUsers === 0, perSecond } };
}

interface ReadScript {
  readonly prepared: Prepared;
  readonly settings: Settings;
}

/** Undefined for what only k6 can run. */
async function readScript({ script, engine, env, args }: JobRequest): Promise<ReadScript | undefined> {
  try {
    const prepared = await prepareInChild(script.path, script.vendored);
    return { prepared, settings: await inspectScript(prepared, env, args) };
  } catch (error) {
    if (!(error instanceof LoadError)) throw error;
    if (engine.kind === 'k6') return undefined;
    throw new ConfigError(faultLines(error.message, script.kind), { cause: error });
  }
}
