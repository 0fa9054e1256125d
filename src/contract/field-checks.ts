import { sayOfAnswers as say } from '../sayings/answers.js';
import type { Fields } from './fields.js';
import type { SeenAnswer } from './seen-answer.js';
import type { AnswerField, FieldType } from './types.js';

/** What is wrong with one answer, as a sentence; undefined when nothing is. `fields` are kept by name or path. */
export type FieldCheck = (fields: Fields, answer: SeenAnswer) => string | undefined;

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3600 * 1000;
/** Less is no time of a service in milliseconds since 1970: this one is in 1973, and as seconds in the year 5138. */
const EARLIEST_MS = 1e11;
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

/** A time stamp in Unix seconds after the request, by our clock or that of the server: either may be wrong. */
export function inFuture({ name }: AnswerField): FieldCheck {
  return (fields, answer) => {
    const value = fields[name];
    if (typeof value !== 'number') return undefined;
    const clocks = clocksAt(answer);
    if (clocks.some((clock) => isNear(value * 1000, clock))) return undefined;
    const later = clocks.find((clock) => value * 1000 <= clock);
    if (later !== undefined) return say('notAfter', { field: name, count: value, of: inSeconds(later) });
    const far = say('farAhead', { field: name, count: value });
    const inMilliseconds = value >= EARLIEST_MS && clocks.some((clock) => isNear(value, clock));
    return inMilliseconds ? `${far}; ${say('likeMilliseconds')}` : far;
  };
}

/** What there is to say of a time stamp that lies after the request by one of the two clocks alone. */
export function afterOneClock({ name }: AnswerField): FieldCheck {
  return (fields, answer) => {
    const value = fields[name];
    const [ours, theirs = ours] = clocksAt(answer);
    if (typeof value !== 'number' || value * 1000 > ours === value * 1000 > theirs) return undefined;
    return say('byOneClock', { field: name, count: value, of: inSeconds(ours), other: inSeconds(theirs) });
  };
}

/** Whether a time lies in the ten years after another, both Unix ms. */
function isNear(timeMs: number, nowMs: number): boolean {
  return timeMs > nowMs && timeMs < nowMs + TEN_YEARS_MS;
}

/** When the request was sent, Unix ms: by our clock, and by the server's Date header where that differs. */
function clocksAt({ sentAtMs, serverDateMs }: SeenAnswer): readonly [ours: number, ...theirs: number[]] {
  const differ = serverDateMs !== null && Math.abs(serverDateMs - sentAtMs) > CLOCK_TOLERANCE_MS;
  return differ ? [sentAtMs, serverDateMs] : [sentAtMs];
}

function inSeconds(ms: number): number {
  return Math.floor(ms / 1000);
}

function isObject(value: unknown): boolean {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
