import type { WatchPeriod } from '../../records/load-types.js';
import { table } from '../../report/terminal.js';

const COLUMNS = [
  { align: 'left' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
  { align: 'right' },
] as const;

/** Periods of a watch as lines of a table, the latest `most` of them. */
export function watchTable(title: string, periods: readonly WatchPeriod[], most: number): string[] {
  const shown = periods.slice(-most);
  const rows = shown.map(({ from, samples, availability, p50Ms, p95Ms, p99Ms, maxMs }) => [
    title === 'day' ? from.slice(0, 10) : `${from.slice(0, 10)} ${from.slice(11, 13)}h`,
    String(samples),
    availability === null ? '–' : `${Math.round(availability * 100) / 100} %`,
    ...[p50Ms, p95Ms, p99Ms, maxMs].map((value) => (value === null ? '–' : String(Math.round(value)))),
  ]);
  const left = periods.length - shown.length;
  const heading = [`${title} (UTC)`, 'samples', 'available', 'p50 ms', 'p95 ms', 'p99 ms', 'max ms'];
  return [
    ...table(COLUMNS, [heading, ...rows]),
    ...(left > 0 ? [`and ${left} earlier; --out writes all of them`] : []),
  ];
}
