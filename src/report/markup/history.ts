import type { HistoryLine } from '../../records/history.js';
import { count, duration, instant, millis } from '../format.js';
import { boundsText } from '../load/interval.js';
import type { Page, SectionRenderer } from '../section.js';
import { drawTable } from './load/table.js';
import { ruleLink } from './parts.js';
import { type Content, type Html, html, value } from './tag.js';

const WIDTH = 300;
const HEIGHT = 56;
const GAP = 2;

/** A run in a small chart: its value, and the interval around it; null where it has none. */
interface Point {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

interface Chart {
  readonly name: string;
  readonly points: readonly (Point | null)[];
  readonly text: (value: number) => string;
  readonly tone: 'bad' | 'accent';
}

const plain = (value: number | null | undefined): Point | null =>
  value === null || value === undefined ? null : { value, low: value, high: value };

function charts(runs: readonly HistoryLine[], { texts }: Page): Chart[] {
  const { history } = texts;
  const of = (
    name: string,
    text: Chart['text'],
    point: (run: HistoryLine) => Point | null,
    tone: Chart['tone'] = 'accent',
  ) => ({
    name,
    text,
    tone,
    points: runs.map(point),
  });
  return [
    of(history.failures, count, ({ contract }) => plain(contract?.failed), 'bad'),
    of(history.p95, millis, ({ p95 }) =>
      p95 === null ? null : { value: p95.ms, low: p95.low ?? p95.ms, high: p95.high ?? p95.ms },
    ),
    of(history.limit, count, ({ limit }) => (limit === null ? null : plain(limit.value ?? limit.low))),
    of(history.duration, duration, ({ durationMs }) => plain(durationMs)),
  ];
}

function draw({ name, points, text, tone }: Chart, { texts }: Page): Html | null {
  const known = points.filter((point) => point !== null);
  if (known.length === 0) return null;
  const most = Math.max(...known.map(({ high }) => high), 1e-9);
  const step = WIDTH / Math.max(points.length, 8);
  const y = (of: number) => Number((HEIGHT - (of / most) * (HEIGHT - 4)).toFixed(1));
  const marks = points.map((point, index) => {
    if (point === null) return null;
    const x = Number((index * step).toFixed(1));
    const middle = Number((x + (step - GAP) / 2).toFixed(1));
    const now = index === points.length - 1 ? ' now' : '';
    const ink = point.value === 0 ? 'accent' : tone;
    const bar = html`<rect class="column ${ink}${now}" x="${x}" y="${Math.min(y(point.value), HEIGHT - 1)}" width="${Number((step - GAP).toFixed(1))}" height="${Math.max(1, Number((HEIGHT - y(point.value)).toFixed(1)))}"/>`;
    if (point.low === point.high) return bar;
    return html`${bar}<path class="whisker" d="M${middle} ${y(point.low)}V${y(point.high)}"/>`;
  });
  const last = points.at(-1);
  const now = texts.history.last(last === null || last === undefined ? texts.history.none : text(last.value));
  return html`<figure class="multiple"><figcaption>${name} <b>${now}</b></figcaption><svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${name}: ${now}">${marks}</svg></figure>
`;
}

function rulesOf(
  heading: string,
  rules: readonly (readonly [rule: string, after: Content])[],
  tone: 'ok' | 'bad' | 'warn',
): Html | null {
  if (rules.length === 0) return null;
  const items = rules.map(([rule, after]) => html`<li>${ruleLink(rule)}${after}</li>`);
  return html`<h3 class="${tone}">${heading} <span class="figure">${count(rules.length)}</span></h3><ul class="changed">${items}</ul>`;
}

function numbers(runs: readonly HistoryLine[], { texts }: Page): Html {
  const { history, ci } = texts;
  const rows = [...runs]
    .reverse()
    .map(({ id, startedAt, verdict, contract, p95, limit, durationMs }) => [
      html`${value(id)}<br><span class="dim">${instant(startedAt)}</span>`,
      ci.verdict[verdict],
      contract === null ? '–' : count(contract.failed),
      p95 === null ? '–' : html`${millis(p95.ms)} <span class="dim">[${boundsText(p95, texts)}]</span>`,
      limit === null ? '–' : limit.value === null ? `≥ ${count(limit.low)}` : count(limit.value),
      duration(durationMs),
    ]);
  const heads = [history.failures, history.p95, history.limit, history.duration].map((head) => ({
    head,
    number: true,
  }));
  return html`<details class="fold"><summary>${history.numbers}</summary>${drawTable([{ head: history.run }, { head: history.verdict }, ...heads], rows)}</details>`;
}

/** The last runs of this target as small charts, and which rules broke, stay broken or are kept again. */
export const history: SectionRenderer = (page) => {
  const view = page.history;
  if (view === null) return null;
  const { history: words } = page.texts;
  const { runs, broken, still, fixed } = view;
  const since = ({ rule, since: run }: (typeof still)[number]) =>
    [rule, html` <span class="dim">${words.since(run.id)}</span>`] as const;
  return {
    id: 'history',
    heading: words.heading,
    figure: words.runs(runs.length),
    open: page.model.failed === 0 && runs.length > 1,
    body: html`${runs.length === 1 ? html`<p class="dim">${words.first}</p>` : null}${rulesOf(
      words.broken,
      broken.map((rule) => [rule, null]),
      'bad',
    )}${rulesOf(words.still, still.map(since), 'warn')}${rulesOf(
      words.fixed,
      fixed.map((rule) => [rule, null]),
      'ok',
    )}<div class="multiples">${charts(runs, page).map((chart) => draw(chart, page))}</div>${numbers(runs, page)}`,
  };
};
