import { sayOfAnswers } from '../../sayings/answers.js';

/** What is wrong with a field that is not what it must be, e.g. `a string`; one that is not there is missing. */
export function isNot(field: string, value: unknown, due: string): string {
  return value === undefined
    ? sayOfAnswers('missing', { field })
    : sayOfAnswers('isNot', { field, value: show(value), due });
}

/** A value as reports show it, cut to 80 characters. */
export function show(value: unknown): string {
  return (JSON.stringify(value) ?? 'missing').slice(0, 80);
}
