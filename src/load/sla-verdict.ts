import type { ObjectiveRecord, SlaRecord, SlaVerdict } from '../records/load-types.js';
import { wilson } from '../stats/proportion.js';
import { quantileRanks } from '../stats/quantile.js';
import { judgeShare, type SharePromise, samplesStillNeeded } from '../stats/share-verdict.js';
import type { Samples } from './samples.js';
import { requestsOf } from './samples.js';
import type { LatencyObjective, Sla } from './sla-file.js';

/** What the verdict must know of the run beside its samples. */
export interface RunFacts {
  /** False when the run was interrupted or cut off. */
  readonly complete: boolean;
  /** How late the engine's own event loop ran, 99th percentile, milliseconds; null where it is not measured. */
  readonly loopLagMs: number | null;
}

/** A reason why the run cannot carry a verdict. */
interface Void {
  readonly why: string;
  /** Whether it can only make the service look better than it is: then a fail still stands. */
  readonly flatters: boolean;
}

/** Iterations that begin later than this, or than a twentieth of the tightest limit, are not the service's doing. */
const LEAST_LAG_MS = 10;
const LAG_SHARE = 0.05;

/**
 * Judges a run's samples by an agreement. A pass or a fail is proved with the confidence, or the verdict is inconclusive;
 * a run that did not do what it was to do cannot pass. The whole passes when every objective does.
 */
export function judgeSla(sla: Sla, samples: Samples, facts: RunFacts): SlaRecord {
  const voids = voidsOf(sla, samples, facts);
  const objectives = [
    ...sla.latency.map((objective) => judgeLatency(objective, sla.confidence, samples)),
    ...(sla.availability === null ? [] : [judgeAvailability(sla.availability, sla.confidence, samples)]),
  ].map((objective) => ({ ...objective, verdict: limited(objective.verdict, voids) }));
  return {
    verdict: worst(objectives.map(({ verdict }) => verdict)),
    confidence: sla.confidence,
    objectives,
    voids: voids.map(({ why }) => why),
  };
}

function judgeLatency(
  { percentile, belowMs }: LatencyObjective,
  confidencePercent: number,
  samples: Samples,
): ObjectiveRecord {
  const { wall, over, outcomes } = samples;
  const answered = outcomes.ok;
  const n = answered + failedOf(samples);
  const counted = over.get(belowMs);
  if (counted === undefined) throw new Error(`the samples were not counted against ${belowMs} ms`);
  // A request that got no answer took longer than any limit.
  const broken = counted + (n - answered);
  const promise = promiseOf(percentile, confidencePercent);
  const ranks = quantileRanks(n, percentile / 100, promise.confidence);
  const at = (rank: number | undefined) => (rank === undefined ? null : (wall.atRank(rank) ?? null));
  return {
    objective: `p${percentile} ≤ ${belowMs} ms`,
    kind: 'latency',
    percentile,
    target: belowMs,
    unit: 'ms',
    measured: at(Math.max(1, Math.ceil((percentile / 100) * n - 1e-9))),
    low: at(ranks.low),
    high: at(ranks.high),
    ...judged(broken, n, promise),
  };
}

function judgeAvailability(target: number, confidencePercent: number, samples: Samples): ObjectiveRecord {
  const failed = failedOf(samples);
  const n = samples.outcomes.ok + failed;
  const promise = promiseOf(target, confidencePercent);
  const range = wilson(samples.outcomes.ok, n, promise.confidence);
  return {
    objective: `availability ≥ ${target} %`,
    kind: 'availability',
    percentile: null,
    target,
    unit: '%',
    measured: n === 0 ? null : (100 * samples.outcomes.ok) / n,
    low: n === 0 ? null : 100 * range.low,
    high: n === 0 ? null : 100 * range.high,
    ...judged(failed, n, promise),
  };
}

function judged(broken: number, n: number, promise: SharePromise) {
  return {
    samples: n,
    broken,
    verdict: judgeShare(broken, n, promise),
    samplesNeeded: samplesStillNeeded(broken, n, promise) ?? null,
  };
}

function promiseOf(percent: number, confidencePercent: number): SharePromise {
  return { allowed: (100 - percent) / 100, confidence: confidencePercent / 100 };
}

/** Requests that the service failed. Refused and rejected ones are not among them: they void the run. */
function failedOf({ outcomes }: Samples): number {
  return outcomes['server-error'] + outcomes.unanswered + outcomes.garbled;
}

function voidsOf(sla: Sla, samples: Samples, { complete, loopLagMs }: RunFacts): Void[] {
  const { outcomes, dropped, lag } = samples;
  const tightest = Math.min(...sla.latency.map(({ belowMs }) => belowMs));
  const mostLagMs = Math.max(LEAST_LAG_MS, Number.isFinite(tightest) ? tightest * LAG_SHARE : 0);
  const lagMs = lag.quantile(0.99) ?? 0;
  const reasons: (Void | false)[] = [
    requestsOf(samples) === 0 && { why: 'nothing was measured', flatters: true },
    !complete && { why: 'the run did not come to its end', flatters: true },
    dropped > 0 && {
      why: `${dropped} arrivals were not sent, as no user was free; raise the number of users, or lower the rate`,
      flatters: true,
    },
    outcomes.refused > 0 && {
      why: `${outcomes.refused} requests were over the concurrency limit of the account; lower the rate`,
      flatters: false,
    },
    outcomes.rejected > 0 && {
      why: `${outcomes.rejected} requests were rejected; the account or the request is not accepted, see the answers`,
      flatters: false,
    },
    lagMs > mostLagMs && {
      why: `iterations began up to ${Math.round(lagMs)} ms late (p99), ${Math.round(mostLagMs)} ms are allowed; this machine is too busy for the rate`,
      flatters: false,
    },
    loopLagMs !== null &&
      loopLagMs > mostLagMs && {
        why: `the load generator ran up to ${Math.round(loopLagMs)} ms late (p99), ${Math.round(mostLagMs)} ms are allowed; this machine is too busy for the rate`,
        flatters: false,
      },
  ];
  return reasons.filter((reason) => reason !== false);
}

function limited(verdict: SlaVerdict, voids: readonly Void[]): SlaVerdict {
  if (voids.length === 0) return verdict;
  return verdict === 'fail' && voids.every(({ flatters }) => flatters) ? 'fail' : 'inconclusive';
}

function worst(verdicts: readonly SlaVerdict[]): SlaVerdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}
