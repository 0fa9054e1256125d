import type { Scenario } from '../k6/options/scenario-types.js';
import { maxVusOf, regularDurationMs } from '../k6/options/scenario-types.js';
import type { Settings } from '../k6/options/settings.js';

/** What a run will send at most, by its options: one request an iteration. */
export interface LoadPlan {
  /** Null when the options do not bound it. */
  readonly requests: number | null;
  /** Requests a second at the busiest moment; null when the options do not bound it. */
  readonly perSecond: number | null;
  /** Time until the last scenario's regular end, milliseconds. */
  readonly durationMs: number;
  /** Whether that is only the longest it may take, as with a number of iterations. */
  readonly atMost: boolean;
  /** Virtual users that send again as soon as they are answered. */
  readonly closedUsers: number;
  /** The most virtual users of all scenarios together. */
  readonly mostUsers: number;
  /** The most virtual users that the smallest scenario may have. */
  readonly fewestUsers: number;
}

interface Share {
  readonly from: number;
  readonly to: number;
  readonly requests: number | null;
  readonly perSecond: number | null;
  readonly closedUsers: number;
}

/** What complete settings come to. */
export function planLoad({ scenarios, minIterationDurationMs }: Settings): LoadPlan {
  const shares = scenarios.map((scenario) => shareOf(scenario, minIterationDurationMs));
  return {
    requests: sumOrNull(shares.map(({ requests }) => requests)),
    perSecond: busiest(shares),
    durationMs: Math.max(0, ...shares.map(({ to }) => to)),
    atMost: scenarios.every(({ executor }) => executor.endsWith('iterations')),
    closedUsers: shares.reduce((sum, { closedUsers }) => sum + closedUsers, 0),
    mostUsers: scenarios.reduce((sum, scenario) => sum + maxVusOf(scenario), 0),
    fewestUsers: Math.min(...scenarios.map(maxVusOf)),
  };
}

function shareOf(scenario: Scenario, minIterationMs: number): Share {
  const from = scenario.startTimeMs;
  const durationMs = regularDurationMs(scenario);
  const span = { from, to: from + durationMs };
  const paced = (users: number) => (minIterationMs > 0 ? (users * 1000) / minIterationMs : null);
  switch (scenario.executor) {
    case 'constant-arrival-rate': {
      const perMs = scenario.rate / scenario.timeUnitMs;
      return { ...span, requests: arrivals(durationMs * perMs), perSecond: perMs * 1000, closedUsers: 0 };
    }
    case 'ramping-arrival-rate': {
      const targets = [scenario.startRate, ...scenario.stages.map(({ target }) => target)];
      const sum = scenario.stages.reduce(
        (total, stage, index) => total + ((targets[index]! + stage.target) / 2) * stage.durationMs,
        0,
      );
      const top = Math.max(...targets);
      return {
        ...span,
        requests: arrivals(sum / scenario.timeUnitMs),
        perSecond: (top * 1000) / scenario.timeUnitMs,
        closedUsers: 0,
      };
    }
    case 'shared-iterations':
      return {
        ...span,
        requests: scenario.iterations,
        perSecond: paced(scenario.vus),
        closedUsers: scenario.vus,
      };
    case 'per-vu-iterations':
      return {
        ...span,
        requests: scenario.vus * scenario.iterations,
        perSecond: paced(scenario.vus),
        closedUsers: scenario.vus,
      };
    case 'constant-vus':
    case 'ramping-vus': {
      const users =
        scenario.executor === 'constant-vus'
          ? scenario.vus
          : Math.max(scenario.startVus, ...scenario.stages.map(({ target }) => target));
      const perUser = minIterationMs > 0 ? Math.floor(durationMs / minIterationMs) + 1 : null;
      return {
        ...span,
        requests: perUser === null ? null : users * perUser,
        perSecond: paced(users),
        closedUsers: users,
      };
    }
  }
}

/** The first arrival comes at once, the last may come at the very end. */
function arrivals(ideal: number): number {
  return Math.floor(ideal + 1e-9) + 1;
}

function sumOrNull(values: readonly (number | null)[]): number | null {
  return values.reduce((sum, value) => (sum === null || value === null ? null : sum + value), 0);
}

/** Scenarios that run at the same time add up. */
function busiest(shares: readonly Share[]): number | null {
  const moments = shares.map(({ from }) => from);
  const sums = moments.map((moment) =>
    sumOrNull(shares.filter(({ from, to }) => from <= moment && moment < to).map(({ perSecond }) => perSecond)),
  );
  return sums.reduce((most, sum) => (most === null || sum === null ? null : Math.max(most, sum)), 0);
}
