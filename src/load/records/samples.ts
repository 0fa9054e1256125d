import type { OutcomeKind } from '../../records/load-types.js';
import { LogHistogram } from '../../stats/log-histogram.js';
import { readSampleLine } from './sample-line.js';
import { TimeSeries } from './time-series.js';

/** Everything the load side keeps of a run's samples; its size does not grow with their number. */
export interface Samples {
  /** Requests of the warm-up, which count nowhere else. */
  readonly warmup: number;
  readonly outcomes: Readonly<Record<OutcomeKind, number>>;
  /** Requests of any script that came to an end, and those of them without an HTTP answer; none in a watch. */
  readonly http: { readonly ended: number; readonly unanswered: number };
  /** Milliseconds of the wall clock of requests that got a token. */
  readonly wall: LogHistogram;
  readonly server: LogHistogram;
  readonly network: LogHistogram;
  /** How late iterations began; empty where the engine does not measure it. */
  readonly lag: LogHistogram;
  readonly dropped: number;
  /** For each limit asked for, how many requests with a token took longer: counted exactly, not from buckets. */
  readonly over: ReadonlyMap<number, number>;
  readonly series: TimeSeries;
  /** JSON of the limit search's rounds in order, and of its result when it came to one. */
  readonly limitSteps: readonly string[];
  readonly limitResult: string | undefined;
  /** Lines that were not whole. One is what a killed writer leaves. */
  readonly torn: number;
}

/** Most requests of the measured phase: all outcomes together. */
export function requestsOf({ outcomes }: Pick<Samples, 'outcomes'>): number {
  return Object.values(outcomes).reduce((sum, count) => sum + count, 0);
}

/**
 * Reads the lines of k6's JSON output, of either engine, one by one: two samples or ten million. `limitsMs` are the latency
 * limits that requests are counted against.
 */
export async function readSamples(lines: AsyncIterable<string>, limitsMs: readonly number[]): Promise<Samples> {
  const tally = new SampleTally(limitsMs);
  for await (const line of lines) tally.add(line);
  return tally.samples();
}

/** The same for lines that come one at a time, as in live progress. */
export class SampleTally {
  readonly #outcomes: Record<OutcomeKind, number> = {
    ok: 0,
    refused: 0,
    rejected: 0,
    'server-error': 0,
    unanswered: 0,
    garbled: 0,
  };
  readonly #wall = new LogHistogram();
  readonly #server = new LogHistogram();
  readonly #network = new LogHistogram();
  readonly #lag = new LogHistogram();
  readonly #series = new TimeSeries();
  readonly #over: Map<number, number>;
  readonly #limitSteps: string[] = [];
  #limitResult: string | undefined;
  #warmup = 0;
  #ended = 0;
  #unanswered = 0;
  #dropped = 0;
  #torn = 0;

  constructor(limitsMs: readonly number[]) {
    this.#over = new Map(limitsMs.map((limit) => [limit, 0]));
  }

  /** Takes a line in; one without content says nothing. */
  add(line: string): void {
    if (line.trim() === '') return;
    const sample = readSampleLine(line);
    switch (sample.kind) {
      case 'request':
        if (sample.warmup) this.#warmup += 1;
        else this.addRequest(sample.atMs, sample.outcome, sample.wallMs);
        return;
      case 'server':
        if (!sample.warmup) this.#server.add(sample.ms);
        return;
      case 'network':
        if (!sample.warmup) this.#network.add(sample.ms);
        return;
      case 'lag':
        if (!sample.warmup) this.#lag.add(sample.ms);
        return;
      case 'dropped':
        if (sample.warmup) return;
        this.#dropped += sample.count;
        this.#series.addDropped(sample.atMs, sample.count);
        return;
      case 'limit-step':
        this.#limitSteps.push(sample.json);
        return;
      case 'limit-result':
        this.#limitResult = sample.json;
        return;
      case 'torn':
        this.#torn += 1;
        return;
      case 'http':
        this.#ended += 1;
        if (!sample.answered) this.#unanswered += 1;
        return;
      case 'other':
        return;
    }
  }

  /** Takes in how the time of a request with a token is split. */
  addServer(serverMs: number, networkMs: number): void {
    this.#server.add(serverMs);
    this.#network.add(networkMs);
  }

  /** What the lines so far come to. */
  samples(): Samples {
    return {
      warmup: this.#warmup,
      outcomes: { ...this.#outcomes },
      http: { ended: this.#ended, unanswered: this.#unanswered },
      wall: this.#wall,
      server: this.#server,
      network: this.#network,
      lag: this.#lag,
      dropped: this.#dropped,
      over: this.#over,
      series: this.#series,
      limitSteps: this.#limitSteps,
      limitResult: this.#limitResult,
      torn: this.#torn,
    };
  }

  /** Takes in a request of the measured phase. */
  addRequest(atMs: number, outcome: OutcomeKind, wallMs: number): void {
    this.#outcomes[outcome] += 1;
    this.#series.addRequest(atMs, outcome, wallMs);
    if (outcome !== 'ok') return;
    this.#wall.add(wallMs);
    for (const [limit, count] of this.#over) if (wallMs > limit) this.#over.set(limit, count + 1);
  }
}
