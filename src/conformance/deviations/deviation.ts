import type { ContractResult } from '../../records/types.js';
import { chooses } from '../../run/choose.js';
import { EXIT } from '../../run/exit-codes.js';
import type { Finding } from '../../run/verdict.js';
import { say } from '../../sayings/run.js';

/** A deviation from the page that somebody knows of and answers for, until a day. */
export interface Deviation {
  /** Where it stands, e.g. `targets/deviations.yaml:3`. */
  readonly place: string;
  readonly rule: string;
  /** Globs over the names of scenarios; any of them. */
  readonly scenarios: readonly string[];
  /** A glob over what is seen instead, as the report tells it, e.g. `200 and a token`. */
  readonly seen: string;
  readonly reason: string;
  /** Empty without one. */
  readonly ticket: string;
  readonly since: string;
  /** The last day on which it holds, YYYY-MM-DD. */
  readonly expires: string;
  readonly signed: string;
}

/** Results with known deviations waived, and what is to be said of the list. */
export interface Waived {
  readonly results: readonly ContractResult[];
  readonly findings: readonly Finding[];
}

/**
 * Waives failures that a deviation describes. One that behaves otherwise than described, or whose day is over, stays a failure and
 * says so; one that no longer occurs is told, and fails nothing. `today`: YYYY-MM-DD.
 */
export function applyDeviations(
  results: readonly ContractResult[],
  deviations: readonly Deviation[],
  today: string,
): Waived {
  if (deviations.length === 0) return { results, findings: [] };
  const judged = results.map((result) => waive(result, deviations, today));
  return { results: judged, findings: deviations.flatMap((one) => foundOf(one, results)) };
}

function waive(result: ContractResult, deviations: readonly Deviation[], today: string): ContractResult {
  if (result.status !== 'failed') return result;
  const about = deviations.filter((one) => isAbout(one, result));
  const [first] = about;
  if (first === undefined) return result;
  const same = about.find(({ seen }) => chooses([seen])(result.actual));
  if (same === undefined) return noted(result, say('deviationChanged', { place: first.place, what: first.seen }));
  if (same.expires < today) return noted(result, say('deviationExpired', { place: same.place, date: same.expires }));
  const ticket = same.ticket === '' ? '' : ` (${same.ticket})`;
  const { since, expires, signed } = same;
  const text = say('deviation', { text: `${same.reason}${ticket}`, since, expires, signed });
  return { ...noted(result, text), status: 'waived' };
}

function isAbout({ rule, scenarios }: Deviation, result: ContractResult): boolean {
  return rule === result.rule && chooses(scenarios)(result.name);
}

function noted(result: ContractResult, text: string): ContractResult {
  return { ...result, note: result.note === '' ? text : `${text}; ${result.note}` };
}

/** A deviation of which every scenario passed is no more. */
function foundOf(deviation: Deviation, results: readonly ContractResult[]): Finding[] {
  const own = results.filter((result) => isAbout(deviation, result));
  const fixed = own.length > 0 && own.every(({ status }) => status === 'passed');
  return fixed
    ? [{ code: EXIT.passed, text: say('deviationFixed', { place: deviation.place, rule: deviation.rule }) }]
    : [];
}
