import { contracts } from '../../../contracts/index.js';
import { suggest } from '../../contract/suggest.js';
import { EmulatorOptionError } from '../option-error.js';
import type { Refusal } from '../refusal.js';

/**
 * How a request is answered: status and error of the vendor's pages as one text, e.g. `500 INTERNAL_ERROR` or
 * `400 MISSING_ARGUMENTS: biz_no`, or anything else in parts.
 */
export type AnswerSpec = string | AnswerParts;

/** An answer in parts. With none of `error`, `body`, `status` and `reset` the request is answered as usual. */
export interface AnswerParts {
  /** HTTP status; 200 with a body, else that of the error on the vendor's page. */
  readonly status?: number;
  /** Code and argument of `error_message`; also one that the pages lack. */
  readonly error?: string;
  /** The whole body, whatever it is, in place of JSON. */
  readonly body?: string;
  /** Of `body`; `text/html` unless given. */
  readonly contentType?: string;
  /** Fields that an answer as usual gets, in place of its own or beside them, e.g. another `token`. */
  readonly fields?: Readonly<Record<string, unknown>>;
  /** Turns the order of the fields of an answer as usual round. */
  readonly reversed?: boolean;
  /** Milliseconds before the answer. */
  readonly delayMs?: number;
  /** Resets the connection in place of an answer. */
  readonly reset?: boolean;
}

/** An answer that waits for its request. */
export interface PreparedAnswer {
  readonly kind: 'usual' | 'error' | 'body' | 'reset';
  readonly status: number | undefined;
  readonly refusal: Refusal;
  readonly body: string;
  readonly contentType: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly reversed: boolean;
  readonly delayMs: number;
}

const PARTS = ['status', 'error', 'body', 'contentType', 'fields', 'reversed', 'delayMs', 'reset'] as const;
const LONGEST_DELAY_MS = 600_000;

/** Checks and completes an answer. Throws EmulatorOptionError for one that cannot be given. */
export function prepareAnswer(spec: AnswerSpec): PreparedAnswer {
  const parts = typeof spec === 'string' ? documented(spec) : checkParts(spec);
  const { status, error, body, contentType = 'text/html; charset=utf-8', fields = {}, reversed = false } = parts;
  const { delayMs = 0, reset = false } = parts;
  const kind = reset ? 'reset' : body !== undefined ? 'body' : error !== undefined ? 'error' : 'usual';
  const common = { contentType, fields, reversed, delayMs, body: body ?? '' };
  if (kind !== 'usual' || status === undefined) return { ...common, kind, status, refusal: refusalOf(error ?? '') };
  return { ...common, kind: 'body', status, refusal: refusalOf('') };
}

function refusalOf(error: string): Refusal {
  const [, code = '', argument] = /^([^:]*)(?::\s*(.*))?$/s.exec(error) ?? [];
  return argument === undefined ? { code } : { code, argument: argument.trim() };
}

/** `500 INTERNAL_ERROR`: a code of the pages with the status that they give it; `200` is the usual answer. */
function documented(text: string): AnswerParts {
  const [, status = '', error = ''] = /^\s*(\d{3})(?:\s+(.*\S))?\s*$/.exec(text) ?? [];
  const expected =
    'a status and an error of the vendor\'s pages, as in "500 INTERNAL_ERROR"; anything else as an object';
  if (status === '') throw new EmulatorOptionError('answerNext', text, expected);
  if (error === '') return status === '200' ? {} : { status: Number(status) };
  const { code } = refusalOf(error);
  const known = contracts.flatMap(({ errors }) => errors);
  const found = known.filter((one) => one.code === code);
  if (found.length === 0) {
    const codes = [...new Set(known.map((one) => one.code))];
    throw new EmulatorOptionError(
      'answerNext',
      text,
      `a documented code${suggest(code, codes) || `: ${codes.join(', ')}`}`,
    );
  }
  if (!found.some((one) => one.status === Number(status)))
    throw new EmulatorOptionError('answerNext', text, `${found[0]!.status} ${error}; another status as an object`);
  return { status: Number(status), error };
}

function checkParts(parts: AnswerParts): AnswerParts {
  if (typeof parts !== 'object' || parts === null)
    throw new EmulatorOptionError('answerNext', parts, 'a text or an object');
  for (const key of Object.keys(parts))
    if (!(PARTS as readonly string[]).includes(key))
      throw new EmulatorOptionError('answerNext', key, `one of ${PARTS.join(', ')}${suggest(key, PARTS)}`);
  const { status, error, body, contentType, fields, delayMs } = parts;
  const refuse = (key: string, found: unknown, expected: string) => {
    throw new EmulatorOptionError(`answerNext.${key}`, found, expected);
  };
  if (status !== undefined && !(Number.isInteger(status) && status >= 200 && status <= 599))
    refuse('status', status, 'a whole number from 200 to 599');
  for (const [key, text] of Object.entries({ error, body, contentType }))
    if (text !== undefined && typeof text !== 'string') refuse(key, text, 'a text');
  if (contentType !== undefined && !/^[\x20-\x7e]+$/.test(contentType))
    refuse('contentType', contentType, 'printable ASCII');
  if (fields !== undefined && (typeof fields !== 'object' || fields === null || Array.isArray(fields)))
    refuse('fields', fields, 'an object');
  if (delayMs !== undefined && !(delayMs >= 0 && delayMs <= LONGEST_DELAY_MS))
    refuse('delayMs', delayMs, `0 to ${LONGEST_DELAY_MS}`);
  return parts;
}
