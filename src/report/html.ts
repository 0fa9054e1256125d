import { createHash } from 'node:crypto';
import type { Results } from '../records/types.js';
import { type Html, html, trusted } from './markup/tag.js';
import { facts, verdict } from './markup/verdict.js';
import { buildModel } from './model.js';
import { script } from './script.js';
import type { Page, ReportLink, Section } from './section.js';
import { sections } from './sections.js';
import { style } from './style.js';
import { english, type Texts } from './texts.js';
import { titleOf, titleText } from './title.js';

export interface HtmlOptions {
  /** Files of the same run to link to; a reference that leads anywhere else is shown as text. */
  readonly links?: readonly ReportLink[];
}

function hashed(source: string): string {
  return `'sha256-${createHash('sha256').update(source, 'utf8').digest('base64')}'`;
}

/** Nothing may load or run but the style and the script of this page, and screenshots that stand beside it. */
function policy(results: Results): string {
  const images = results.contract.results.some((result) => result.screenshot !== '');
  return [
    `default-src 'none'`,
    `style-src ${hashed(style)}`,
    `script-src ${hashed(script)}`,
    ...(images ? [`img-src 'self' data:`] : []),
    `base-uri 'none'`,
    `form-action 'none'`,
  ].join('; ');
}

function contents(drawn: readonly Section[], texts: Texts): Html | null {
  if (drawn.length < 3) return null;
  const links = drawn.map(
    ({ id, heading, figure }) =>
      html`<a href="#${id}">${heading}${figure === '' ? null : html` <span class="figure">${figure}</span>`}</a>`,
  );
  return html`<nav class="contents" aria-label="${texts.sections.contents}">${links}</nav>`;
}

function drawSection({ id, heading, figure, body }: Section): Html {
  const number = figure === '' ? null : html` <span class="figure">${figure}</span>`;
  return html`<section id="${id}"><h2>${heading}${number}</h2>
${body}</section>
`;
}

/**
 * The report of a run as one HTML file: no network, readable without scripts, light and dark, wide and narrow. Whatever
 * came from the target or from scenarios is text in it and nothing else.
 */
export function renderHtml(results: Results, options: HtmlOptions = {}, texts: Texts = english): string {
  const page: Page = { model: buildModel(results), texts, links: options.links ?? [] };
  const drawn = sections.map((render) => render(page)).filter((section) => section !== null);
  const { run } = results;
  const title = `${titleText(titleOf(page.model, texts), texts)} · ${run.target.name}`;
  return html`<!doctype html>
<html lang="${texts.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${trusted(policy(results))}">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${title}</title>
<style>${trusted(style)}</style></head>
<body data-copy="${texts.page.copy}" data-copied="${texts.page.copied}"><main>
${verdict(page)}
${facts(page)}
${contents(drawn, texts)}
${drawn.map(drawSection)}<footer>${texts.run.versions(run.version, run.node)} · ${texts.run.id} ${run.id}</footer>
</main>
<script>${trusted(script)}</script></body></html>
`.markup;
}
