import type { Behaviours } from '../behaviours.js';
import type { CheckRequest } from '../checks.js';
import type { BreakKind } from './kinds.js';

/** One rule broken in one way. */
export interface Break {
  /** Id of the rule, as the contract and every report write it. */
  readonly rule: string;
  readonly kind: BreakKind;
  /** The parts of an emulator that are broken; made anew for every emulator, as some remember what they have seen. */
  readonly begin: () => BrokenParts;
}

/** What stands in place of the documented parts, by rule id. */
export interface BrokenParts {
  readonly checks?: Readonly<Record<string, CheckRequest>>;
  readonly behaviours?: Partial<Behaviours>;
}

/** How a break is named on the command line and in reports: `biz_no.max-bytes:one-too-many`. */
export function nameOf({ rule, kind }: Pick<Break, 'rule' | 'kind'>): string {
  return `${rule}:${kind}`;
}

/** Another behaviour in place of one. */
export function behaves(rule: string, kind: BreakKind, begin: () => Partial<Behaviours>): Break {
  return { rule, kind, begin: () => ({ behaviours: begin() }) };
}

/** Another check in place of that of a rule, or one where it has none. */
export function checks(rule: string, kind: BreakKind, begin: () => CheckRequest): Break {
  return { rule, kind, begin: () => ({ checks: { [rule]: begin() } }) };
}

/** Gives every fiftieth time what `broken` makes, else what `right` makes. */
export function everyFiftieth<Given extends readonly unknown[], Made>(
  right: (...given: Given) => Made,
  broken: (...given: Given) => Made,
): (...given: Given) => Made {
  let time = 0;
  return (...given) => {
    time += 1;
    return time % 50 === 0 ? broken(...given) : right(...given);
  };
}
