import { sayOfAnswers } from '../sayings/answers.js';
import { type Answer, describeAnswer } from './answer.js';
import { type Fields, fieldAt } from './fields.js';
import type { Contract, Role, Value } from './types.js';

/** What the answer to one plain, valid request tells before a run. `said` is the answer as a line of text. */
export type PreflightJudgement =
  /** The API answers, right or wrong: the scenarios will tell. */
  | { readonly kind: 'go'; readonly said: string }
  | Refused
  /** Something else answers. */
  | { readonly kind: 'not-the-api'; readonly said: string }
  /** No whole answer came. */
  | { readonly kind: 'unanswered'; readonly said: string };

/** The API refuses the account itself: its pair, or its permission. */
export interface Refused {
  readonly kind: 'refused';
  readonly said: string;
  readonly permission: boolean;
}

/** What came back for a request. */
export interface PreflightAnswer {
  readonly answer: Answer;
  /** The answer's body as text, redacted: its beginning is shown. */
  readonly body: string;
}

/**
 * Judges the answer to a valid liveness-only request of an account; `undefined`: of nobody, without credentials. A broken API
 * is still the API: what has its fields goes on to be judged by the scenarios. What the contract's errors signal decides
 * whether the account is refused or the API is not there, whatever the status; the account `denied` is there to lack permission.
 */
export function judgePreflight(
  { answer, body }: PreflightAnswer,
  role: Role | undefined,
  contract: Contract,
): PreflightJudgement {
  const said = describeAnswer(answer);
  switch (answer.kind) {
    case 'success':
      return { kind: 'go', said };
    case 'unknown':
    case 'unreachable':
      return { kind: 'unanswered', said: answer.why };
    case 'refusal':
      if (isNotServed(answer, contract) || isForeign(answer, contract)) break;
      return (role === undefined ? undefined : refusalOf(role, answer, contract)) ?? { kind: 'go', said };
    case 'protocol-error':
      if (isNotServed(answer, contract) || !hasFieldsOf(contract, answer.fields, body)) break;
      return { kind: 'go', said };
  }
  return { kind: 'not-the-api', said: `${said}${answer.kind === 'refusal' ? '' : excerpt(body)}` };
}

/** How an answer to a request with an account's own key and secret refuses that account; undefined when it does not. */
export function refusalOf(role: Role, answer: Answer, { errors }: Contract): Refused | undefined {
  if (answer.kind !== 'refusal') return undefined;
  const signal = errors.find(({ code }) => code === answer.message.code)?.signals;
  const permission = signal === 'no permission';
  const refused = signal === 'wrong credentials' || (permission && role !== 'denied');
  return refused ? { kind: 'refused', said: describeAnswer(answer), permission } : undefined;
}

/** The line for an account that is refused. */
export function refusedAccount(role: Role, { said, permission }: Refused): string {
  return sayOfAnswers(permission ? 'keyRefused' : 'accountRefused', { field: role, answer: said });
}

/**
 * What of a contract's first request is left out where a plain one will do: a photo, and what callbacks of a flow before
 * brought. That they are missing is answered, too.
 */
export function needsMore({ requests }: Contract): string[] {
  const [usual = {}] = Object.values(requests);
  const needs = (value: Value) => typeof value === 'object' && ('photo' in value || 'fromCallback' in value);
  return Object.keys(usual).filter((name) => needs(usual[name]!));
}

/** Answers of a server to a path, or a method on it, that it does not serve. */
const NOT_SERVED = [404, 405, 501];

/**
 * Whether an answer says that the endpoint is not there: by a code that signals it, or by its status without a code of the contract.
 * Any other answer, be it a broken one, is the endpoint's.
 */
export function isNotServed(answer: Answer, { errors }: Contract): boolean {
  if (answer.kind === 'unknown' || answer.kind === 'unreachable') return false;
  const code = answer.kind === 'refusal' ? answer.message.code : undefined;
  const documented = errors.find((error) => error.code === code);
  return documented === undefined ? NOT_SERVED.includes(answer.status) : documented.signals === 'no such API';
}

/** An error that no table has, and nothing else that the API's answers have: other services write such, too. */
function isForeign(answer: Extract<Answer, { kind: 'refusal' }>, contract: Contract): boolean {
  return !contract.errors.some(({ code }) => code === answer.message.code) && !hasFieldsOf(contract, answer.fields, '');
}

/** The field of a success, or two of those that other services have as well, as far as the API's answers have two. */
function hasFieldsOf({ answer: shape }: Contract, fields: Fields | undefined, body: string): boolean {
  const { fields: documented, success, error } = shape;
  const ofErrors = error.kind === 'message' ? error.field : error.code;
  const names = [...new Set([...documented.map(({ name }) => name), ofErrors])];
  if (fields === undefined)
    return /^\s*\{/.test(body) && names.some((name) => new RegExp(`"${name}"\\s*:`).test(body.slice(0, LOOK_INTO)));
  const ofSuccess = documented.flatMap(({ name, present }) => (present === 'on-success' ? [name] : []));
  const mostOfFailure = names.filter((name) => !ofSuccess.includes(name)).length;
  const found = names.filter((name) => fieldAt(fields, name) !== undefined);
  return found.length >= Math.min(2, Math.max(1, mostOfFailure)) || found.includes(success.field);
}

const LOOK_INTO = 10_000;
const SHOWN = 80;

/** The title of a page, or the beginning of another body, in brackets; nothing for an empty one. */
function excerpt(body: string): string {
  const beginning = body.slice(0, LOOK_INTO);
  const text = /<title>([^<]*)/i.exec(beginning)?.[1] ?? (/^\s*</.test(beginning) ? '' : beginning);
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '';
  return ` (${JSON.stringify(line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line)})`;
}
