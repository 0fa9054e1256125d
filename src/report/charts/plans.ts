import type { LoadRecord } from '../../records/load-types.js';
import { distribution } from './distribution.js';
import { outcomesOverTime } from './outcomes.js';
import { percentilesOverTime } from './percentiles.js';
import { serverAndNetwork } from './shares.js';
import { staircase } from './staircase.js';
import type { ChartKind, Plan } from './types.js';

/** The charts that a load run can show; null for those it has no numbers for. */
export function chartPlans({ latency, sla, limit }: LoadRecord): Readonly<Record<ChartKind, Plan | null>> {
  return {
    distribution: latency === null ? null : distribution(latency, sla),
    percentiles: latency === null ? null : percentilesOverTime(latency, sla),
    outcomes: latency === null ? null : outcomesOverTime(latency),
    shares: latency === null ? null : serverAndNetwork(latency),
    staircase: limit === null ? null : staircase(limit),
  };
}
