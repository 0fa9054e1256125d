import { sayOfAnswers as say } from '../sayings/answers.js';
import { type ErrorMessage, findError } from './error-message.js';
import { type Fields, fieldAt } from './fields.js';
import { nestsDeeperThan } from './nesting.js';
import type { AnswerShape } from './types.js';

/** What came back, or why nothing did. Shapes only; whether it is right is the judge's business. */
export type Answer =
  /** HTTP 2xx with what the contract calls a success; `what` names it, e.g. `a token`. */
  | { readonly kind: 'success'; readonly status: number; readonly fields: Fields; readonly what: string }
  /** An answer with an error from which a code can be read. */
  | {
      readonly kind: 'refusal';
      readonly status: number;
      readonly message: ErrorMessage;
      readonly text: string;
      readonly fields: Fields;
    }
  /** An answer that is neither: no JSON object, no success and no error, an empty body, HTML. */
  | {
      readonly kind: 'protocol-error';
      readonly status: number;
      readonly why: string;
      readonly fields: Fields | undefined;
    }
  /** The request may have arrived, but no whole answer came back: reset, time-out, cut off. Never sent again blindly. */
  | { readonly kind: 'unknown'; readonly why: string }
  /** The request was not sent: no connection. */
  | { readonly kind: 'unreachable'; readonly why: string };

/** An answer of the API has some hundred bytes. A body larger than this is not looked into. */
export const LARGEST_BODY_BYTES = 1_000_000;
/** Nor is one whose objects and arrays nest deeper. */
export const DEEPEST_NESTING = 100;

/** Of a body that was too large to be kept whole. */
export interface BodySize {
  /** Bytes read. */
  readonly bytes: number;
  /** False when reading stopped before its end. */
  readonly whole: boolean;
}

/**
 * Takes an answer's status and body apart, by the shape that its contract gives. A body that is too large or too deep is a
 * protocol error that says so. `size` goes with a body of which only the beginning is given. Pure; never throws.
 */
export function classifyAnswer(
  status: number,
  body: string,
  shape: AnswerShape,
  size: BodySize = { bytes: body.length, whole: true },
): Answer {
  const parsed = size.bytes > LARGEST_BODY_BYTES ? tooLarge(size) : parseObject(body);
  if (typeof parsed === 'string') return { kind: 'protocol-error', status, why: parsed, fields: undefined };
  const found = findError(parsed, shape);
  if (found.kind === 'unreadable') return { kind: 'protocol-error', status, why: found.why, fields: parsed };
  if (found.kind === 'error') {
    const { message, text } = found;
    return { kind: 'refusal', status, message, text, fields: parsed };
  }
  const { success, error } = shape;
  if (status >= 200 && status < 300 && tellsSuccess(parsed, shape))
    return { kind: 'success', status, fields: parsed, what: success.text };
  const errorField = error.kind === 'message' ? error.field : error.code;
  const without =
    success.field === '' ? say('successWithout') : say('neither', { what: success.text, field: errorField });
  return {
    kind: 'protocol-error',
    status,
    why: status >= 400 ? say('failureWithout', { field: errorField }) : without,
    fields: parsed,
  };
}

function tellsSuccess(fields: Fields, { fields: documented, success: { field, value } }: AnswerShape): boolean {
  if (field === '') return true;
  const found = fieldAt(fields, field);
  if (value !== undefined) return found === value;
  if (documented.some(({ name, type }) => name === field && type === 'string'))
    return typeof found === 'string' && found !== '';
  return found !== undefined && found !== null && found !== false;
}

/** The JSON object in a body, or a sentence that says why there is none; `what` names in it what holds the body. */
export function parseObject(body: string, what = say('body')): Fields | string {
  if (body.trim() === '') return say('empty', { what });
  if (nestsDeeperThan(body, DEEPEST_NESTING)) return say('tooDeep', { what, count: DEEPEST_NESTING });
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return say(/^\s*</.test(body) ? 'markup' : 'notJson', { what });
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    const type = Array.isArray(value) ? say('array') : value === null ? 'null' : `a ${typeof value}`;
    return say('notObject', { what, type });
  }
  return value as Fields;
}

function tooLarge({ bytes, whole }: BodySize): string {
  // Where reading stops depends on how the bytes are cut.
  const size = `${whole ? (bytes / 1e6).toFixed(1) : Math.floor(bytes / 1e6)} MB`;
  return say(whole ? 'tooLarge' : 'cutOff', { what: say('body'), size, most: LARGEST_BODY_BYTES / 1e6 });
}

/** One line of text for what came, e.g. `400 BAD_ARGUMENTS:biz_no` or `200 and a token`. */
export function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'success':
      return `${answer.status} and ${answer.what}`;
    case 'refusal':
      return `${answer.status} ${answer.text}`;
    case 'protocol-error':
      return `${answer.status}, ${answer.why}`;
    case 'unknown':
      return say('noAnswer', { reason: answer.why });
    case 'unreachable':
      return say('notReached', { reason: answer.why });
  }
}
