import { type Answer, describeAnswer } from './answer.js';
import { type Fields, fieldAt } from './fields.js';
import type { Contract, Role } from './types.js';

/** What the answer to one plain, valid request tells before a run. `said` is the answer as a line of text. */
export type PreflightJudgement =
  /** The API answers, right or wrong: the scenarios will tell. */
  | { readonly kind: 'go'; readonly said: string }
  /** The API refuses the account itself: its pair, or its permission. */
  | { readonly kind: 'refused'; readonly said: string; readonly permission: boolean }
  /** Something else answers. */
  | { readonly kind: 'not-the-api'; readonly said: string }
  /** No whole answer came. */
  | { readonly kind: 'unanswered'; readonly said: string };

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
    case 'refusal': {
      const signal = contract.errors.find(({ code }) => code === answer.message.code)?.signals;
      if (signal === 'no such API') return { kind: 'not-the-api', said };
      const permission = signal === 'no permission';
      const refused = signal === 'wrong credentials' || (permission && role !== 'denied');
      return refused && role !== undefined ? { kind: 'refused', said, permission } : { kind: 'go', said };
    }
    case 'protocol-error':
      if (hasFieldsOf(contract, answer.fields, body)) return { kind: 'go', said };
      return { kind: 'not-the-api', said: `${said}${excerpt(body)}` };
  }
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

/** One field that says success or failure, or two of those that other services have as well. */
function hasFieldsOf(contract: Contract, fields: Fields | undefined, body: string): boolean {
  const { fields: documented, success } = contract.answer;
  const names = documented.map(({ name }) => name);
  const telling = documented.filter(({ present }) => present === 'on-failure').map(({ name }) => name);
  if (fields === undefined)
    return /^\s*\{/.test(body) && names.some((name) => new RegExp(`"${name}"\\s*:`).test(body.slice(0, LOOK_INTO)));
  const found = names.filter((name) => fieldAt(fields, name) !== undefined);
  return found.length > 1 || found.some((name) => name === success.field || telling.includes(name));
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
