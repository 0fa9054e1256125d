import type { WatchPeriod, WatchRecord } from '../../../records/load-types.js';
import { count, millis, percent } from '../../format.js';
import type { Texts } from '../../texts.js';
import { type Content, type Html, html } from '../tag.js';
import { drawTable } from './table.js';
import { verdictMark } from './verdict-mark.js';

/** A month of hours; with more the page would be slow. */
const MOST_HOURS = 744;

function cells(at: string, period: WatchPeriod, judged: boolean, texts: Texts): Content[] {
  const { samples, availability, verdict, p50Ms, p95Ms, p99Ms, maxMs } = period;
  return [
    at,
    ...(judged ? [verdict === null ? '–' : verdictMark(verdict, texts)] : []),
    count(samples),
    availability === null ? '–' : percent(availability),
    ...[p50Ms, p95Ms, p99Ms, maxMs].map((ms) => (ms === null ? '–' : millis(ms))),
  ];
}

function periods(head: string, all: readonly WatchPeriod[], at: (period: WatchPeriod) => string, texts: Texts): Html {
  const { watch, chart } = texts.load;
  const judged = all.some(({ verdict }) => verdict !== null);
  const numbers = [watch.samples, watch.available, chart.p50, chart.p95, chart.p99, chart.max];
  const columns = [
    { head },
    ...(judged ? [{ head: watch.verdict }] : []),
    ...numbers.map((name) => ({ head: name, number: true })),
  ];
  return drawTable(
    columns,
    all.map((period) => cells(at(period), period, judged, texts)),
    'narrow periods',
  );
}

/** A watch by day, and folded by hour, the latest month of them; each period with what it proves of the agreement. */
export function watchPart({ days, hours }: WatchRecord, texts: Texts): Html | null {
  const { watch } = texts.load;
  if (days.length === 0) return null;
  const shown = hours.slice(-MOST_HOURS);
  const left = hours.length - shown.length;
  const earlier = left === 0 ? null : html`<p class="measured">${watch.earlier(left)}</p>`;
  const byDay = periods(watch.day, days, ({ from }) => from.slice(0, 10), texts);
  const byHour = periods(watch.hour, shown, ({ from }) => `${from.slice(0, 10)} ${from.slice(11, 16)}`, texts);
  return html`<h3 class="part-head">${watch.days}</h3>${byDay}
<details class="fold"><summary>${watch.hours(hours.length)}</summary>${earlier}${byHour}</details>
`;
}
