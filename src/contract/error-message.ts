import { sayOfAnswers as say } from '../sayings/answers.js';
import { type Fields, fieldAt } from './fields.js';
import type { AnswerShape, Contract, ErrorNotation } from './types.js';

/** An error taken apart: its code and what follows it. */
export interface ErrorMessage {
  readonly code: string;
  /** Without the whitespace around it; empty when there is none. */
  readonly argument: string;
}

/** What an answer says of its failure. */
export type FoundError =
  | { readonly kind: 'none' }
  | { readonly kind: 'error'; readonly message: ErrorMessage; readonly text: string }
  /** There is a text, but no code can be read from it. */
  | { readonly kind: 'unreadable'; readonly why: string };

/** The longest message of the vendor's page has some forty characters. */
const LONGEST_MESSAGE = 4000;

/** The error of an answer, by the notation of its contract. Takes time by the length of the text alone. */
export function findError(fields: Fields, { error, success }: AnswerShape): FoundError {
  const code = error.kind === 'message' ? error.field : error.code;
  const value = fieldAt(fields, code);
  if (error.kind === 'fields') {
    const isSuccess = success.value !== undefined && success.field === code && value === success.value;
    if (isSuccess || (typeof value !== 'string' && typeof value !== 'number') || value === '') return { kind: 'none' };
    const argument = error.argument === undefined ? '' : fieldAt(fields, error.argument);
    const message = {
      code: String(value),
      argument: typeof argument === 'string' ? argument.slice(0, LONGEST_MESSAGE) : '',
    };
    return { kind: 'error', message, text: joined(message) };
  }
  if (typeof value !== 'string' || value === '') return { kind: 'none' };
  if (value.length > LONGEST_MESSAGE)
    return { kind: 'unreadable', why: say('longMessage', { field: error.field, count: value.length }) };
  const message = parseErrorMessage(value, error);
  return message === undefined
    ? { kind: 'unreadable', why: say('noCodeFirst', { field: error.field, text: value }) }
    : { kind: 'error', message, text: value };
}

/**
 * Takes a message apart: code, optional separator, optional whitespace, the argument, optional whitespace. Whitespace never
 * matters: the vendor's page itself writes both `MISSING_ARGUMENTS: <key>` and `BAD_ARGUMENTS:<key>`. Returns undefined for
 * a text that does not begin with a code.
 */
export function parseErrorMessage(text: string, notation: ErrorNotation): ErrorMessage | undefined {
  const separator = notation.kind === 'message' ? notation.separator : ':';
  const code = codePattern(notation).exec(text)?.[0];
  if (code === undefined) return undefined;
  const from = text.startsWith(separator, code.length) ? code.length + separator.length : code.length;
  return { code, argument: withoutWhitespace(text, from) };
}

/** Writes a code and its argument as the vendor's page does. */
export function formatErrorMessage(
  message: ErrorMessage,
  { errors, answer }: Pick<Contract, 'errors' | 'answer'>,
): string {
  const separator = answer.error.kind === 'message' ? answer.error.separator : ':';
  const spaced = errors.some(({ code, spaced: space }) => code === message.code && space === true);
  return joined(message, spaced ? `${separator} ` : separator);
}

function joined({ code, argument }: ErrorMessage, separator = ':'): string {
  return argument === '' ? code : `${code}${separator}${argument}`;
}

const patterns = new Map<string, RegExp>();

/** What a code looks like, up to the separator, whitespace or the end. */
function codePattern(notation: ErrorNotation): RegExp {
  const [code, separator] =
    notation.kind === 'message' ? [notation.code, notation.separator] : ['[^: \\t]{1,100}', ':'];
  const source = `^(?:${code})(?=$|[ \\t]|${separator.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')})`;
  const known = patterns.get(source) ?? new RegExp(source);
  patterns.set(source, known);
  return known;
}

/** A loop, as an expression that looks for whitespace at the end of a text takes time by the square of its length. */
function withoutWhitespace(text: string, from: number): string {
  let [start, end] = [from, text.length];
  while (start < end && isWhitespace(text[start])) start += 1;
  while (end > start && isWhitespace(text[end - 1])) end -= 1;
  return text.slice(start, end);
}

function isWhitespace(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}
