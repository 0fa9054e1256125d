/**
 * The samples of one Trend, in bounded memory: exact as long as there are few, then counts in buckets cut along the bits
 * of the number itself (1,024 an octave), so that any sample is known to within 0.05 % whatever its size. Count, sum,
 * minimum and maximum are exact always. Sinks merge without loss.
 */

/** Up to here every sample is kept as it is. */
const EXACT_LIMIT = 1024;
const SUB_BUCKET_BITS = 10;
/** One page holds a quarter of an octave, so that a few samples far apart take little memory. */
const PAGE_BITS = SUB_BUCKET_BITS - 2;
const PAGE_SIZE = 1 << PAGE_BITS;
/** The first page of negative numbers: there are 2,048 exponents. */
const NEGATIVE_FROM = 2048 << (SUB_BUCKET_BITS - PAGE_BITS);
const MOST_IN_32_BITS = 0xffff_ffff;

const scratch = new Float64Array(1);
const scratchBits = new Uint32Array(scratch.buffer);
/** Where the sign, exponent and first mantissa bits lie: the second word on little-endian machines. */
const HIGH = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 1 : 0;

/** The content of a sink as plain data that crosses threads: all samples so far, exact or as (bucket, count) pairs. */
export interface TrendDelta {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly exact: Float64Array;
  readonly buckets: Uint32Array;
  readonly counts: Float64Array;
}

/** A group of samples that count as equal: `value` stands for all of them. */
export interface ValueCount {
  readonly value: number;
  readonly count: number;
}

export class TrendSink {
  readonly kind = 'trend';
  count = 0;
  sum = 0;
  min = Number.POSITIVE_INFINITY;
  max = Number.NEGATIVE_INFINITY;
  #exact = new Float64Array(16);
  #exactCount = 0;
  /** Counts by bucket, page by page; undefined while the samples themselves are kept. */
  #pages: Map<number, Uint32Array | Float64Array> | undefined;

  add(value: number): void {
    this.count += 1;
    this.sum += value;
    if (value < this.min) this.min = value;
    if (value > this.max) this.max = value;
    if (this.#pages === undefined) {
      if (this.#exactCount < EXACT_LIMIT) {
        this.#keep(value);
        return;
      }
      this.#spill();
    }
    this.#tally(bucketOf(value), 1);
  }

  /** The number in the middle of all, interpolated at p·(n−1) between neighbours as k6 does; `p` from 0 to 1; 0 without samples. */
  quantile(p: number): number {
    if (this.count === 0) return 0;
    const rank = Math.min(1, Math.max(0, p)) * (this.count - 1);
    const below = Math.floor(rank);
    const low = this.#atRank(below);
    return rank === below ? low : low + (this.#atRank(below + 1) - low) * (rank - below);
  }

  get mean(): number {
    return this.count === 0 ? 0 : this.sum / this.count;
  }

  /** All samples in ascending order, equal ones together. */
  values(): ValueCount[] {
    const found = new Map<number, number>();
    if (this.#pages === undefined) {
      for (const value of this.#sortedExact()) found.set(value, (found.get(value) ?? 0) + 1);
    } else {
      this.#eachBucket((bucket, count) => {
        found.set(this.#clamp(middleOf(bucket)), count);
      });
    }
    return [...found].map(([value, count]) => ({ value, count })).sort((a, b) => a.value - b.value);
  }

  /** Takes the content out, leaving the sink empty. */
  drain(): TrendDelta {
    const buckets: number[] = [];
    const counts: number[] = [];
    this.#eachBucket((bucket, count) => {
      buckets.push(bucket);
      counts.push(count);
    });
    const delta: TrendDelta = {
      count: this.count,
      sum: this.sum,
      min: this.min,
      max: this.max,
      exact: this.#exact.slice(0, this.#exactCount),
      buckets: Uint32Array.from(buckets),
      counts: Float64Array.from(counts),
    };
    for (const page of this.#pages?.values() ?? []) page.fill(0);
    this.count = 0;
    this.sum = 0;
    this.min = Number.POSITIVE_INFINITY;
    this.max = Number.NEGATIVE_INFINITY;
    this.#exactCount = 0;
    return delta;
  }

