import type { LimitRecord, StaircaseStep } from '../../records/load-types.js';
import { sayOfLimit as say } from '../../sayings/limit.js';
import type { LimitResult, LimitStep } from '../../stats/limit/types.js';
import type { Samples } from './samples.js';

/**
 * The limit as a run's samples tell it; undefined when no round was run. A search that was cut off has no result: what its
 * rounds showed is kept, and `stopped` says so.
 */
export function limitRecord({ limitSteps, limitResult }: Samples): LimitRecord | undefined {
  const steps = limitSteps.map((json) => JSON.parse(json) as LimitStep);
  if (steps.length === 0) return undefined;
  if (limitResult !== undefined) {
    const result = JSON.parse(limitResult) as LimitResult;
    return { ...result, staircase: steps.map((step, index) => stair(step, result.outvoted.includes(index))) };
  }
  const staircase = steps.map((step) => stair(step, false));
  const held = steps.filter(({ outcome }) => outcome === 'held');
  const low = Math.max(0, ...steps.map(({ shown }) => shown));
  const refused = steps.filter(({ outcome, level }) => outcome === 'refused' && level > 1).map(({ level }) => level);
  return {
    value: null,
    low,
    high: refused.length === 0 ? null : Math.max(low, Math.max(...refused) - 1),
    cause: refused.length === 0 ? 'none' : 'unclear',
    inLoop: null,
    answerMs: null,
    late: null,
    waitBeyond: null,
    changed: null,
    probes: steps.filter(({ purpose }) => purpose !== 'sentinel').length,
    requests: staircase.reduce((sum, step) => sum + step.accepted + step.refused + step.unknown, 0),
    reached: Math.max(0, ...held.map(({ reached }) => reached)),
    shown: low,
    atServer: null,
    recoveredAfterMs: null,
    outvoted: [],
    stopped: say('cutOff'),
    evidence: [low === 0 ? say('nothing') : say('accepted', { count: low })],
    staircase,
  };
}

/** A round as it counts: one that showed too little, or that later ones outvoted, says nothing of the limit. */
function stair(step: LimitStep, outvoted: boolean): StaircaseStep {
  const { purpose, restMs, level, reached, shown, accepted, refused, unknown } = step;
  const others = Object.values(unknown).reduce((sum, count) => sum + count, 0);
  const outcome = outvoted || step.outcome === 'thin' ? 'unknown' : step.outcome;
  return { purpose, restMs, level, reached, shown, accepted, refused, unknown: others, outcome };
}
