// Fills the page of a run under way with what the run tells: figures, and the charts of the report, drawn anew as they grow.
import type { LiveEnd, LiveEvent } from '../../records/live-types.js';
import { outcomesOverTime } from '../charts/outcomes.js';
import { palettes } from '../charts/palette.js';
import { percentilesOverTime } from '../charts/percentiles.js';
import { staircase } from '../charts/staircase.js';
import { svgOf } from '../charts/svg.js';
import type { Plan } from '../charts/types.js';
import { chinese } from '../chinese/texts.js';
import { count, figure, millis } from '../format.js';
import { type Figure, legend } from '../markup/load/figure.js';
import { overTime, rate } from '../markup/load/latency-figures.js';
import { stairs } from '../markup/load/limit.js';
import { english, type Texts } from '../texts.js';
import { type LoadView, viewAfter, wholePoints } from './live-state.js';

const texts: Texts = document.documentElement.lang === chinese.language ? chinese : english;
type Cases = NonNullable<LiveEvent['cases']>;
const NARROW_PX = 480;
const dark = matchMedia('(prefers-color-scheme: dark)');

function one<Kind extends Element = HTMLElement>(selector: string, within: ParentNode = document): Kind {
  const found = within.querySelector<Kind>(selector);
  if (found === null) throw new Error(`the page has no ${selector}`);
  return found;
}

function tile(name: string, value: string, detail = '', tone = ''): void {
  const element = one(`[data-tile="${name}"]`);
  one('b', element).textContent = value;
  one('.detail', element).textContent = detail;
  element.className = tone;
}

function showFigures({ progress }: LoadView): void {
  const { live } = texts;
  const { requests, errors, refused, dropped, p50Ms, p95Ms, leftMs, elapsedMs } = progress;
  tile('rate', figure(Number(progress.rate.toPrecision(3))), live.rateDetail(requests, over));
  if (p50Ms === null || p95Ms === null) tile('time', '–', live.warmingUp);
  else tile('time', millis(p95Ms), live.timeDetail(p50Ms));
  tile('errors', count(errors), live.errorsDetail, errors > 0 ? 'bad' : '');
  tile('refused', count(refused));
  tile('dropped', count(dropped), live.droppedDetail, dropped > 0 ? 'warn' : '');
  const known = !over && leftMs !== null && leftMs > 0;
  const elapsed = live.elapsed(elapsedMs, over);
  tile('left', known ? live.left(leftMs) : elapsed, known ? elapsed : '');
}

function draw(name: string, plan: Plan | null, described: () => Figure): void {
  const element = one(`[data-chart="${name}"]`);
  element.hidden = plan === null;
  if (plan === null) return;
  const { heading, note, keys, alt } = described();
  one('b', element).textContent = heading;
  one('figcaption span', element).textContent = note;
  one('.keys', element).outerHTML = legend(keys)?.markup ?? '<ul class="keys"></ul>';
  const image = one<HTMLImageElement>('img', element);
  const room = Math.round(image.clientWidth);
  const width = room < NARROW_PX ? 'narrow' : 'wide';
  const size = { width: Math.max(240, room), height: plan.sizes[width].height };
  const svg = svgOf(plan, { size, width, palette: palettes[dark.matches ? 'dark' : 'light'], texts });
  image.alt = texts.live.alt(alt);
  image.height = size.height;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

function showCharts({ run, series: all, intervalSeconds, limit }: LoadView): void {
  const series = wholePoints(all, over);
  const timed = { series, intervalSeconds };
  const sum = (key: 'requests' | 'dropped') => series.reduce((total, point) => total + point[key], 0);
  draw('staircase', limit === null ? null : staircase(limit), () => stairs(limit!, texts));
  draw('outcomes', outcomesOverTime(timed), () =>
    rate({ ...timed, requests: sum('requests'), dropped: sum('dropped') }, texts),
  );
  draw('percentiles', percentilesOverTime(timed, { objectives: run.promised }), () => overTime(timed, texts));
}

function showCases({ name, total, done, failed, broken, undecided, notRun, elapsedMs, leftMs }: Cases): void {
  const { live } = texts;
  one('#cases h2').textContent = name;
  tile('done', `${total === 0 ? 0 : Math.floor((100 * done) / total)} %`, live.doneDetail(done, total));
  tile('broken', count(broken), live.brokenDetail(failed), broken > 0 ? 'bad' : 'ok');
  tile('undecided', count(undecided), live.undecidedDetail(notRun), undecided > 0 ? 'warn' : '');
  const known = !over && leftMs !== null;
  const elapsed = live.elapsed(elapsedMs, over || done >= total);
  tile('spent', known ? live.left(leftMs) : elapsed, known ? elapsed : '');
}

let cases: Cases | null = null;
let view: LoadView | null = null;
/** The run has ended: what stands there is all there was. */
let over = false;

function show(): void {
  one('#cases').hidden = cases === null;
  if (cases !== null) showCases(cases);
  one('#load').hidden = view === null;
  if (view === null) return;
  const { kind, script, engine } = view.run;
  one('#load h2').textContent = texts.load.contents(texts.load.kind[kind], script);
  one('.engine').textContent = texts.live.engine(engine);
  showFigures(view);
  showCharts(view);
}

/** Says once what became of the run. */
function say(text: string): void {
  one('#said').textContent = text;
}

const events = new EventSource('events');
events.addEventListener('message', ({ data }: MessageEvent<string>) => {
  const event = JSON.parse(data) as LiveEvent;
  say('');
  // The tiles say the same of scenarios and of a load run.
  if (event.load !== null || event.cases !== null || event.line !== '')
    one('#line').textContent = event.load === null ? event.line : '';
  cases = event.cases;
  view = viewAfter(view, event);
  show();
});
events.addEventListener('end', (event) => {
  events.close();
  over = true;
  show();
  const { title, tone } = JSON.parse((event as MessageEvent<string>).data) as LiveEnd;
  one('h1').textContent = title === '' ? texts.live.ended : title;
  one('.verdict').classList.add(tone);
  document.title = document.title.replace(/^.*(?= · )/, title === '' ? texts.live.ended : title);
  one('#line').textContent = '';
  say(title === '' ? texts.live.report : `${texts.live.ended}. ${texts.live.report}`);
});
events.addEventListener('error', () => say(texts.live.lost));
addEventListener('resize', show);
dark.addEventListener('change', show);
