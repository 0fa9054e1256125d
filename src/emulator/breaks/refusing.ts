import type { Contract, ErrorCode, Rule } from '../../contract/types.js';
import type { ApiRequest } from '../api-request.js';
import type { Check, CheckRequest, CheckTable } from '../checks.js';
import type { Refusal } from '../refusal.js';
import { type Break, checks } from './break.js';
import type { BreakKind } from './kinds.js';

// The breaks of a rule that refuses a request, generated from its documented check and from the error that its contract gives it.

type Answer = Refusal | undefined | Promise<Refusal | undefined>;

/** A documented check, and its error as the contract states it. */
export interface RefusingRule {
  readonly rule: Rule;
  readonly check: CheckRequest;
  readonly contract: Contract;
}

interface Way {
  readonly kind: BreakKind;
  readonly applies: (rule: RefusingRule) => boolean;
  readonly wrap: (rule: RefusingRule) => CheckRequest;
}

const every = () => true;
const onForms = ({ contract }: RefusingRule) => contract.endpoint?.sends === 'form';

const WAYS: readonly Way[] = [
  { kind: 'missing', applies: every, wrap: () => () => undefined },
  { kind: 'always', applies: hasError, wrap: (rule) => () => documentedRefusal(rule) },
  { kind: 'wrong-code', applies: every, wrap: withRefusal(otherCode) },
  { kind: 'unknown-code', applies: every, wrap: withRefusal(unknownCode) },
  { kind: 'wrong-status', applies: every, wrap: withRefusal(otherStatus) },
  { kind: 'wrong-argument', applies: mayHaveArgument, wrap: withRefusal(otherArgument) },
  { kind: 'no-argument', applies: mustHaveArgument, wrap: withRefusal(({ code }) => ({ code })) },
  { kind: 'sticky', applies: every, wrap: sticky },
  { kind: 'first-time-only', applies: every, wrap: firstTimeOnly },
  { kind: 'multipart-only', applies: onForms, wrap: where(({ encoding }) => encoding === 'multipart') },
  { kind: 'urlencoded-only', applies: onForms, wrap: where(({ encoding }) => encoding === 'urlencoded') },
];

/** The breaks of every judged rule that a table checks; `leftOut`: names of breaks that do not apply for a reason of the endpoint's. */
export function refusingBreaks(table: CheckTable, contract: Contract, leftOut: ReadonlySet<string>): Break[] {
  return refusingRules(table, contract).flatMap((found) =>
    WAYS.filter(({ kind, applies }) => applies(found) && !leftOut.has(`${found.rule.id}:${kind}`)).map(
      ({ kind, wrap }) => checks(found.rule.id, kind, () => wrap(found)),
    ),
  );
}

/** The judged rules of a contract that a table checks. */
export function refusingRules(table: CheckTable, contract: Contract): RefusingRule[] {
  return [...table.credentials, ...table.parameters].flatMap(({ id, check }: Check) => {
    const rule = contract.rules.find((one) => one.id === id);
    return rule === undefined || rule.standing === 'silent' ? [] : [{ rule, check, contract }];
  });
}

/** Looks only at some requests. */
export function where(looked: (request: ApiRequest) => boolean): (rule: Pick<RefusingRule, 'check'>) => CheckRequest {
  return ({ check }) =>
    (request) =>
      looked(request) ? check(request) : undefined;
}

/** The error of a rule's outcome, e.g. `BAD_ARGUMENTS:biz_no` of `200, otherwise 400 BAD_ARGUMENTS:biz_no`. */
function errorOf({
  rule,
  contract,
}: RefusingRule): { readonly error: ErrorCode; readonly argument: string } | undefined {
  const [, code, argument = ''] = /\d{3} ([A-Z_]+)(?:: ?([^(]+))?/.exec(rule.outcome) ?? [];
  const error = contract.errors.find((one) => one.code === code);
  return error === undefined ? undefined : { error, argument: argument.trim() };
}

function hasError(rule: RefusingRule): boolean {
  return errorOf(rule) !== undefined;
}

function mayHaveArgument(rule: RefusingRule): boolean {
  const argument = errorOf(rule)?.error.argument ?? 'none';
  return argument !== 'none';
}

function mustHaveArgument(rule: RefusingRule): boolean {
  return mayHaveArgument(rule) && errorOf(rule)?.error.argument !== 'optional-parameter';
}

function documentedRefusal(rule: RefusingRule): Refusal {
  const { error, argument } = errorOf(rule)!;
  return argument === '' ? { code: error.code } : { code: error.code, argument };
}

function withRefusal(change: (refusal: Refusal, rule: RefusingRule) => Refusal): Way['wrap'] {
  return (rule) => (request) => goOn(rule.check(request), (refusal) => refusal && change(refusal, rule));
}

/** The next code of the same status on the page. */
function otherCode(refusal: Refusal, { contract }: RefusingRule): Refusal {
  const status = statusOf(refusal, contract);
  const same = [...new Set(contract.errors.filter((error) => error.status === status).map(({ code }) => code))];
  const code = same[(same.indexOf(refusal.code) + 1) % same.length]!;
  return { ...refusal, code, status };
}

function unknownCode(refusal: Refusal, { contract }: RefusingRule): Refusal {
  return { ...refusal, code: 'PARAMETER_ERROR', status: statusOf(refusal, contract) };
}

function otherStatus(refusal: Refusal, { contract }: RefusingRule): Refusal {
  return { ...refusal, status: statusOf(refusal, contract) === 403 ? 401 : 403 };
}

/** The next parameter of the same type, or the next documented reason. */
function otherArgument(refusal: Refusal, { contract }: RefusingRule): Refusal {
  const known = contract.errors.find(({ code }) => code === refusal.code)?.argument;
  const parameter = contract.parameters.find(({ name }) => name === refusal.argument);
  const names =
    typeof known === 'object'
      ? known
      : contract.parameters.filter(({ type }) => type === (parameter?.type ?? 'string')).map(({ name }) => name);
  const place = names.indexOf(refusal.argument ?? '');
  return { ...refusal, argument: names[(place + 1) % names.length]! };
}

function statusOf(refusal: Refusal, { errors }: Contract): number {
  return errors.find(({ code }) => code === refusal.code)?.status ?? 400;
}

function sticky({ check }: RefusingRule): CheckRequest {
  let stuck: Refusal | undefined;
  return (request) =>
    stuck ??
    goOn(check(request), (refusal) => {
      stuck ??= refusal;
      return refusal;
    });
}

function firstTimeOnly({ check }: RefusingRule): CheckRequest {
  let refused = false;
  return (request) =>
    goOn(check(request), (refusal) => {
      if (refusal === undefined || refused) return undefined;
      refused = true;
      return refusal;
    });
}

/** Goes on with what a check found, at once where it was found at once. */
function goOn(found: Answer, go: (refusal: Refusal | undefined) => Refusal | undefined): Answer {
  return found instanceof Promise ? found.then(go) : go(found);
}
