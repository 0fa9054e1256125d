import type { HistogramBucket, LatencyRecord, SlaRecord } from '../../../records/load-types.js';
import { PARTS, stretches } from '../../charts/outcomes.js';
import { latencyTargets } from '../../charts/targets.js';
import { count, duration, figure as figureText, millis, percent } from '../../format.js';
import { boundsText } from '../../load/interval.js';
import type { Texts } from '../../texts.js';
import type { Content } from '../tag.js';
import type { Figure, Key } from './figure.js';
import { drawTable } from './table.js';

/** How many rows the table of the distribution has at most. */
const BUCKET_ROWS = 30;
/** How many rows a table over time has at most, where points can be put together without loss. */
const TIME_ROWS = 120;
const KEY_OF_PART = { ok: 'accent', refused: 'second', failed: 'bad-fill', dropped: 'idle' } as const;

function merged(buckets: readonly HistogramBucket[]): HistogramBucket[] {
  const size = Math.ceil(buckets.length / BUCKET_ROWS);
  return Array.from({ length: size === 0 ? 0 : Math.ceil(buckets.length / size) }, (_, index) => {
    const own = buckets.slice(index * size, (index + 1) * size);
    return {
      from: own[0]!.from,
      to: own.at(-1)!.to,
      count: own.reduce((sum, bucket) => sum + bucket.count, 0),
    };
  });
}

function distributionNumbers({ percentiles, histogram, outcomes }: LatencyRecord, texts: Texts): Content {
  const { table } = texts.load;
  const total = Math.max(1, outcomes.ok);
  let seen = 0;
  const rows = merged(histogram).map(({ from, to, count: own }) => {
    seen += own;
    return [table.range(from, to), count(own), percent((100 * own) / total), percent((100 * seen) / total)];
  });
  const ranks = percentiles.map(({ percentile, ms, low, high }) => [
    `p${percentile}`,
    millis(ms),
    boundsText({ low, high }, texts),
  ]);
  const numbers = (head: string) => ({ head, number: true });
  return [
    drawTable([{ head: table.percentile }, numbers(table.value), numbers(table.interval)], ranks),
    drawTable(
      [{ head: table.bucket }, numbers(texts.load.chart.requests), numbers(table.share), numbers(table.upTo)],
      rows,
    ),
  ];
}

function distribution(latency: LatencyRecord, sla: SlaRecord | null, texts: Texts): Figure {
  const { chart } = texts.load;
  const at = (wanted: number): number => latency.percentiles.find(({ percentile }) => percentile === wanted)?.ms ?? 0;
  const { ok } = latency.outcomes;
  const [tightest] = latencyTargets(sla);
  const broken = sla?.objectives.find(
    ({ percentile, target }) => percentile === tightest?.percentile && target === tightest?.target,
  )?.broken;
  const over =
    tightest === undefined || broken === undefined
      ? ''
      : `; ${chart.distributionOver(broken, millis(tightest.target))}`;
  const keys: Key[] =
    tightest === undefined
      ? []
      : [
          { style: 'accent', name: chart.withinTarget(millis(tightest.target)) },
          { style: 'bad-fill', name: chart.overTarget },
        ];
  return {
    kind: 'distribution',
    heading: ok === 1 ? chart.distributionOne(millis(at(50))) : chart.distribution(millis(at(50)), millis(at(95))),
    note: `${chart.distributionNote(ok)}${over}`,
    alt: chart.distributionAlt,
    keys,
    numbers: distributionNumbers(latency, texts),
  };
}

/** A time since the first measured request. */
function clock(seconds: number): string {
  return seconds < 60 ? `${count(Math.round(seconds))} s` : duration(seconds * 1000);
}

