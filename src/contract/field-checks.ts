import { sayOfAnswers as say } from '../sayings/answers.js';
import type { Fields } from './fields.js';
import type { SeenAnswer } from './seen-answer.js';
import type { AnswerField, FieldType } from './types.js';

/** What is wrong with one answer, as a sentence; undefined when nothing is. `fields` are kept by name or path. */
export type FieldCheck = (fields: Fields, answer: SeenAnswer) => string | undefined;

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3600 * 1000;
/** A Date header has whole seconds; a smaller difference says nothing about the server's clock. */
const CLOCK_TOLERANCE_MS = 2000;

const TYPES: Readonly<Record<FieldType, { readonly name: string; readonly fits: (value: unknown) => boolean }>> = {
  string: { name: say('string'), fits: (value) => typeof value === 'string' && value !== '' },
  integer: { name: say('integer'), fits: (value) => Number.isInteger(value) },
  number: { name: say('number'), fits: (value) => typeof value === 'number' },
  boolean: { name: say('boolean'), fits: (value) => typeof value === 'boolean' },
  object: { name: say('object'), fits: isObject },
  array: { name: say('array'), fits: Array.isArray },
  'object or null': {
    name: say('orNull', { type: say('object') }),
    fits: (value) => value === null || isObject(value),
  },
};

/** How a field's type reads in a report. */
export function typeName({ type, measures }: AnswerField): string {
  return measures === 'server time' ? say('milliseconds', { type: TYPES[type].name }) : TYPES[type].name;
}

/** The field is there, with its documented type. */
export function present(field: AnswerField): FieldCheck {
  const { name, type, measures } = field;
  return (fields) => {
    const value = fields[name];
    if (value === undefined) return say('missing', { field: name });
    const right = TYPES[type].fits(value) && !(measures === 'server time' && (value as number) < 0);
    return right ? undefined : say('isNot', { field: name, value: show(value), due: typeName(field) });
  };
}

/** The field is not there at all where it must not be. */
export function absent({ name }: AnswerField, where: 'Failure' | 'Success'): FieldCheck {
  return (fields) =>
    Object.hasOwn(fields, name) ? say(`outOfPlaceIn${where}`, { field: name, value: show(fields[name]) }) : undefined;
}

/** The server cannot have spent more time than passed outside; one millisecond for rounding. */
export function withinTimeSeen({ name }: AnswerField): FieldCheck {
  return (fields, { wallMs }) => {
    const value = fields[name];
    if (typeof value !== 'number' || value <= wallMs + 1) return undefined;
    return say('longerThanSeen', { field: name, ms: value, seen: wallMs.toFixed(1) });
  };
}

/** A time stamp in Unix seconds after the request. */
export function inFuture({ name }: AnswerField): FieldCheck {
  return (fields, answer) => {
    const value = fields[name];
    if (typeof value !== 'number') return undefined;
    const now = serverNow(answer);
    if (value * 1000 <= now) return say('notAfter', { field: name, count: value, of: Math.floor(now / 1000) });
    // A server whose Date is years old may well count by a right clock.
    const clocks = [now, answer.sentAtMs];
    if (clocks.some((clock) => isNear(value * 1000, clock))) return undefined;
    const far = say('farAhead', { field: name, count: value });
    return clocks.some((clock) => isNear(value, clock)) ? `${far}; ${say('likeMilliseconds')}` : far;
  };
}

/** Whether a time lies in the ten years after another, both Unix ms. */
function isNear(timeMs: number, nowMs: number): boolean {
  return timeMs > nowMs && timeMs < nowMs + TEN_YEARS_MS;
}

/** The server's time when the request was sent: by its Date header where the clocks differ, else by ours. */
function serverNow({ sentAtMs, serverDateMs }: SeenAnswer): number {
  return serverDateMs !== null && Math.abs(serverDateMs - sentAtMs) > CLOCK_TOLERANCE_MS ? serverDateMs : sentAtMs;
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