  merge(delta: TrendDelta): void {
    this.count += delta.count;
    this.sum += delta.sum;
    if (delta.min < this.min) this.min = delta.min;
    if (delta.max > this.max) this.max = delta.max;
    const fits = this.#exactCount + delta.exact.length <= EXACT_LIMIT && delta.buckets.length === 0;
    if (this.#pages === undefined && fits) {
      for (const value of delta.exact) this.#keep(value);
      return;
    }
    if (this.#pages === undefined) this.#spill();
    for (const value of delta.exact) this.#tally(bucketOf(value), 1);
    for (let i = 0; i < delta.buckets.length; i++) this.#tally(delta.buckets[i]!, delta.counts[i]!);
  }

  #keep(value: number): void {
    if (this.#exactCount === this.#exact.length) {
      const grown = new Float64Array(Math.min(EXACT_LIMIT, this.#exact.length * 4));
      grown.set(this.#exact);
      this.#exact = grown;
    }
    this.#exact[this.#exactCount++] = value;
  }

  #spill(): void {
    this.#pages = new Map();
    for (let i = 0; i < this.#exactCount; i++) this.#tally(bucketOf(this.#exact[i]!), 1);
    this.#exactCount = 0;
    this.#exact = new Float64Array(0);
  }

  #tally(bucket: number, count: number): void {
    const number = bucket >>> PAGE_BITS;
    let page = this.#pages!.get(number);
    if (page === undefined) {
      page = new Uint32Array(PAGE_SIZE);
      this.#pages!.set(number, page);
    }
    const slot = bucket & (PAGE_SIZE - 1);
    const sum = page[slot]! + count;
    if (sum > MOST_IN_32_BITS && page instanceof Uint32Array) {
      page = Float64Array.from(page);
      this.#pages!.set(number, page);
    }
    page[slot] = sum;
  }

  /** Calls back for each bucket that holds something, the smallest number first. */
  #eachBucket(visit: (bucket: number, count: number) => void): void {
    if (this.#pages === undefined) return;
    const numbers = [...this.#pages.keys()].sort((a, b) => a - b);
    const visitPage = (number: number, slotAt: (i: number) => number): void => {
      const page = this.#pages!.get(number)!;
      for (let i = 0; i < PAGE_SIZE; i++) {
        const slot = slotAt(i);
        const count = page[slot]!;
        if (count > 0) visit((number << PAGE_BITS) | slot, count);
      }
    };
    // Of negative numbers the bits grow as the number falls.
    for (const number of numbers.toReversed()) if (number >= NEGATIVE_FROM) visitPage(number, (i) => PAGE_SIZE - 1 - i);
    for (const number of numbers) if (number < NEGATIVE_FROM) visitPage(number, (i) => i);
  }

  /** The sample at a rank from 0. */
  #atRank(rank: number): number {
    if (rank <= 0) return this.min;
    if (rank >= this.count - 1) return this.max;
    if (this.#pages === undefined) return this.#sortedExact()[rank]!;
    let seen = 0;
    let value = this.max;
    this.#eachBucket((bucket, count) => {
      if (seen <= rank && seen + count > rank) value = this.#clamp(middleOf(bucket));
      seen += count;
    });
    return value;
  }

  #sortedExact(): Float64Array {
    return this.#exact.slice(0, this.#exactCount).sort();
  }

  #clamp(value: number): number {
    return Math.min(this.max, Math.max(this.min, value));
  }
}

function bucketOf(value: number): number {
  scratch[0] = value;
  return scratchBits[HIGH]! >>> (20 - SUB_BUCKET_BITS);
}

function middleOf(bucket: number): number {
  if (bucket === 0) return 0;
  scratchBits[HIGH] = bucket << (20 - SUB_BUCKET_BITS);
  scratchBits[1 - HIGH] = 0;
  const from = scratch[0]!;
  scratchBits[HIGH] = (bucket + 1) << (20 - SUB_BUCKET_BITS);
  return (from + scratch[0]!) / 2;
}
