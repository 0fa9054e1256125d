import { type OutcomeText, readExpectedText, readOutcomeText } from '../contract/outcome-text.js';
import type { ContractResult } from '../records/types.js';
import { groupBy } from './group-by.js';

/** How what was seen differs from what was due. */
export type CauseKind =
  /** The right answer with another status. */
  | 'status'
  /** Another error code. */
  | 'code'
  /** The right code with another argument, or none (`seen` is empty then). */
  | 'argument'
  /** A success in place of an error, or an error in place of a success. */
  | 'outcome'
  /** No answer of the API: HTML, an empty body, neither success nor error. */
  | 'shape'
  /** What no status and code tells: a burst, a callback, a look at every answer. */
  | 'other';

/** One fault of the target with every failed scenario that shows it. */
export interface Cause {
  readonly kind: CauseKind;
  /** What was seen, and what was due, as far as they differ; `due` is empty where `seen` says it all. */
  readonly seen: string;
  readonly due: string;
  /** Of how many further answers it stands in the place; `due` is that of most scenarios. */
  readonly others: number;
  /** Those that show it as told, in the order of the run, then any others; at least one. */
  readonly results: readonly ContractResult[];
  /** Ids of the rules that they break, each once. */
  readonly rules: readonly string[];
}

interface Difference {
  readonly kind: CauseKind;
  readonly seen: string;
  readonly due: string;
  /** The same with less detail: what several differences may be put together under. */
  readonly wide: { readonly seen: string; readonly due: string };
}

/** So many causes that differ in a detail alone stand for themselves; more are one. */
const MOST_ALIKE = 3;

/** Groups failed results by what was seen against what was expected; the cause of most scenarios first. Other results are left out. */
export function causesOf(results: readonly ContractResult[]): Cause[] {
  const failed = results.filter(({ status }) => status === 'failed');
  const own = likened(failed.map((result) => ({ result, difference: differenceOf(result) })));
  const narrow = groupBy(own, ({ difference }) =>
    difference.kind === 'other' ? wideKey(difference) : narrowKey(difference),
  );
  const alike = groupBy([...narrow.values()], ([one]) => wideKey(one!.difference));
  const groups = [...alike.values()].flatMap((same) => {
    const families = bySharedRule(same);
    const apart = families.length <= MOST_ALIKE ? families : [families.flat()];
    return apart.map((family): Group => {
      const [{ difference }] = family[0]! as [Told];
      const results = inOrder(
        family.flat().map(({ result }) => result),
        failed,
      );
      const { kind, seen, due, wide } = difference;
      return { kind, ...(family.length === 1 ? { seen, due } : wide), others: 0, code: codeOf(difference), results };
    });
  });
  return folded(ofOneRule(inPlaceOfAll(groups, failed)))
    .map(({ code: _, ...cause }) => ({ ...cause, rules: [...new Set(cause.results.map(({ rule }) => rule))] }))
    .sort((a, b) => b.results.length - a.results.length);
}

interface Group extends Omit<Cause, 'rules'> {
  /** Code of the error that was seen; empty where none stood in place of another answer. */
  readonly code: string;
}

/** Of what differs in a detail: what is of one rule, wholly or in part, together. */
function bySharedRule(same: readonly (readonly Told[])[]): (readonly Told[])[][] {
  const families: { readonly rules: Set<string>; members: (readonly Told[])[] }[] = [];
  for (const members of same) {
    const rules = new Set(members.map(({ result }) => result.rule));
    const [home, ...others] = families.filter((one) => [...rules].some((rule) => one.rules.has(rule)));
    if (home === undefined) {
      families.push({ rules, members: [members] });
      continue;
    }
    home.members.push(members, ...others.flatMap((one) => one.members));
    for (const rule of [rules, ...others.map((one) => one.rules)].flatMap((one) => [...one])) home.rules.add(rule);
    for (const one of others) families.splice(families.indexOf(one), 1);
  }
  return families.map(({ members }) => members);
}

/** So many different answers that an error stands in place of are one fault: the error that comes where it must not. */
const ALL_KINDS = 3;

