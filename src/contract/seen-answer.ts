import type { Answer } from './answer.js';
import { type Fields, fieldAt } from './fields.js';
import { repeatedKeys } from './repeated-keys.js';
import type { Contract } from './types.js';

/** One answer as the sweeps over the whole run need it: small, and never parsed again. Its texts are redacted before they are stored. */
export interface SeenAnswer extends KeptFields {
  /** Id of the contract that documents it. */
  readonly contract: string;
  /** Id of the scenario whose request drew it. */
  readonly scenario: string;
  /**
   * `judged`: the API's answer to a request with a documented outcome; `observed`: to one whose outcome the page leaves
   * open; `other`: from another path or to another method, where the page promises nothing about fields.
   */
  readonly kind: 'judged' | 'observed' | 'other';
  /** Epoch milliseconds by the local clock when sending began. */
  readonly sentAtMs: number;
  /** Epoch milliseconds of the Date header; null without one. */
  readonly serverDateMs: number | null;
  /** Time seen from outside, milliseconds. */
  readonly wallMs: number;
  readonly status: number;
  /** Names of its headers; absent where it came by no request, or in records of an earlier version. */
  readonly headers?: readonly string[];
  /** The body as results keep it: its beginning when it was long. */
  readonly body: string;
  /** Shell line that repeats the request. */
  readonly curl: string;
  /** 0 for the first sending, n for the n-th repetition after 500 INTERNAL_ERROR. */
  readonly attempt: number;
}

/** What is kept of an answer's fields. */
export interface KeptFields {
  /** Why the body is no JSON object; empty when it is one. */
  readonly problem: string;
  /** The documented fields that it has, by name or path, each of bounded length; empty when it is no JSON object. */
  readonly fields: Fields;
  /** Names of other fields, some of them. */
  readonly otherFields: readonly string[];
  /** Keys that stand twice in one object of the body, some of them. */
  readonly repeated: readonly string[];
}

const LONGEST_VALUE = 4000;
const LONGEST_NAME = 100;
const MOST_NAMES = 20;

/**
 * The documented fields of an answer, and what else the sweeps look for in its body. What is too long is replaced as a whole
 * by its length and its digest, so that equal values stay equal and no half of a secret is left.
 */
export function keepFields(
  answer: Answer,
  body: string,
  contract: Contract,
  digest: (text: string) => string,
): KeptFields {
  const all = 'fields' in answer ? answer.fields : undefined;
  if (all === undefined)
    return { problem: 'why' in answer ? answer.why : '', fields: {}, otherFields: [], repeated: [] };
  const documented = documentedNames(contract);
  const roots = new Set(documented.map((name) => name.split('.')[0]));
  const instead = (text: string) => `(${text.length} characters, ${digest(text)})`;
  const names = (of: readonly string[]) =>
    of.slice(0, MOST_NAMES).map((name) => (name.length > LONGEST_NAME ? instead(name) : name));
  const fields = documented
    .map((name) => [name, boundedValue(fieldAt(all, name), instead)] as const)
    .filter(([, value]) => value !== undefined);
  return {
    problem: '',
    fields: Object.fromEntries(fields),
    otherFields: names(Object.keys(all).filter((name) => !roots.has(name))),
    repeated: names([...new Set(repeatedKeys(body).map(({ key }) => key))]),
  };
}

/** The fields that the contract gives, and those by which a success and an error are told. */
function documentedNames({ answer: { fields, success, error } }: Contract): string[] {
  const told = error.kind === 'message' ? [error.field] : [error.code, error.argument ?? ''];
  const names = new Set([...fields.map(({ name }) => name), success.field, ...told]);
  names.delete('');
  return [...names];
}

function boundedValue(value: unknown, instead: (text: string) => string): unknown {
  if (typeof value === 'string') return value.length > LONGEST_VALUE ? instead(value) : value;
  if (value === null || typeof value !== 'object') return value;
  const text = JSON.stringify(value);
  if (text.length <= LONGEST_VALUE) return value;
  return Array.isArray(value) ? [instead(text)] : { [instead(text)]: null };
}
