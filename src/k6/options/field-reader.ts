import { durationMs } from './duration.js';
import type { Stage } from './scenario-types.js';

/** Reads fields of one object of options, noting each mistake with its place, what was found and what was expected. */
export class FieldReader {
  constructor(
    readonly place: string,
    readonly fields: Readonly<Record<string, unknown>>,
    readonly problems: string[],
  ) {}

  /** Notes every field outside `known`. */
  onlyKnown(known: readonly string[]): void {
    for (const field of Object.keys(this.fields)) {
      if (!known.includes(field)) this.#wrong(field, `is unknown here; known are ${known.join(', ')}`);
    }
  }

  oneOf<Name extends string>(field: string, names: readonly Name[]): Name | undefined {
    const found = names.find((name) => name === this.fields[field]);
    if (found === undefined)
      this.#wrong(field, `expected one of ${names.join(', ')}; found ${shown(this.fields[field])}`);
    return found;
  }

  /** A whole number from `least`; without a default the field is required. */
  count(field: string, byDefault: number | undefined, least: number): number {
    const value = asNumber(this.#value(field)) ?? byDefault;
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= least) return value;
    this.#wrong(field, `expected a whole number from ${least}; found ${shown(value)}`);
    return least;
  }

  /** A duration in milliseconds, at least `least`; without a default the field is required. */
  duration(field: string, byDefault: number | undefined, least = 0): number {
    const value = this.#value(field);
    const ms = value === undefined ? byDefault : durationMs(value);
    if (ms !== undefined && ms >= least) return ms;
    const floor = least > 0 ? ` of at least ${least} ms` : '';
    this.#wrong(field, `expected a duration like "30s"${floor}; found ${shown(value)}`);
    return least;
  }

  text(field: string, byDefault: string): string {
    const value = this.#value(field) ?? byDefault;
    if (typeof value === 'string') return value;
    this.#wrong(field, `expected a string; found ${shown(value)}`);
    return byDefault;
  }

  flag(field: string, byDefault: boolean): boolean {
    const value = this.#value(field) ?? byDefault;
    if (typeof value === 'boolean') return value;
    this.#wrong(field, `expected true or false; found ${shown(value)}`);
    return byDefault;
  }

  /** An object of texts. */
  texts(field: string): Record<string, string> {
    const value = this.#value(field) ?? {};
    if (typeof value !== 'object' || Array.isArray(value)) {
      this.#wrong(field, `expected an object of texts; found ${shown(value)}`);
      return {};
    }
    const texts = Object.entries(value).filter(([, item]) => item !== null);
    for (const [key, item] of texts)
      if (typeof item !== 'string') this.#wrong(`${field}.${key}`, `expected a string; found ${shown(item)}`);
    return Object.fromEntries(texts) as Record<string, string>;
  }

  stages(field: string): Stage[] {
    const value = this.#value(field);
    if (!Array.isArray(value) || value.length === 0) {
      this.#wrong(field, `expected a list of {duration, target}; found ${shown(value)}`);
      return [{ durationMs: 0, target: 1 }];
    }
    return value.map((stage: unknown, index) => {
      const read = new FieldReader(
        `${this.place}.${field}[${index}]`,
        (stage ?? {}) as Record<string, unknown>,
        this.problems,
      );
      return { durationMs: read.duration('duration', 0), target: read.count('target', undefined, 0) };
    });
  }

  #value(field: string): unknown {
    return this.fields[field] ?? undefined;
  }

  #wrong(field: string, message: string): void {
    this.problems.push(`${this.place}.${field}: ${message}`);
  }
}

/** k6 reads numbers out of texts, so that a variable of the environment can stand for one; an empty text stands for none. */
function asNumber(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\d*$/.test(value)) return value;
  return value === '' ? undefined : Number(value);
}

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
