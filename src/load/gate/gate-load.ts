import type { Selected } from '../../conformance/endpoints-in-use.js';
import { groupFlows } from '../../conformance/harness/flow-groups.js';
import type { Console } from '../../output/console.js';
import type { Redactor } from '../../output/redactor.js';
import type { LoadRecord } from '../../records/load-types.js';
import { UsageError } from '../../run/errors.js';
import { type RunFrame, runSeedOf } from '../../run/finish-run.js';
import { orInterrupted } from '../../run/interrupt.js';
import type { RunRecords } from '../../run/run-records.js';
import type { Target } from '../../run/target/types.js';
import { besideOthers, type Finding } from '../../run/verdict.js';
import { sayOfLimit as say } from '../../sayings/limit.js';
import { type Remaining, remainingForScript, requestsBefore } from '../budget.js';
import type { Engine } from '../choose-engine.js';
import { contractRequests } from '../contract-requests.js';
import { type LimitOptions, limitOptions } from '../limit/limit-options.js';
import type { Live } from '../live/live-server.js';
import type { LoadJob } from '../load-job.js';
import { openLoadTarget } from '../open-load-target.js';
import { prepareJob } from '../prepare-job.js';
import { notRunRecord } from '../records/not-run-record.js';
import { type LoadPart, type LoadSurroundings, runLoadPart } from '../run-load-part.js';
import { roleOf, scriptEnvironment } from '../script-env.js';
import { packageScript } from '../scripts.js';
import type { Sla } from '../sla/sla.js';
import { slaRun } from '../sla/sla-run.js';
import { contractSeconds, type GateNeeds, limitNeeds, limitSeconds, planGate, type StageNeeds } from './gate-plan.js';
import { gateSla } from './gate-sla.js';
import type { GateStage } from './stages.js';

/** What the load side of the gate is to do. */
export interface GateLoad {
  /** As the user named it. */
  readonly target: string;
  readonly engine: Engine;
  /** Undefined: the gate's own. */
  readonly sla: Sla | undefined;
  readonly max: number | undefined;
  readonly saturate: boolean;
  readonly skip: ReadonlySet<GateStage>;
  readonly frame: RunFrame;
  readonly records: RunRecords;
  readonly env: NodeJS.ProcessEnv;
  /** The page that shows how it goes; undefined: none was asked for. */
  readonly live: Live | undefined;
}

export interface GateLoadRun {
  readonly records: readonly LoadRecord[];
  readonly findings: readonly Finding[];
}

type Part = Pick<LoadPart, 'record' | 'findings' | 'refused'>;

/**
 * Says what a gate will send, how long it takes and what it costs. Throws `UsageError`, before anything is sent, when the budget
 * or its pace is too small for it: a gate that cannot come to a verdict is not begun.
 */
export async function announceGate(request: GateLoad, part: Selected, target: Target, console: Console): Promise<void> {
  const perSecond = target.budget?.perSecond ?? null;
  const decision = planGate(
    {
      contract: request.skip.has('contract') ? null : contractNeeds(request, part, target, perSecond),
      latency: request.skip.has('latency') ? null : await latencyNeeds(request, target, perSecond),
      limit: request.skip.has('limit') ? null : limitStageNeeds(request, target, perSecond),
    },
    target,
    request.frame.presentation.language.texts.progress,
  );
  if (decision.kind === 'refused') throw new UsageError(decision.why);
  console.line([{ text: decision.said, style: 'dim' }]);
}

function contractNeeds({ saturate }: GateLoad, part: Selected, target: Target, perSecond: number | null): StageNeeds {
  const requests = contractRequests(part, target, saturate);
  const walks = groupFlows(part.selected).length;
  return { requests, seconds: contractSeconds(requests, walks, perSecond, target.kind) };
}

function limitStageNeeds(request: GateLoad, target: Target, perSecond: number | null): GateNeeds['limit'] {
  const contracted = roleOf(packageScript('limit'), target) === 'limited' ? target.concurrencyLimit : null;
  const decided = optionsOfLimit(request, target, { requests: null, perSecond });
  const needed = limitNeeds(decided, contracted);
  const unbounded = contracted === null && decided.kind === 'options' && decided.options.FACEGATE_MAX === undefined;
  const requests = needed === 0 ? 0 : needed + requestsBefore(packageScript('limit'));
  return { requests, seconds: limitSeconds(requests, perSecond), unbounded };
}

async function latencyNeeds(request: GateLoad, target: Target, perSecond: number | null): Promise<StageNeeds> {
  if ('missing' in target.credentials.full) return { requests: 0, seconds: 0 };
  const sla = request.sla ?? gateSla({ perSecond }, target);
  const seconds = (sla.durationMs + sla.warmupMs) / 1000;
  const before = requestsBefore(packageScript('latency'));
  if (target.budget === null) return { requests: before + Math.ceil(seconds * sla.ratePerSecond), seconds };
  const prepared = await orInterrupted(() => prepareJob(latencyJob(request, target, { requests: null, perSecond })));
  if (prepared === 'interrupted') return { requests: 0, seconds: 0 };
  if (prepared.kind === 'over-budget') throw new UsageError(prepared.why);
  return { requests: before + (prepared.plan.plan?.requests ?? 0), seconds };
}

