import type { OutcomeKind, WatchHeader, WatchPeriod, WatchSample } from '../../records/load-types.js';
import { LogHistogram } from '../../stats/log-histogram.js';
import { requestsOf, type Samples, SampleTally } from '../records/samples.js';
import { TimeSeries } from '../records/time-series.js';
import type { Sla } from '../sla/sla.js';
import { judgeSla } from '../sla/sla-verdict.js';
import { readWatchLine } from './watch-line.js';

/** What is kept of a period: no more than its figures and its verdict need. */
interface Bin {
  readonly outcomes: Record<OutcomeKind, number>;
  readonly wall: LogHistogram;
  /** For each limit, how many of the samples with a token took longer. */
  readonly over: Map<number, number>;
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
  readonly #limitsMs: readonly number[];

  constructor(limitsMs: readonly number[]) {
    this.#limitsMs = limitsMs;
    this.#whole = new SampleTally(limitsMs);
  }

  add(sample: WatchSample): void {
    this.#whole.addRequest(sample.at, sample.outcome, sample.wallMs);
    if (sample.serverMs !== null) this.#whole.addServer(sample.serverMs, Math.max(0, sample.wallMs - sample.serverMs));
    this.#addTo(this.#hours, HOUR_MS, sample);
    this.#addTo(this.#days, DAY_MS, sample);
  }

  /** The hours that have samples, in order, each judged by the agreement if there is one. */
  byHour(sla: Sla | undefined): WatchPeriod[] {
    return periods(this.#hours, sla);
  }

  byDay(sla: Sla | undefined): WatchPeriod[] {
    return periods(this.#days, sla);
  }

  /** All samples together, as a verdict needs them. */
  samples(): Samples {
    return this.#whole.samples();
  }

  #addTo(bins: Map<number, Bin>, lengthMs: number, { at, outcome, wallMs }: WatchSample): void {
    const begin = Math.floor(at / lengthMs) * lengthMs;
    const bin = bins.get(begin) ?? emptyBin(this.#limitsMs);
    bins.set(begin, bin);
    bin.outcomes[outcome] += 1;
    if (outcome !== 'ok') return;
    bin.wall.add(wallMs);
    for (const [limit, count] of bin.over) if (wallMs > limit) bin.over.set(limit, count + 1);
  }
}

function emptyBin(limitsMs: readonly number[]): Bin {
  return {
    outcomes: { ok: 0, refused: 0, rejected: 0, 'server-error': 0, unanswered: 0, garbled: 0 },
    wall: new LogHistogram(),
    over: new Map(limitsMs.map((limit) => [limit, 0])),
  };
}

function periods(bins: ReadonlyMap<number, Bin>, sla: Sla | undefined): WatchPeriod[] {
  return [...bins].sort(([a], [b]) => a - b).map(([begin, bin]) => period(begin, bin, sla));
}

function period(begin: number, bin: Bin, sla: Sla | undefined): WatchPeriod {
  const { outcomes, wall } = bin;
  const samples = requestsOf(bin);
  return {
    from: new Date(begin).toISOString(),
    samples,
    ok: outcomes.ok,
    availability: samples === 0 ? null : (100 * outcomes.ok) / samples,
    p50Ms: wall.quantile(0.5) ?? null,
    p95Ms: wall.quantile(0.95) ?? null,
    p99Ms: wall.quantile(0.99) ?? null,
    maxMs: wall.max ?? null,
    verdict: sla === undefined ? null : judgeSla(sla, samplesOf(bin), { complete: true, loopLagMs: null }).verdict,
  };
}

/** A period as a verdict needs it. A watch neither warms up nor drops arrivals, and its lateness is in its times. */
function samplesOf({ outcomes, wall, over }: Bin): Samples {
  const none = new LogHistogram();
  return {
    warmup: 0,
    http: { ended: 0, unanswered: 0 },
    outcomes,
    wall,
    server: none,
    network: none,
    lag: none,
    dropped: 0,
    over,
    series: new TimeSeries(),
    limitSteps: [],
    limitResult: undefined,
    torn: 0,
  };
}