/** Percentiles over time, of a series in which something was answered. */
export function overTime(
  { series, intervalSeconds }: Pick<LatencyRecord, 'series' | 'intervalSeconds'>,
  texts: Texts,
): Figure {
  const { chart, table } = texts.load;
  const p95 = series.flatMap(({ p95Ms }) => (p95Ms === null ? [] : [p95Ms]));
  const every = chart.every(intervalSeconds);
  const cell = (ms: number | null): string => (ms === null ? '–' : millis(ms));
  return {
    kind: 'percentiles',
    heading: chart.steady(millis(Math.min(...p95)), millis(Math.max(...p95)), every),
    note: chart.steadyNote(every),
    alt: chart.steadyAlt,
    keys: [
      { style: 'accent', name: chart.p50 },
      { style: 'second', name: chart.p95 },
      { style: 'thin', name: chart.max },
    ],
    numbers: drawTable(
      [{ head: table.at }, ...[chart.p50, chart.p95, chart.max].map((head) => ({ head, number: true }))],
      series.map(({ atSeconds, p50Ms, p95Ms, maxMs }) => [clock(atSeconds), cell(p50Ms), cell(p95Ms), cell(maxMs)]),
    ),
  };
}

/** Requests a second over time, of a series in which something arrived. */
export function rate(
  {
    series,
    intervalSeconds,
    requests,
    dropped,
  }: Pick<LatencyRecord, 'series' | 'intervalSeconds' | 'requests' | 'dropped'>,
  texts: Texts,
): Figure {
  const { chart, table } = texts.load;
  const own = stretches(series, intervalSeconds, TIME_ROWS);
  const seconds = series.length * intervalSeconds;
  const sums = PARTS.map((part) => ({ part, sum: series.reduce((total, point) => total + point[part], 0) }));
  const present = sums.filter(({ sum }) => sum > 0);
  const others = present.filter(({ part }) => part !== 'ok').map(({ part, sum }) => `${count(sum)} ${chart[part]}`);
  return {
    kind: 'outcomes',
    heading: chart.rate(
      figureText(Number(((requests + dropped) / seconds).toPrecision(3))),
      others.length === 0 ? chart.rateAllOk : chart.rateRest(others.join(', ')),
    ),
    note: chart.rateNote(chart.every(intervalSeconds)),
    alt: chart.rateAlt,
    keys: present.map(({ part }) => ({ style: KEY_OF_PART[part], name: chart[part] })),
    numbers: drawTable(
      [
        { head: table.at },
        ...[chart.requests, ...PARTS.map((part) => chart[part])].map((head) => ({ head, number: true })),
      ],
      own.map((one) => [clock(one.atSeconds), count(one.requests), ...PARTS.map((part) => count(one[part]))]),
    ),
  };
}

function shares(latency: LatencyRecord, texts: Texts): Figure | null {
  const { chart, table } = texts.load;
  if (latency.shares === null) return null;
  const { wall, server, network } = latency.shares;
  const measures = ['mean', 'p50', 'p95', 'p99', 'max'] as const;
  const row = (name: string, of: typeof wall): Content[] => [name, ...measures.map((key) => millis(of[key]))];
  const share = wall.mean > 0 ? Math.round((100 * server.mean) / wall.mean) : 0;
  return {
    kind: 'shares',
    heading: chart.share(percent(share)),
    note: chart.shareNote,
    alt: chart.shareAlt,
    keys: [
      { style: 'idle', name: chart.wall },
      { style: 'accent', name: chart.server },
      { style: 'second', name: chart.network },
    ],
    numbers: drawTable(
      [{ head: table.part }, ...measures.map((key) => ({ head: chart[key], number: true }))],
      [row(chart.wall, wall), row(chart.server, server), row(chart.network, network)],
    ),
  };
}

/** The charts of a latency run that have something to show, in the order in which a reader asks. */
export function latencyFigures(latency: LatencyRecord, sla: SlaRecord | null, texts: Texts): Figure[] {
  const { series, histogram } = latency;
  const answered = series.some(({ p95Ms }) => p95Ms !== null);
  const arrived = series.some(({ requests, dropped }) => requests + dropped > 0);
  return [
    histogram.length === 0 ? null : distribution(latency, sla, texts),
    answered ? overTime(latency, texts) : null,
    arrived ? rate(latency, texts) : null,
    shares(latency, texts),
  ].filter((figure) => figure !== null);
}
