import type { Move } from '../stats/move.js';
import { count } from './format.js';

/** What the reports say of earlier runs. */
export const historyTexts = {
  heading: 'History',
  runs: (runs: number) => (runs === 1 ? 'the last run' : `the last ${count(runs)} runs`),
  first: 'No earlier run of this target is known.',
  failures: 'failed scenarios',
  p95: 'p95 with its 95 % interval',
  limit: 'limit of requests in flight',
  duration: 'duration',
  last: (value: string) => `now ${value}`,
  none: 'not measured',
  broken: 'New in this run: broken',
  still: 'Broken before',
  since: (run: string) => `since ${run}`,
  fixed: 'Fixed in this run',
  numbers: 'The numbers',
  run: 'run',
  verdict: 'verdict',
  drift: {
    between: (before: string, after: string) => `drift from ${before} to ${after}`,
    kind: {
      'left open': 'left open',
      'order of checks': 'order of checks',
      wording: 'wording',
      headers: 'headers',
      fields: 'fields',
      latency: 'latency',
      limit: 'limit',
    },
    frozen: ' (frozen)',
    before: 'before',
    after: 'after',
    count: (changes: number) =>
      changes === 0 ? 'nothing changed' : `${count(changes)} ${changes === 1 ? 'change' : 'changes'}`,
    compared: (scenarios: number) => `${count(scenarios)} scenarios compared`,
    onlyBefore: (scenarios: number) => `${count(scenarios)} seen only before`,
    onlyAfter: (scenarios: number) => `${count(scenarios)} seen only after`,
    frozenUnseen: (entries: number, names: string) => `${count(entries)} frozen and not seen this time: ${names}`,
    frozenChanged: (changes: number, names: string) => `${count(changes)} frozen: ${names} changed`,
  },
  changes: {
    heading: (other: string) => `Changes against ${other}`,
    between: (before: string, after: string) => `${before} → ${after}`,
    none: 'Nothing changed that the runs can show.',
    rules: 'Rules',
    observations: 'What the page leaves open',
    wording: 'Wording of answers',
    latency: 'Latency',
    limit: 'Limit',
    inFlight: 'requests in flight',
    before: 'before',
    after: 'now',
    percentile: (script: string, percentile: number) => `p${percentile} of ${script}`,
    move: { higher: 'higher', lower: 'lower', unclear: 'no change shown: the intervals overlap' } satisfies Record<
      Move,
      string
    >,
    more: (rest: number) => `and ${count(rest)} more, in the report`,
  },
};