function inPlaceOfAll(groups: readonly Group[], failed: readonly ContractResult[]): Group[] {
  return [...groupBy(groups, (one) => one.code || JSON.stringify([one.kind, one.seen, one.due])).values()].flatMap(
    (same) => {
      if (same.length < ALL_KINDS || same[0]!.code === '') return same;
      const most = same.reduce((found, one) => (one.results.length > found.results.length ? one : found));
      const rest = inOrder(
        same.filter((one) => one !== most).flatMap(({ results }) => results),
        failed,
      );
      return [{ ...most, others: same.length - 1, results: [...most.results, ...rest] }];
    },
  );
}

/** What a rule alone shows in several ways is one fault: the way of most scenarios tells it. */
function ofOneRule(groups: readonly Group[]): Group[] {
  const byRule = groupBy(groups, ({ kind, seen, due, results }) => {
    const rules = new Set(results.map(({ rule }) => rule));
    return rules.size === 1 ? results[0]!.rule : JSON.stringify([kind, seen, due]);
  });
  return [...byRule.values()].map((same) => {
    const most = same.reduce((found, one) => (one.results.length > found.results.length ? one : found));
    const others = same.filter((one) => one !== most).flatMap(({ results }) => results);
    return { ...most, results: [...most.results, ...others] };
  });
}

/** A look at every answer that only saw what scenarios had failed for already is put to their cause. */
function folded(groups: readonly Group[]): Group[] {
  const home = new Map(
    groups.flatMap(({ results }, index) =>
      results.filter(({ sameAs }) => sameAs === undefined).map(({ id }) => [id, index] as const),
    ),
  );
  const homeOf = ({ sameAs }: ContractResult) => sameAs?.map((id) => home.get(id)).find((place) => place !== undefined);
  const told = groups.flatMap(({ results }) => results.filter((result) => homeOf(result) !== undefined));
  const lists = groups.map((): ContractResult[] => []);
  groups.forEach(({ results }, index) => {
    for (const result of results) {
      // What else its rule sees of every answer is of the same fault.
      const alike = OF_ANSWERS.test(result.actual) ? told.find(({ rule }) => rule === result.rule) : undefined;
      lists[homeOf(result) ?? (alike && homeOf(alike)) ?? index]!.push(result);
    }
  });
  return groups
    .map((group, index) => ({ ...group, results: lists[index]! }))
    .filter(({ results }) => results.length > 0);
}

function inOrder(some: readonly ContractResult[], all: readonly ContractResult[]): ContractResult[] {
  const chosen = new Set(some);
  return all.filter((one) => chosen.has(one));
}

/** Whether whitespace stands before an argument is of no matter here. */
function narrowKey({ kind, seen, due }: Difference): string {
  return JSON.stringify([kind, seen, due].map((text) => text.replace(/:\s+/g, ':')));
}

/** The code of an error that came in place of another answer; empty for anything else. */
function codeOf({ kind, wide }: Difference): string {
  if (kind !== 'code' && kind !== 'outcome') return '';
  return /^(?:\d{3} )?([A-Z][A-Z0-9_]+)$/.exec(wide.seen)?.[1] ?? '';
}

function wideKey({ kind, wide: { seen, due } }: Difference): string {
  return JSON.stringify([kind, seen, due]);
}

interface Told {
  readonly result: ContractResult;
  readonly difference: Difference;
}

/** What a case of several requests saw, and of how many: `401 X (1 of 6 requests)`. */
const OF_REQUESTS = / \(\d+ of \d+ requests\)$/;
/** An error in a sentence about several requests. */
const ERROR_IN_WORDS = /\b\d{3} [A-Z][A-Z0-9_]+/;

function differenceOf({ expected, actual }: ContractResult): Difference {
  const seen = readOutcomeText(actual.replace(OF_REQUESTS, ''));
  const read = readExpectedText(expected);
  const due = read.length > 0 ? read : readExpectedText(ERROR_IN_WORDS.exec(expected)?.[0] ?? '');
  if (seen === undefined || due.length === 0) return other(expected, actual);
  const differences = due.map((one) => compare(seen, one, actual, due.length === 1 ? expected : textOf(one)));
  const best = differences.reduce((found, one) => (CLOSENESS[one.kind] < CLOSENESS[found.kind] ? one : found));
  return read.length === 0 && best.kind !== 'status' && best.kind !== 'code' ? other(expected, actual) : best;
}

