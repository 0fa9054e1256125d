import type { Fields } from './answer.js';
import type { SeenAnswer } from './seen-answer.js';

/** What is wrong with one answer, as a sentence; undefined when nothing is. */
export type FieldCheck = (fields: Fields, answer: SeenAnswer) => string | undefined;

const TEN_YEARS_MS = 10 * 365.25 * 24 * 3600 * 1000;
/** A Date header has whole seconds; a smaller difference says nothing about the server's clock. */
const CLOCK_TOLERANCE_MS = 2000;

/** The page, on request_id: "always returned", a string. */
export const requestIdPresent: FieldCheck = ({ request_id: value }) => nonEmptyString('request_id', value);

/** The page, on time_used: an Int, milliseconds, always returned. */
export const timeUsedPresent: FieldCheck = ({ time_used: value }) => {
  if (value === undefined) return 'time_used is missing';
  return Number.isInteger(value) && (value as number) >= 0
    ? undefined
    : `time_used is ${show(value)}, not an integer of milliseconds`;
};

/** The server cannot have spent more time than passed outside; one millisecond for rounding. */
export const timeUsedTrue: FieldCheck = ({ time_used: value }, { wallMs }) => {
  if (typeof value !== 'number' || value <= wallMs + 1) return undefined;
  return `time_used says ${value} ms, but only ${wallMs.toFixed(1)} ms passed from sending to the end of the answer`;
};

export const tokenPresent: FieldCheck = ({ token: value }) => nonEmptyString('token', value);

export const tokenAbsent: FieldCheck = (fields) => absent('token', fields, 'a failure');

/** The page, on expired_time: "a time stamp"; its example is in seconds. */
export const expiredTimePresent: FieldCheck = ({ expired_time: value }) => {
  if (value === undefined) return 'expired_time is missing';
  return Number.isInteger(value) ? undefined : `expired_time is ${show(value)}, not an integer`;
};

export const expiredTimeInFuture: FieldCheck = ({ expired_time: value }, answer) => {
  if (typeof value !== 'number') return undefined;
  const now = serverNow(answer);
  if (value * 1000 <= now) return `expired_time ${value} is not after the request (${Math.floor(now / 1000)})`;
  // A server whose Date is years old may well count the life of its tokens by a right clock.
  const clocks = [now, answer.sentAtMs];
  if (clocks.some((clock) => isNear(value * 1000, clock))) return undefined;
  const milliseconds = clocks.some((clock) => isNear(value, clock)) ? '; it looks like milliseconds' : '';
  return `expired_time ${value} is more than ten years ahead, read as seconds${milliseconds}`;
};

/** Whether a time lies in the ten years after another, both Unix ms. */
function isNear(timeMs: number, nowMs: number): boolean {
  return timeMs > nowMs && timeMs < nowMs + TEN_YEARS_MS;
}

export const errorMessagePresent: FieldCheck = ({ error_message: value }) => nonEmptyString('error_message', value);

export const errorMessageAbsent: FieldCheck = (fields) => absent('error_message', fields, 'a success');

/** The server's time when the request was sent: by its Date header where the clocks differ, else by ours. */
function serverNow({ sentAtMs, serverDateMs }: SeenAnswer): number {
  return serverDateMs !== null && Math.abs(serverDateMs - sentAtMs) > CLOCK_TOLERANCE_MS ? serverDateMs : sentAtMs;
}

function nonEmptyString(name: string, value: unknown): string | undefined {
  if (value === undefined) return `${name} is missing`;
  return typeof value === 'string' && value !== '' ? undefined : `${name} is ${show(value)}, not a string`;
}

function absent(name: string, fields: Fields, where: string): string | undefined {
  return Object.hasOwn(fields, name) ? `${name} is ${show(fields[name])} in ${where}, where it must not be` : undefined;
}

function show(value: unknown): string {
  return (JSON.stringify(value) ?? String(value)).slice(0, 80);
}
