import { type ErrorMessage, parseErrorMessage } from './error-message.js';
import { nestsDeeperThan } from './nesting.js';

/** What came back, or why nothing did. Shapes only; whether it is right is the judge's business. */
export type Answer =
  /** HTTP 2xx with a token. */
  | { readonly kind: 'success'; readonly status: number; readonly fields: Fields }
  /** An answer with an `error_message` that begins with a code. */
  | {
      readonly kind: 'refusal';
      readonly status: number;
      readonly message: ErrorMessage;
      readonly text: string;
      readonly fields: Fields;
    }
  /** An answer that is neither: no JSON object, no token and no error_message, an empty body, HTML. */
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

export type Fields = Readonly<Record<string, unknown>>;

/** An answer of the API has some hundred bytes. A body larger than this is not looked into. */
export const LARGEST_BODY_BYTES = 1_000_000;
/** Nor is one whose objects and arrays nest deeper. */
export const DEEPEST_NESTING = 100;
/** The page's longest error_message has some forty characters. */
const LONGEST_ERROR_MESSAGE = 4000;

/** Of a body that was too large to be kept whole. */
export interface BodySize {
  /** Bytes read. */
  readonly bytes: number;
  /** False when reading stopped before its end. */
  readonly whole: boolean;
}

/**
 * Takes an answer's status and body apart. A body that is too large or too deep is a protocol error that says so. `size`
 * goes with a body of which only the beginning is given. Pure; never throws.
 */
export function classifyAnswer(
  status: number,
  body: string,
  size: BodySize = { bytes: body.length, whole: true },
): Answer {
  const parsed = size.bytes > LARGEST_BODY_BYTES ? tooLarge(size) : parseObject(body);
  if (typeof parsed === 'string') return { kind: 'protocol-error', status, why: parsed, fields: undefined };
  const { token, error_message: text } = parsed;
  if (typeof text === 'string' && text.length > LONGEST_ERROR_MESSAGE) {
    const why = `the error_message is ${text.length} characters long`;
    return { kind: 'protocol-error', status, why, fields: parsed };
  }
  if (typeof text === 'string' && text !== '') {
    const message = parseErrorMessage(text);
    if (message === undefined) {
      return {
        kind: 'protocol-error',
        status,
        why: `error_message "${text}" does not begin with a code`,
        fields: parsed,
      };
    }
    return { kind: 'refusal', status, message, text, fields: parsed };
  }
  if (status >= 200 && status < 300 && typeof token === 'string' && token !== '') {
    return { kind: 'success', status, fields: parsed };
  }
  const why = status >= 400 ? 'a failure without an error_message' : 'neither a token nor an error_message';
  return { kind: 'protocol-error', status, why, fields: parsed };
}

/** The JSON object in a body, or a sentence that says why there is none. */
export function parseObject(body: string): Fields | string {
  if (body.trim() === '') return 'the body is empty';
  if (nestsDeeperThan(body, DEEPEST_NESTING)) return `the body nests deeper than ${DEEPEST_NESTING} levels`;
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return /^\s*</.test(body) ? 'the body is HTML or XML, not JSON' : 'the body is not JSON';
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return `the body is JSON, but ${Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`}, not an object`;
  }
  return value as Fields;
}

function tooLarge({ bytes, whole }: BodySize): string {
  // Where reading stops depends on how the bytes are cut.
  const megabytes = `${whole ? (bytes / 1e6).toFixed(1) : Math.floor(bytes / 1e6)} MB`;
  const most = `the ${LARGEST_BODY_BYTES / 1e6} MB up to which an answer is looked into`;
  return whole
    ? `the body is ${megabytes}, more than ${most}`
    : `the body was cut off after ${megabytes}, more than ${most}`;
}

/** One line of text for what came, e.g. `400 BAD_ARGUMENTS:biz_no` or `200 and a token`. */
export function describeAnswer(answer: Answer): string {
  switch (answer.kind) {
    case 'success':
      return `${answer.status} and a token`;
    case 'refusal':
      return `${answer.status} ${answer.text}`;
    case 'protocol-error':
      return `${answer.status}, ${answer.why}`;
    case 'unknown':
      return `no answer: ${answer.why}`;
    case 'unreachable':
      return `not reached: ${answer.why}`;
  }
}