/** Faults of an answer alone, whatever was due in its place. */
const OF_ANSWER: readonly CauseKind[] = ['status', 'code', 'shape'];

function shapeOf(why: string): Difference {
  return { kind: 'shape', seen: why, due: '', wide: { seen: why, due: '' } };
}

/** An answer whose fault one case tells has the same one in a case that cannot tell. */
function likened(all: readonly Told[]): Told[] {
  const answerOf = ({ actual }: ContractResult) => actual.replace(OF_REQUESTS, '');
  const known = new Map(
    all
      .filter(({ difference: { kind } }) => OF_ANSWER.includes(kind))
      .map(({ result, difference }) => [answerOf(result), difference]),
  );
  return all.map((one) => {
    if (one.difference.kind !== 'other') return one;
    const answer = readOutcomeText(answerOf(one.result));
    const alone = answer?.kind === 'shape' ? shapeOf(answer.why) : one.difference;
    return { ...one, difference: known.get(answerOf(one.result)) ?? alone };
  });
}

/** Of several outcomes that pass, the one that differs least tells the fault. */
const CLOSENESS: Readonly<Record<CauseKind, number>> = {
  argument: 0,
  status: 1,
  code: 2,
  outcome: 3,
  shape: 4,
  other: 5,
};

function compare(seen: OutcomeText, due: OutcomeText, actual: string, expected: string): Difference {
  if (seen.kind === 'shape') {
    return shapeOf(seen.status === due.status ? seen.why : actual);
  }
  if (seen.kind !== due.kind) {
    const less = (one: OutcomeText, text: string) => (one.kind === 'error' ? `${one.status} ${one.code}` : text);
    return {
      kind: 'outcome',
      seen: actual,
      due: expected,
      wide: { seen: less(seen, actual), due: less(due, expected) },
    };
  }
  if (seen.kind === 'success' || due.kind !== 'error') return differ('status', String(seen.status), String(due.status));
  if (seen.code === due.code) {
    if (seen.status !== due.status) return differ('status', String(seen.status), String(due.status));
    const named = (argument: string) => (argument === '' ? '' : `${seen.code}:${argument}`);
    return {
      ...differ('argument', named(seen.argument), seen.argument === '' ? seen.code : named(due.argument) || seen.code),
      wide: { seen: seen.argument === '' ? '' : `${seen.code}:…`, due: seen.code },
    };
  }
  return seen.status === due.status
    ? differ('code', seen.code, due.code)
    : differ('code', `${seen.status} ${seen.code}`, `${due.status} ${due.code}`);
}

function differ(kind: CauseKind, seen: string, due: string): Difference {
  return { kind, seen, due, wide: { seen, due } };
}

function textOf(one: OutcomeText): string {
  if (one.kind === 'success') return `${one.status} and ${one.what}`;
  return one.kind === 'shape'
    ? `${one.status}, ${one.why}`
    : `${one.status} ${one.code}${one.argument === '' ? '' : `:${one.argument}`}`;
}

/** What a look at every answer adds: how many, and where first. */
const OF_ANSWERS = / \(\d+ of \d+ answers; first in .*\)$/s;

/** A value of the target that would fill the line; it stands whole in what was seen. */
const LONG_VALUE = /"([^"]{16})[^"]{9,}"/g;

/** Texts that differ in their figures and names alone are of one cause. */
function other(expected: string, actual: string): Difference {
  const seen = actual.replace(OF_ANSWERS, '');
  const blurred = seen.replace(/"[^"]*"|\d+/g, '…');
  return {
    kind: 'other',
    seen: seen.replace(LONG_VALUE, '"$1…"'),
    due: expected,
    // Whatever was to be seen, the same thing seen in its place is one fault.
    wide: { seen: blurred, due: seen === '' ? expected : '' },
  };
}
