import { createHash } from 'node:crypto';
import type { HistoryLine } from '../records/history.js';
import type { Results } from '../records/types.js';
import { script, style } from './assets.js';
import type { ChartImages } from './charts/types.js';
import { compareRuns } from './compare.js';
import { historyOf, newsOf } from './history.js';
import { bar } from './markup/bar.js';
import { type Html, html, trusted } from './markup/tag.js';
import { facts, verdict } from './markup/verdict.js';
import { buildModel } from './model.js';
import type { Page, ReportLink, Section } from './section.js';
import { sections } from './sections.js';
import { english, type Texts } from './texts.js';
import { titleOf } from './title.js';

export interface HtmlOptions {
  /** Files of the same run to link to; a reference that leads anywhere else is shown as text. */
  readonly links?: readonly ReportLink[];
  /** The charts of the load runs, from {@link renderCharts}; without them the page shows their numbers alone. */
  readonly charts?: readonly ChartImages[];
  /** Lines of earlier runs, and a run to compare with. */
  readonly history?: readonly HistoryLine[];
  readonly against?: Results;
}

/** What the page tells of other runs. */
function earlier(
  results: Results,
  { history: lines, against }: HtmlOptions,
): Pick<Page, 'news' | 'history' | 'compared'> {
  const history = lines === undefined ? null : historyOf(lines, results);
  return {
    history,
    news: history === null ? new Set() : newsOf(history, results),
    compared: against === undefined ? null : { comparison: compareRuns(against, results), other: against.run.id },
  };
}

function hashed(source: string): string {
  return `'sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}'`;
}

/** Nothing may load or run but the style and the script of this page, and screenshots that stand beside it. */
function policy(results: Results, charts: readonly ChartImages[]): string {
  const screenshots = results.contract.results.some((result) => result.screenshot !== '');
  const drawn = charts.some((images) => Object.keys(images).length > 0);
  const sources = [...(screenshots ? [`'self'`] : []), ...(screenshots || drawn ? ['data:'] : [])];
  return [
    `default-src 'none'`,
    `style-src ${hashed(style)}`,
    `script-src ${hashed(script)}`,
    ...(sources.length > 0 ? [`img-src ${sources.join(' ')}`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function drawSection({ id, heading, tone, figure, body, open = false }: Section): Html {
  const number = figure === '' ? null : html` <span class="figure">${figure}</span>`;
  const title = tone === undefined ? html`<h2>` : html`<h2 class="finding ${tone}">`;
  const fold = open ? html`<details class="part-fold" open>` : html`<details class="part-fold">`;
  return html`<section data-box>${fold}<summary>${title}${heading}${number}</h2></summary>
<div class="body" id="${id}">${body}</div></details></section>
`;
}

/**
 * The report of a run as one HTML file: no network, readable without scripts, light and dark, wide and narrow. Whatever
 * came from the target or from scenarios is text in it and nothing else.
 */
export function renderHtml(results: Results, options: HtmlOptions = {}, texts: Texts = english): string {
  const charts = options.charts ?? [];
  const page: Page = {
    model: buildModel(results),
    texts,
    links: options.links ?? [],
    charts,
    ...earlier(results, options),
  };
  const drawn = sections.flatMap((render) => render(page) ?? []);
  const { run } = results;
  const title = `${titleOf(page.model, texts).text} · ${run.target.name}`;
  return html`<!doctype html>
<html lang="${texts.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy(results, charts))}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(style)}</style></head>
<body data-copy="${texts.page.copy}" data-copied="${texts.page.copied}"><main id="top">
${verdict(page)}
${facts(page)}
${bar(drawn, page)}
${drawn.map(drawSection)}<footer>${texts.run.versions(run.version, run.node)} · ${texts.run.id} ${run.id}</footer>
</main>
<script>${trusted(script)}</script></body></html>
`.markup;
}
