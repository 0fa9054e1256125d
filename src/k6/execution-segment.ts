import { LOAD_EXIT } from './exit-codes.js';
import { LoadError } from './load-error.js';

/**
 * Which of a run's global indexes (VUs, iterations, arrivals, counted from 0) belong to one part of it. The parts of one
 * run own every index exactly once, so their counts add up exactly.
 */
export interface Share {
  /** The global index of the part's n-th own one, from 0. */
  nth(n: number): number;
  /** How many of the first `total` indexes are the part's own. */
  count(total: number): number;
}

/** The whole: owns every index. */
export const WHOLE: Share = { nth: (n) => n, count: (total) => total };

/** A share that repeats: the `offsets` in every `cycle` indexes. */
function striped(offsets: readonly number[], cycle: number): Share {
  return {
    nth: (n) => Math.floor(n / offsets.length) * cycle + offsets[n % offsets.length]!,
    count: (total) => {
      const rest = total % cycle;
      return Math.floor(total / cycle) * offsets.length + offsets.filter((offset) => offset < rest).length;
    },
  };
}

/** The `index`-th of `of` parts of a share, dealt out in turn. */
export function dealt(share: Share, index: number, of: number): Share {
  return {
    nth: (n) => share.nth(n * of + index),
    count: (total) => Math.max(0, Math.ceil((share.count(total) - index) / of)),
  };
}

/** An execution segment as k6 defines it: its place among all segments of the run. */
export class Segmentation {
  /** Lengths of all segments in order, as whole numbers with a common denominator. */
  readonly #lengths: readonly number[];
  readonly #index: number;

  constructor(lengths: readonly number[], index: number) {
    this.#lengths = lengths;
    this.#index = index;
  }

  get share(): Share {
    const cycle = this.#lengths.reduce((sum, length) => sum + length, 0);
    if (cycle === 0) return { nth: () => Number.POSITIVE_INFINITY, count: () => 0 };
    const owners = dealByLength(this.#lengths, cycle);
    const offsets = owners.flatMap((owner, offset) => (owner === this.#index ? [offset] : []));
    return offsets.length === 0 ? { nth: () => Number.POSITIVE_INFINITY, count: () => 0 } : striped(offsets, cycle);
  }

  /** The segmentation by what each segment holds of `total` VUs: iterations and arrivals follow the VUs that run them. */
  byVus(total: number): Segmentation {
    return new Segmentation(
      this.#lengths.map((_, index) => new Segmentation(this.#lengths, index).share.count(total)),
      this.#index,
    );
  }
}

/** Deals the offsets of one cycle: each goes to the longest segment that has fallen behind its due. */
function dealByLength(lengths: readonly number[], cycle: number): number[] {
  const order = lengths.map((_, index) => index).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const dealtOut = lengths.map(() => 0);
  return Array.from({ length: cycle }, (_, offset) => {
    const owner = order.find((index) => lengths[index]! * offset >= dealtOut[index]! * cycle && lengths[index]! > 0)!;
    dealtOut[owner]! += 1;
    return owner;
  });
}

interface Fraction {
  readonly over: number;
  readonly under: number;
}

/** Reads `--execution-segment` and `--execution-segment-sequence`. Throws a LoadError (104) when they do not fit together. */
export function readSegmentation(segment: string, sequence: string): Segmentation {
  if (segment === '' && sequence === '') return new Segmentation([1], 0);
  const [from, to] = bounds(segment === '' ? '0:1' : segment);
  const cuts =
    sequence === ''
      ? withoutRepeats([{ over: 0, under: 1 }, from, to, { over: 1, under: 1 }])
      : sequence.split(',').map((cut) => fraction(cut, sequence));
  const cycle = cuts.reduce((lcd, cut) => leastCommonMultiple(lcd, cut.under), 1);
  const marks = cuts.map((cut) => cut.over * (cycle / cut.under));
  const lengths = marks.slice(1).map((mark, index) => mark - marks[index]!);
  if (marks[0] !== 0 || marks.at(-1) !== cycle || lengths.some((length) => length <= 0)) {
    throw new LoadError(
      LOAD_EXIT.invalidConfig,
      `--execution-segment-sequence ${sequence}: expected rising cuts from 0 to 1, like 0,1/3,2/3,1`,
    );
  }
  const index = cuts.findIndex((cut, i) => same(cut, from) && i + 1 < cuts.length && same(cuts[i + 1]!, to));
  if (index < 0) {
    throw new LoadError(
      LOAD_EXIT.invalidConfig,
      `--execution-segment ${segment}: is not in the sequence ${sequence}; expected two neighbouring cuts of it`,
    );
  }
  return new Segmentation(lengths, index);
}

function bounds(segment: string): [Fraction, Fraction] {
  const parts = segment.split(':');
  const [from, to] = parts.length === 1 ? ['0', parts[0]!] : [parts[0]!, parts[1]!];
  const read: [Fraction, Fraction] = [fraction(from, segment), fraction(to, segment)];
  if (parts.length > 2 || value(read[0]) >= value(read[1])) {
    throw new LoadError(
      LOAD_EXIT.invalidConfig,
      `--execution-segment ${segment}: expected FROM:TO with FROM below TO, like 1/4:1/2`,
    );
  }
  return read;
}

function fraction(text: string, place: string): Fraction {
  const match = /^\s*(?:(\d+)\/(\d+)|(\d+)%|(\d+)(?:\.(\d+))?)\s*$/.exec(text);
  const read = match === null ? undefined : fractionOf(match);
  if (read !== undefined && read.under > 0 && value(read) <= 1) return read;
  throw new LoadError(
    LOAD_EXIT.invalidConfig,
    `--execution-segment ${place}: "${text}" is no part of the whole; expected 0 to 1, like 1/4, 25% or 0.25`,
  );
}

function fractionOf([, over, under, percent, whole, decimals]: RegExpExecArray): Fraction {
  if (over !== undefined) return reduced(Number(over), Number(under));
  if (percent !== undefined) return reduced(Number(percent), 100);
  const scale = 10 ** (decimals?.length ?? 0);
  return reduced(Number(whole) * scale + Number(decimals ?? 0), scale);
}

function reduced(over: number, under: number): Fraction {
  const divisor = greatestCommonDivisor(over, under) || 1;
  return { over: over / divisor, under: under / divisor };
}

function withoutRepeats(cuts: readonly Fraction[]): Fraction[] {
  return cuts.filter((cut, index) => index === 0 || !same(cut, cuts[index - 1]!));
}

function same(a: Fraction, b: Fraction): boolean {
  return a.over * b.under === b.over * a.under;
}

function value({ over, under }: Fraction): number {
  return over / under;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

function leastCommonMultiple(a: number, b: number): number {
  return (a * b) / greatestCommonDivisor(a, b);
}
