import type { Answer } from './answer.js';
import { fieldAt } from './fields.js';
import type { AnswerShape, Contract, ErrorCode } from './types.js';

/** What a refusal tells the harness itself, by exactly the documented status and code; undefined for any other answer. */
export function signalOf(answer: Answer, { errors }: Pick<Contract, 'errors'>): ErrorCode['signals'] {
  if (answer.kind !== 'refusal') return undefined;
  return errors.find(({ status, code }) => status === answer.status && code === answer.message.code)?.signals;
}

/** Milliseconds that the service says it spent on a request; undefined when it does not say. */
export function serverTime(answer: Answer, { fields }: AnswerShape): number | undefined {
  const field = fields.find(({ measures }) => measures === 'server time');
  if (field === undefined || !('fields' in answer) || answer.fields === undefined) return undefined;
  const value = fieldAt(answer.fields, field.name);
  return typeof value === 'number' && value >= 0 ? value : undefined;
}

/** A documented error that signals something, as reports write it, e.g. `403 CONCURRENCY_LIMIT_EXCEEDED`; empty without one. */
export function signalText(signal: NonNullable<ErrorCode['signals']>, { errors }: Pick<Contract, 'errors'>): string {
  const error = errors.find(({ signals }) => signals === signal);
  return error === undefined ? '' : `${error.status} ${error.code}`;
}
