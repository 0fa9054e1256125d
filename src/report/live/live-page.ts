import { html, value } from '../markup/tag.js';
import type { Texts } from '../texts.js';

export { script as liveScript, style as liveStyle } from './assets.js';

/** Nothing loads or runs on the page but what its own server has. */
export const LIVE_POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self'`,
  `connect-src 'self'`,
  'img-src data:',
  `base-uri 'none'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

const TILES = ['rate', 'time', 'errors', 'refused', 'dropped', 'left'] as const;
const CASE_TILES = ['done', 'broken', 'undecided', 'spent'] as const;
const CHARTS = ['staircase', 'outcomes', 'percentiles'] as const;

/** The page of a run under way: places that its script fills. `command` is the word after `facegate`. */
export function renderLivePage(
  run: { readonly command: string; readonly target: { readonly name: string; readonly url: string } },
  texts: Texts,
): string {
  const { live } = texts;
  const tile = (name: string, label: string) =>
    html`<div data-tile="${name}"><b>–</b> <span class="label">${label}</span> <span class="detail"></span></div>`;
  const tiles = TILES.map((name) => tile(name, live.tiles[name]));
  const caseTiles = CASE_TILES.map((name) => tile(name, live.caseTiles[name]));
  const charts = CHARTS.map(
    (chart) =>
      html`<figure class="chart ${chart}" data-chart="${chart}" hidden><figcaption><b></b><span></span></figcaption><ul class="keys"></ul><img alt=""></figure>`,
  );
  return html`<!doctype html>
<html lang="${texts.language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">
<title>${live.running(run.command)} · ${run.target.name}</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="live.css"></head>
<body><main>
<header class="verdict"><p class="eyebrow">${texts.product} · ${texts.run.target.toLowerCase()} <b>${value(run.target.name)}</b> · ${value(run.target.url)}</p>
<h1>${live.running(run.command)}</h1>
<p class="lead" id="line">${live.waiting}</p><noscript><p class="lead">${live.scripts}</p></noscript></header>
<p id="said" role="status"></p>
<section id="load" hidden><h2></h2><p class="engine dim"></p>
<div class="panel"><div class="tiles">${tiles}</div></div>
<div class="charts">${charts}</div></section>
<section id="cases" hidden><h2></h2><div class="panel"><div class="tiles">${caseTiles}</div></div></section>
</main><script type="module" src="live.js"></script></body></html>
`.markup;
}
