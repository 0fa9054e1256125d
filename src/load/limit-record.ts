import type { LimitRecord, StaircaseStep } from '../records/load-types.js';
import type { LimitResult, LimitStep } from '../stats/limit/types.js';
import type { Samples } from './samples.js';

/**
 * The limit as a run's samples tell it; undefined when no round was run. A search that was cut off has no result: what its
 * rounds showed is kept, and `stopped` says so.
 */
export function limitRecord({ limitSteps, limitResult }: Samples): LimitRecord | undefined {
  const steps = limitSteps.map((json) => JSON.parse(json) as LimitStep);
  if (steps.length === 0) return undefined;
  const staircase = steps.map(stair);
  if (limitResult !== undefined) return { ...(JSON.parse(limitResult) as LimitResult), staircase };
  const held = steps.filter(({ outcome }) => outcome === 'held');
  const low = Math.max(0, ...held.map(({ level }) => level));
  const refused = steps.filter(({ outcome, level }) => outcome === 'refused' && level > 1).map(({ level }) => level);
  return {
    value: null,
    low,
    high: refused.length === 0 ? null : Math.max(...refused) - 1,
    cause: refused.length === 0 ? 'none' : 'concurrency',
    probes: steps.filter(({ purpose }) => purpose !== 'sentinel').length,
    requests: staircase.reduce((sum, step) => sum + step.accepted + step.refused + step.unknown, 0),
    reached: Math.max(0, ...held.map(({ reached }) => reached)),
    atServer: null,
    recoveredAfterMs: null,
    stopped: 'the run was cut off before the search came to its end',
    evidence: [low === 0 ? 'nothing was found out' : `at least ${low} at once were accepted`],
    staircase,
  };
}

function stair({ purpose, level, reached, accepted, refused, unknown, outcome }: LimitStep): StaircaseStep {
  const others = Object.values(unknown).reduce((sum, count) => sum + count, 0);
  return { purpose, level, reached, accepted, refused, unknown: others, outcome };
}
