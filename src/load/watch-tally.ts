import type { WatchHeader, WatchPeriod, WatchSample } from '../records/load-types.js';
import { LogHistogram } from '../stats/log-histogram.js';
import { type Samples, SampleTally } from './samples.js';
import { readWatchLine } from './watch-line.js';

interface Bin {
  samples: number;
  ok: number;
  readonly wall: LogHistogram;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a watch's file holds so far. */
export interface WatchRead {
  /** Undefined when the file has no whole first line. */
  readonly header: WatchHeader | undefined;
  /** True when a whole line is not of a watch, or stands before its header: the file is something else. */
  readonly foreign: boolean;
  readonly tally: WatchTally;
  /** How often the watch was taken up again. */
  readonly resumed: number;
  /** Lines that were not whole: what a kill or a full disk leaves. */
  readonly torn: number;
}

/** Reads a watch's file line by line, however long it is. `limitsMs` are the latency limits to count against. */
export async function readWatch(lines: AsyncIterable<string>, limitsMs: readonly number[]): Promise<WatchRead> {
  const tally = new WatchTally(limitsMs);
  let header: WatchHeader | undefined;
  let foreign = false;
  let resumed = 0;
  let torn = 0;
  for await (const text of lines) {
    if (text.trim() === '') continue;
    const read = readWatchLine(text);
    if (read.kind === 'torn') torn += 1;
    else if (read.kind === 'foreign' || (header === undefined && read.line.type !== 'watch')) foreign = true;
    else if (read.line.type === 'watch') header ??= read.line;
    else if (read.line.type === 'resumed') resumed += 1;
    else tally.add(read.line);
  }
  return { header, foreign, tally, resumed, torn };
}

/** Samples of a watch by hour and by day (UTC) and as a whole, in memory that grows with the hours alone. */
export class WatchTally {
  readonly #hours = new Map<number, Bin>();
  readonly #days = new Map<number, Bin>();
  readonly #whole: SampleTally;

  constructor(limitsMs: readonly number[]) {
    this.#whole = new SampleTally(limitsMs);
  }

  add(sample: WatchSample): void {
    this.#whole.addRequest(sample.at, sample.outcome, sample.wallMs);
    if (sample.serverMs !== null) this.#whole.addServer(sample.serverMs, Math.max(0, sample.wallMs - sample.serverMs));
    for (const [bins, lengthMs] of [
      [this.#hours, HOUR_MS],
      [this.#days, DAY_MS],
    ] as const) {
      const begin = Math.floor(sample.at / lengthMs) * lengthMs;
      const bin = bins.get(begin) ?? { samples: 0, ok: 0, wall: new LogHistogram() };
      bins.set(begin, bin);
      bin.samples += 1;
      if (sample.outcome !== 'ok') continue;
      bin.ok += 1;
      bin.wall.add(sample.wallMs);
    }
  }

  /** The hours that have samples, in order. */
  byHour(): WatchPeriod[] {
    return periods(this.#hours);
  }

  byDay(): WatchPeriod[] {
    return periods(this.#days);
  }

  /** All samples together, as a verdict needs them. */
  samples(): Samples {
    return this.#whole.samples();
  }
}

function periods(bins: ReadonlyMap<number, Bin>): WatchPeriod[] {
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([begin, { samples, ok, wall }]) => ({
      from: new Date(begin).toISOString(),
      samples,
      ok,
      availability: samples === 0 ? null : (100 * ok) / samples,
      p50Ms: wall.quantile(0.5) ?? null,
      p95Ms: wall.quantile(0.95) ?? null,
      p99Ms: wall.quantile(0.99) ?? null,
      maxMs: wall.max ?? null,
    }));
}
