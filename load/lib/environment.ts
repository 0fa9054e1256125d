import { parseDuration } from '../../src/stats/duration.js';

/**
 * Options from the environment (`FACEGATE_*`), checked where they are read. A value that cannot be used throws an Error
 * that names the variable, what was found and what is expected, before the first request. Names only: a value may be secret.
 */
type Environment = Readonly<Record<string, string | undefined>>;

/** A text, or the default when the variable is unset or empty. */
export function text(env: Environment, name: string, byDefault: string): string {
  const value = env[name];
  return value === undefined || value === '' ? byDefault : value;
}

/** A text that must be there; `what` says what it is, with an example. */
export function required(env: Environment, name: string, what: string): string {
  const value = text(env, name, '');
  if (value === '') throw new Error(`${name} is not set; expected ${what}. Set it in the environment`);
  return value;
}

/** A number from `least` on. */
export function number(env: Environment, name: string, byDefault: number, least: number): number {
  const found = text(env, name, String(byDefault));
  const value = Number(found);
  if (!Number.isFinite(value) || value < least) {
    throw new Error(`${name} is "${found}"; expected a number from ${least} on, e.g. ${byDefault}`);
  }
  return value;
}

/** A whole number from `least` to `most`. */
export function whole(
  env: Environment,
  name: string,
  byDefault: number,
  least: number,
  most = Number.MAX_SAFE_INTEGER,
): number {
  const found = text(env, name, String(byDefault));
  const value = Number(found);
  if (!Number.isInteger(value) || value < least || value > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? `from ${least} on` : `from ${least} to ${most}`;
    throw new Error(`${name} is "${found}"; expected a whole number ${range}, e.g. ${byDefault}`);
  }
  return value;
}

/** One of a few words. */
export function oneOf<Word extends string>(
  env: Environment,
  name: string,
  byDefault: Word,
  words: readonly Word[],
): Word {
  const found = text(env, name, byDefault);
  const word = words.find((candidate) => candidate === found);
  if (word === undefined) throw new Error(`${name} is "${found}"; expected one of ${words.join(', ')}`);
  return word;
}

/** A time as k6 writes it (`500ms`, `30s`, `1m30s`), in milliseconds. */
export function durationMs(env: Environment, name: string, byDefault: string): number {
  const found = text(env, name, byDefault);
  const ms = parseDuration(found);
  if (ms === undefined) throw new Error(`${name} is "${found}"; expected a time with its unit, e.g. ${byDefault}`);
  return ms;
}

/** The time a part of a run takes, in milliseconds: k6 runs nothing shorter than a second. With `orNone`, 0 leaves it out. */
export function partMs(env: Environment, name: string, byDefault: string, orNone = false): number {
  const ms = durationMs(env, name, byDefault);
  if (ms >= 1000 || (orNone && ms === 0)) return ms;
  throw new Error(
    `${name} is "${text(env, name, byDefault)}"; expected 1s or more${orNone ? ', or 0s to leave it out' : ''}, e.g. ${byDefault}`,
  );
}