/** Measures latency, then looks for the limit, with what `spent` leaves of the budget. What may not run is recorded as such. */
export async function runGateLoad(
  request: GateLoad,
  spent: number,
  redactor: Redactor,
  console: Console,
): Promise<GateLoadRun> {
  const { env, frame } = request;
  if (request.skip.has('latency') && request.skip.has('limit')) return { records: [], findings: [] };
  const { target, broken, close } = await openLoadTarget(request.target, { env, cwd: frame.cwd, photos: false });
  try {
    const around = {
      redactor,
      console,
      records: request.records,
      broken,
      live: request.live,
      scriptSummary: false,
      texts: frame.presentation.language.texts,
    };
    const latency = request.skip.has('latency') ? undefined : await runLatency(request, target, spent, around);
    const used = spent + (latency?.requests ?? 0);
    const parts: Part[] = latency === undefined ? [] : [latency];
    if (request.skip.has('limit')) return joined(parts, request);
    const why = whyNoLimit(latency, target);
    const limit = why === undefined ? await runLimit(request, target, used, around) : leftOut(request, 'limit', why);
    return joined([...parts, limit], request);
  } finally {
    await close();
  }
}

/** Why the limit is not looked for after a latency run that ended so. */
function whyNoLimit(latency: LoadPart | undefined, target: Target): string | undefined {
  if (latency?.interrupted === true) return say('gateInterrupted');
  return latency?.refused === roleOf(packageScript('limit'), target) ? latency?.record.notRun : undefined;
}

async function runLatency(
  request: GateLoad,
  target: Target,
  spent: number,
  around: LoadSurroundings,
): Promise<LoadPart> {
  const { full } = target.credentials;
  if ('missing' in full) {
    return { ...leftOut(request, 'latency', full.missing), requests: 0, interrupted: false };
  }
  const job = latencyJob(request, target, remainingForScript(packageScript('latency'), target.budget, spent));
  return runLoadPart(job, around);
}

async function runLimit(request: GateLoad, target: Target, used: number, around: LoadSurroundings): Promise<Part> {
  const script = packageScript('limit');
  const account = target.credentials[roleOf(script, target)];
  if ('missing' in account) return leftOut(request, 'limit', account.missing);
  const remaining = remainingForScript(script, target.budget, used);
  const decided = optionsOfLimit(request, target, remaining);
  if (decided.kind === 'refused') return leftOut(request, 'limit', decided.why);
  const job = jobOf(request, target, remaining, 'limit', decided.options);
  return runLoadPart(job, around);
}

function optionsOfLimit(request: GateLoad, target: Target, remaining: Remaining): LimitOptions {
  const { max, saturate, env } = request;
  return limitOptions(
    packageScript('limit'),
    target,
    { mode: undefined, max, budget: undefined, saturate, command: 'gate' },
    env,
    remaining,
  );
}

function latencyJob(request: GateLoad, target: Target, remaining: Remaining): LoadJob {
  const sla = request.sla ?? gateSla(remaining, target);
  const { env, k6Arguments } = slaRun(sla);
  return { ...jobOf(request, target, remaining, 'sla', env), args: k6Arguments, sla };
}

function jobOf(
  { env, frame, engine }: GateLoad,
  target: Target,
  remaining: Remaining,
  kind: 'sla' | 'limit',
  options: Readonly<Record<string, string>>,
): LoadJob {
  const { cwd } = frame;
  const script = packageScript(kind === 'sla' ? 'latency' : 'limit');
  const runSeed = `${runSeedOf(frame)}${kind.slice(0, 1)}`;
  const scriptEnv = scriptEnvironment({ target, script, env, cwd, runSeed, options });
  return { script, kind, engine, target, env: scriptEnv, args: [], remaining, sla: undefined, cwd };
}

/** A part that may not run here, which is no fault of the target: the verdict rests on the others. */
function leftOut({ engine }: GateLoad, name: 'latency' | 'limit', why: string): Part {
  const kind = name === 'latency' ? 'sla' : name;
  const startedAt = new Date().toISOString();
  const wish = { kind, script: name, engine: engine.kind, engineVersion: engine.version, startedAt } as const;
  return { record: notRunRecord(wish, why), findings: [], refused: undefined };
}

/**
 * What does not fit into the rest of the budget, or lacks its account, is not the user's mistake here. Only where the account
 * `full` is refused and nothing was judged before there are no other parts.
 */
function joined(parts: readonly Part[], { skip }: GateLoad): GateLoadRun {
  return {
    records: parts.map(({ record }) => record),
    findings: parts.flatMap(({ record, findings, refused }) =>
      record.notRun === '' || (refused === 'full' && skip.has('contract')) ? findings : findings.map(besideOthers),
    ),
  };
}
