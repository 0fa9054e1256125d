import type { ObjectiveRecord, SlaRecord, SlaVerdict } from '../../records/load-types.js';
import { say } from '../../sayings/run.js';
import { toleratedLagMs } from '../../stats/lag-rule.js';
import { wilson } from '../../stats/proportion.js';
import { quantileRanks } from '../../stats/quantile.js';
import { judgeShare, type SharePromise, samplesStillNeeded } from '../../stats/share-verdict.js';
import type { Samples } from '../records/samples.js';
import { requestsOf } from '../records/samples.js';
import type { LatencyObjective, Sla } from './sla.js';

/** What the verdict must know of the run beside its samples. */
export interface RunFacts {
  /** False when the run was interrupted or cut off. */
  readonly complete: boolean;
  /** How late the engine's own event loop ran, 99th percentile, milliseconds; null where it is not measured. */
  readonly loopLagMs: number | null;
}

/** A reason why the run cannot carry every verdict. */
interface Void {
  readonly why: string;
  /** Which verdicts it voids: it may have made the service look better, or worse, than it is. */
  readonly spoils: readonly SlaVerdict[];
}

/** Into how many parts a limit is split between an arrival's lateness and its request. */
const SPLITS = 40;

/**
 * Judges a run's samples by an agreement. A pass or a fail is proved with the confidence, or the verdict is inconclusive;
 * a run that did not do what it was to do cannot pass. The whole passes when every objective does.
 */
export function judgeSla(sla: Sla, samples: Samples, facts: RunFacts): SlaRecord {
  const voids = voidsOf(samples, facts);
  const judgements = [
    ...sla.latency.map((objective) => judgeLatency(objective, sla.confidence, samples, facts.loopLagMs)),
    ...(sla.availability === null ? [] : [judgeAvailability(sla.availability, sla.confidence, samples)]),
  ];
  const objectives = judgements.map(({ objective, late }): ObjectiveRecord => {
    const spoiled = [...voids, ...late].some(({ spoils }) => spoils.includes(objective.verdict));
    return spoiled ? { ...objective, verdict: 'inconclusive', samplesNeeded: null } : objective;
  });
  return {
    verdict: worst(objectives.map(({ verdict }) => verdict)),
    confidence: sla.confidence,
    objectives,
    voids: [...voids, ...judgements.flatMap(({ late }) => late)].map(({ why }) => why),
  };
}

/** An objective judged by its samples alone, and what late arrivals do to it. */
interface Judgement {
  readonly objective: ObjectiveRecord;
  readonly late: readonly Void[];
}

function judgeLatency(
  { percentile, belowMs }: LatencyObjective,
  confidencePercent: number,
  samples: Samples,
  loopLagMs: number | null,
): Judgement {
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
  const objective: ObjectiveRecord = {
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
  return {
    objective,
    late: [...lateness(objective, promise, samples), ...lengthened(objective, promise, samples, loopLagMs)],
  };
}

/**
 * An arrival that began late by the generator's doing is charged with that: a pass must hold from the intended start. Which
 * request was late is not known, but whatever is over the limit from its intended start is over `limit - d` by itself or `d` late,
 * for every d; the smallest such count bounds how many are.
 */
function lateness(
  { objective, target, broken, verdict, samples: n }: ObjectiveRecord,
  promise: SharePromise,
  samples: Samples,
) {
  const { wall, lag, over } = samples;
  if (verdict !== 'pass' || lag.count === 0) return [];
  const failed = broken - (over.get(target) ?? 0);
  const bounds = Array.from({ length: SPLITS }, (_, i) => {
    const lateMs = (target * (i + 1)) / (SPLITS + 1);
    // A hair lower, as the histogram is exact to 0.4 % only.
    return wall.countAbove((target - lateMs) * 0.996) + lag.countAbove(lateMs * 0.996);
  });
  const atMost = Math.min(n, failed + Math.min(...bounds));
  if (judgeShare(atMost, n, promise) === 'pass') return [];
  const why = say('lateArrivals', { objective, late: Math.round(lag.max ?? 0), count: atMost, of: n });
  return [{ why, spoils: ['pass'] as const }];
}

/** Late event loops lengthen what is measured by no more than themselves: a fail stands when it is one without them, too. */
function lengthened(
  { objective, target, broken, verdict, samples: n }: ObjectiveRecord,
  promise: SharePromise,
  { wall, over }: Samples,
  loopLagMs: number | null,
): Void[] {
  if (verdict !== 'fail' || loopLagMs === null) return [];
  if (loopLagMs <= toleratedLagMs(target)) return [];
  const failed = broken - (over.get(target) ?? 0);
  // A hair higher, as the histogram is exact to 0.4 % only.
  const atLeast = failed + wall.countAbove((target + loopLagMs) * 1.004);
  if (judgeShare(atLeast, n, promise) === 'fail') return [];
  const tolerated = Math.round(toleratedLagMs(target));
  const why = say('lengthened', { objective, late: Math.round(loopLagMs), tolerated });
  return [{ why, spoils: ['fail'] }];
}

function judgeAvailability(target: number, confidencePercent: number, samples: Samples): Judgement {
  const failed = failedOf(samples);
  const n = samples.outcomes.ok + failed;
  const promise = promiseOf(target, confidencePercent);
  const range = wilson(samples.outcomes.ok, n, promise.confidence);
  const objective: ObjectiveRecord = {
    objective: say('availability', { share: target }),
    kind: 'availability',
    percentile: null,
    target,
    unit: '%',
    measured: n === 0 ? null : (100 * samples.outcomes.ok) / n,
    low: n === 0 ? null : 100 * range.low,
    high: n === 0 ? null : 100 * range.high,
    ...judged(failed, n, promise),
  };
  return { objective, late: [] };
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

function voidsOf(samples: Samples, { complete }: RunFacts): Void[] {
  const { outcomes, dropped } = samples;
  const reasons: (Void | false)[] = [
    requestsOf(samples) === 0 && { why: say('nothingMeasured'), spoils: ['pass'] },
    !complete && { why: say('notToItsEnd'), spoils: ['pass'] },
    dropped > 0 && {
      why: say('dropped', { count: dropped }),
      spoils: ['pass'],
    },
    outcomes.refused > 0 && {
      why: say('overLimit', { count: outcomes.refused }),
      spoils: ['pass', 'fail'],
    },
    outcomes.rejected > 0 && {
      why: say('rejected', { count: outcomes.rejected }),
      spoils: ['pass', 'fail'],
    },
  ];
  return reasons.filter((reason) => reason !== false);
}

function worst(verdicts: readonly SlaVerdict[]): SlaVerdict {
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.length === 0 || verdicts.includes('inconclusive') ? 'inconclusive' : 'pass';
}
