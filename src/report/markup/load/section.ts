import type { LoadRecord } from '../../../records/load-types.js';
import { duration, figure, instant, millis } from '../../format.js';
import { findingOf, thresholdsOf } from '../../load/finding.js';
import { measured } from '../../load/measured.js';
import type { Page, Section, SectionRenderer } from '../../section.js';
import type { Texts } from '../../texts.js';
import { type Html, html, joined, value } from '../tag.js';
import { drawFigure } from './figure.js';
import { latencyFigures } from './latency-figures.js';
import { limitPart } from './limit.js';
import { slaPart } from './sla.js';
import { drawTable } from './table.js';
import { watchPart } from './watch.js';

function thresholds(record: LoadRecord, { load }: Texts): Html | null {
  const all = thresholdsOf(record);
  if (all.length === 0) return null;
  const { heading, threshold, metric, state, ok, crossed } = load.thresholds;
  const rows = all.map((one) => [
    html`<code>${value(one.threshold)}</code>`,
    html`<code>${value(one.metric)}</code>`,
    one.ok
      ? html`<span class="state ok"><i class="sign ok" aria-hidden="true">✓</i> ${ok}</span>`
      : html`<span class="state bad"><i class="sign bad" aria-hidden="true">✕</i> ${crossed}</span>`,
  ]);
  return html`<h3 class="part-head">${heading}</h3>${drawTable([{ head: threshold }, { head: metric }, { head: state }], rows, 'narrow')}
`;
}

function metrics({ metrics: all }: LoadRecord, { load }: Texts): Html | null {
  const entries = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
  if (entries.length === 0) return null;
  const rows = entries.map(([name, { values, contains }]) => [
    html`<code>${value(name)}</code>`,
    joined(
      Object.entries(values).map(
        ([key, number]) =>
          html`<span class="pair">${value(key)} <b>${contains === 'time' && key !== 'count' ? millis(number) : figure(number)}</b></span>`,
      ),
      ' ',
    ),
  ]);
  return html`<details class="fold metrics"><summary>${load.metrics.heading(entries.length)}</summary>${drawTable(
    [{ head: load.metrics.metric }, { head: load.metrics.values }],
    rows,
  )}</details>`;
}

function bodyOf(record: LoadRecord, index: number, page: Page): Html {
  const { texts, charts } = page;
  const { latency, sla, limit, watch } = record;
  if (record.notRun !== '')
    return html`<p class="intro">${value(capital(record.notRun))}</p>
`;
  const images = charts[index] ?? {};
  const figures = latency === null ? [] : latencyFigures(latency, sla, texts);
  const about = texts.load.facts(
    texts.load.kind[record.kind],
    record.script,
    `${record.engine} ${record.engineVersion}`.trim(),
    instant(record.startedAt),
    duration(record.durationMs),
    record.exitCode,
  );
  const more = (isAlone(page) ? [] : findingOf(record, texts).more).map(
    ({ tone, text }) => html`<li class="${tone}">${value(text)}</li>`,
  );
  return html`<p class="intro">${value(about)}</p>
${more.length === 0 ? null : html`<ul class="also">${more}</ul>`}${latency === null ? null : html`<p class="measured">${measured(latency, watch, texts).join(' · ')}</p>`}
${sla === null ? null : slaPart(sla, texts)}${figures.length === 0 ? null : html`<div class="charts">${figures.map((one) => drawFigure(one, images[one.kind], texts))}</div>`}${watch === null ? null : watchPart(watch, texts)}${limit === null ? null : limitPart(limit, images, texts)}${thresholds(record, texts)}${metrics(record, texts)}`;
}

/** Whether the title and the lead of the page have told the finding of the only load run already. */
function isAlone({ model }: Page): boolean {
  return !model.hasContract && model.results.load.length === 1;
}

function draw(record: LoadRecord, index: number, page: Page): Section {
  const { texts } = page;
  const finding = findingOf(record, texts);
  const name = texts.load.contents(texts.load.kind[record.kind], record.script);
  return {
    id: `load-${index + 1}`,
    heading: isAlone(page) ? name : record.notRun === '' ? finding.text : capital(finding.brief),
    contents: name,
    tone: finding.tone,
    figure: '',
    body: bodyOf(record, index, page),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function sectionsOf(page: Page, wanted: (section: Section) => boolean): readonly Section[] {
  return page.model.results.load.map((record, index) => draw(record, index, page)).filter(wanted);
}

/** Load runs that went wrong or proved too little: told beside what else is broken. */
export const troubledLoad: SectionRenderer = (page) => sectionsOf(page, ({ tone }) => tone !== 'ok');

/** Load runs with nothing amiss. */
export const soundLoad: SectionRenderer = (page) => sectionsOf(page, ({ tone }) => tone === 'ok');
