import { LOAD_EXIT } from '../exit-codes.js';
import { LoadError } from '../load-error.js';
import type { RawOptions } from './raw-options.js';

const WAYS_TO_RUN = ['duration', 'iterations', 'stages', 'scenarios'] as const;

/**
 * One set of options out of layers, the weakest first. A layer that says how to run (duration, iterations, stages or
 * scenarios) replaces what weaker layers say about that, as in k6; the shortcuts become a scenario called `default`.
 */
export function withShortcuts(layers: readonly RawOptions[]): Record<string, unknown> {
  const merged: Record<string, unknown> = {};
  for (const layer of layers) {
    const given = Object.fromEntries(
      Object.entries(layer).filter(([, value]) => value !== undefined && value !== null),
    );
    refuseBoth(given);
    if (WAYS_TO_RUN.some((way) => given[way] !== undefined)) {
      for (const way of WAYS_TO_RUN) delete merged[way];
    }
    Object.assign(merged, given);
  }
  const { scenarios, vus } = merged;
  const stands = scenarios !== undefined && vus === undefined && !isEmpty(scenarios);
  return { ...merged, scenarios: stands ? scenarios : { default: shortcutScenario(merged) } };
}

function refuseBoth(given: Readonly<Record<string, unknown>>): void {
  if (given.scenarios === undefined || isEmpty(given.scenarios)) return;
  const other = WAYS_TO_RUN.find((way) => way !== 'scenarios' && given[way] !== undefined && !isEmpty(given[way]));
  if (other === undefined) return;
  throw new LoadError(LOAD_EXIT.invalidConfig, `options: give ${other} or scenarios, not both`);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function shortcutScenario(raw: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { vus, duration, iterations } = raw;
  const stages = isEmpty(raw.stages) ? undefined : raw.stages;
  if (stages !== undefined && (duration !== undefined || iterations !== undefined)) {
    throw new LoadError(LOAD_EXIT.invalidConfig, 'options: give stages, or duration and iterations, not both');
  }
  if (stages !== undefined) return { executor: 'ramping-vus', startVUs: vus ?? 1, stages };
  if (iterations !== undefined) {
    return {
      executor: 'shared-iterations',
      vus: vus ?? 1,
      iterations,
      ...(duration === undefined ? {} : { maxDuration: duration }),
    };
  }
  if (duration !== undefined) return { executor: 'constant-vus', vus: vus ?? 1, duration };
  if (vus !== undefined) return { executor: 'shared-iterations', vus, iterations: vus };
  return { executor: 'per-vu-iterations', vus: 1, iterations: 1 };
}
