import { suggest } from '../../contract/suggest.js';
import { EmulatorOptionError } from '../option-error.js';
import { type AnswerSpec, type PreparedAnswer, prepareAnswer } from './answer-spec.js';
import type { Call } from './read-call.js';

/** Which requests an answer is for, and how many of them. */
export interface AnswerOptions {
  /** How many requests get it; 1. `Infinity`: all. */
  readonly times?: number;
  /** Fields that a request must have, with these values. */
  readonly when?: Readonly<Record<string, string | RegExp>>;
  /** The API that is asked; `get-token`. */
  readonly of?: 'get-token' | 'get-result';
}

/** Answers that wait for their requests: the first that fits is taken. */
export interface AnswerQueue {
  add(answer: AnswerSpec, options?: AnswerOptions): void;
  take(call: Call): PreparedAnswer | undefined;
  clear(): void;
  /** How many answers were prepared and have not been given; one for all requests counts once. */
  left(): number;
}

const OPTIONS = ['times', 'when', 'of'] as const;

export function answerQueue(): AnswerQueue {
  let waiting: { answer: PreparedAnswer; left: number; fits: (call: Call) => boolean }[] = [];
  return {
    add(answer, options = {}) {
      const { times = 1, when = {}, of = 'get-token' } = checkOptions(options);
      const fields = Object.entries(when);
      const fits = (call: Call) =>
        call.kind === of && fields.every(([name, wanted]) => fitsValue(call.fields[name], wanted));
      waiting.push({ answer: prepareAnswer(answer), left: times, fits });
    },
    take(call) {
      const found = waiting.find(({ fits }) => fits(call));
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found);
      return found.answer;
    },
    clear() {
      waiting = [];
    },
    left: () => waiting.reduce((sum, { left }) => sum + (Number.isFinite(left) ? left : 1), 0),
  };
}

function fitsValue(value: string | undefined, wanted: string | RegExp): boolean {
  if (value === undefined) return false;
  return typeof wanted === 'string'
    ? value === wanted
    : new RegExp(wanted.source, wanted.flags.replace(/[gy]/g, '')).test(value);
}

function checkOptions(options: AnswerOptions): AnswerOptions {
  for (const key of Object.keys(options))
    if (!(OPTIONS as readonly string[]).includes(key))
      throw new EmulatorOptionError('answerNext', key, `one of ${OPTIONS.join(', ')}${suggest(key, OPTIONS)}`);
  const { times, when, of } = options;
  if (times !== undefined && !(times === Number.POSITIVE_INFINITY || (Number.isSafeInteger(times) && times >= 1)))
    throw new EmulatorOptionError('answerNext.times', times, 'a whole number from 1');
  if (of !== undefined && of !== 'get-token' && of !== 'get-result')
    throw new EmulatorOptionError('answerNext.of', of, 'get-token or get-result');
  for (const [name, value] of Object.entries(when ?? {}))
    if (typeof value !== 'string' && !(value instanceof RegExp))
      throw new EmulatorOptionError(`answerNext.when.${name}`, value, 'a text or a regular expression');
  return options;
}
