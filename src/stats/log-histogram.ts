/** How far a bucket's upper end lies above its lower: 0.4 %, so its middle is within 0.2 % of every value in it. */
const RATIO = 1.004;
const LOG_RATIO = Math.log(RATIO);
/** Values below this (in whatever unit) share one bucket. */
const SMALLEST = 0.001;

/** One bucket as stored and drawn: values above `from`, up to `to`. */
export interface Bucket {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * Counts of values >= 0 in buckets that widen with the value, so that its size depends on the spread of the values (some
 * thousands of buckets at most) and never on how many there are. Order statistics are exact to 0.2 %; minimum, maximum,
 * sum and count are exact. Histograms merge without loss.
 */
export class LogHistogram {
  readonly #counts = new Map<number, number>();
  #count = 0;
  #sum = 0;
  #min = Number.POSITIVE_INFINITY;
  #max = 0;

  get count(): number {
    return this.#count;
  }

  /** The smallest value; undefined when there is none. */
  get min(): number | undefined {
    return this.#count === 0 ? undefined : this.#min;
  }

  get max(): number | undefined {
    return this.#count === 0 ? undefined : this.#max;
  }

  get mean(): number | undefined {
    return this.#count === 0 ? undefined : this.#sum / this.#count;
  }

  /** Counts a value. A value below 0 counts as 0; one that is not a finite number is a mistake and throws a RangeError. */
  add(value: number): void {
    if (!Number.isFinite(value)) throw new RangeError(`a histogram takes finite numbers, not ${value}`);
    const kept = Math.max(0, value);
    const index = indexOf(kept);
    this.#counts.set(index, (this.#counts.get(index) ?? 0) + 1);
    this.#count += 1;
    this.#sum += kept;
    this.#min = Math.min(this.#min, kept);
    this.#max = Math.max(this.#max, kept);
  }

  /** Takes in all values of another histogram. */
  merge(other: LogHistogram): void {
    for (const [index, count] of other.#counts) this.#counts.set(index, (this.#counts.get(index) ?? 0) + count);
    this.#count += other.#count;
    this.#sum += other.#sum;
    this.#min = Math.min(this.#min, other.#min);
    this.#max = Math.max(this.#max, other.#max);
  }

  /** The value of a rank in ascending order, from 1 to `count`; undefined outside. */
  atRank(rank: number): number | undefined {
    if (rank < 1 || rank > this.#count) return undefined;
    if (rank === 1) return this.#min;
    if (rank === this.#count) return this.#max;
    let seen = 0;
    for (const { from, to, count } of this.buckets()) {
      seen += count;
      if (seen >= rank) return Math.min(this.#max, Math.max(this.#min, (from + to) / 2));
    }
    return this.#max;
  }

  /** The value at quantile `q` (0 to 1): the smallest that at least a share q of all values does not exceed. */
  quantile(q: number): number | undefined {
    return this.atRank(Math.min(this.#count, Math.max(1, Math.ceil(q * this.#count - 1e-9))));
  }

  /** How many values lie above `limit`; those within 0.4 % of it may be counted either way. */
  countAbove(limit: number): number {
    return this.buckets().reduce((sum, { from, to, count }) => sum + ((from + to) / 2 > limit ? count : 0), 0);
  }

  /** The buckets that hold something, in ascending order. */
  buckets(): Bucket[] {
    return [...this.#counts]
      .sort(([a], [b]) => a - b)
      .map(([index, count]) => ({ from: index === 0 ? 0 : upperEnd(index - 1), to: upperEnd(index), count }));
  }
}

function indexOf(value: number): number {
  return value <= SMALLEST ? 0 : Math.ceil(Math.log(value / SMALLEST) / LOG_RATIO - 1e-9);
}

function upperEnd(index: number): number {
  return SMALLEST * Math.exp(index * LOG_RATIO);
}
