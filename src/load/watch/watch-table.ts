import type { WatchPeriod } from '../../records/load-types.js';
import { percent } from '../../report/format.js';
import { table } from '../../report/terminal.js';
import type { Texts } from '../../report/texts.js';

const COLUMNS = [
  { align: 'left' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'left' },
] as const;

/** Periods of a watch as lines of a table, the latest `most` of them. */
export function watchTable(
  title: 'day' | 'hour',
  periods: readonly WatchPeriod[],
  most: number,
  { watch, verdict: verdicts }: Texts['load'],
): string[] {
  const shown = periods.slice(-most);
  const judged = periods.some(({ verdict }) => verdict !== null);
  const rows = shown.map(({ from, samples, availability, p50Ms, p95Ms, p99Ms, maxMs, verdict }) => [
    title === 'day' ? from.slice(0, 10) : `${from.slice(0, 10)} ${from.slice(11, 13)}h`,
    String(samples),
    availability === null ? '–' : percent(availability),
    ...[p50Ms, p95Ms, p99Ms, maxMs].map((value) => (value === null ? '–' : String(Math.round(value)))),
    ...(judged ? [verdict === null ? '–' : verdicts[verdict]] : []),
  ]);
  const left = periods.length - shown.length;
  const heading = [
    watch[title],
    watch.samples,
    watch.available,
    'p50 ms',
    'p95 ms',
    'p99 ms',
    'max ms',
    ...(judged ? [watch.verdict] : []),
  ];
  return [...table(COLUMNS.slice(0, heading.length), [heading, ...rows]), ...(left > 0 ? [watch.more(left)] : [])];
}
