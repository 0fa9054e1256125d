import { cut } from '../escape.js';
import { count } from '../format.js';
import type { Cluster } from '../model.js';
import { failureAnchor, type Page, type SectionRenderer } from '../section.js';
import { comparison, evidence, foldedResults, place, ruleLink } from './parts.js';
import { type Html, html, value } from './tag.js';

/** How many causes are shown with all that was kept of them. */
const FULL = 100;
/** How much of a text a brief row shows, in characters. */
const BRIEF = 300;

function ruleText({ rule }: Cluster, { texts }: Page): Html | null {
  if (rule === null || rule.text === '') return null;
  const inferred =
    rule.inferredFrom === ''
      ? null
      : html`<br><span class="dim">${texts.failure.inferredFrom}: ${value(rule.inferredFrom)}</span>`;
  return html`<p class="says">${texts.failure.rule}: ${value(rule.text)}${inferred}</p>`;
}

function card(cluster: Cluster, index: number, page: Page): Html {
  const { first, others, rule } = cluster;
  const { texts } = page;
  const section = rule === null || rule.section === '' ? null : html` · ${value(texts.failure.section(rule.section))}`;
  const note = first.note === '' ? null : html`<p class="note"><b>${texts.failure.note}</b> ${value(first.note)}</p>`;
  const same = others.length === 0 ? null : foldedResults(texts.failure.same(others.length), others, page);
  return html`<article class="case bad" id="${failureAnchor(index)}"><h3>${ruleLink(first.rule)} ${value(first.name)}</h3>
<p class="where">${place(first, texts)}${section}</p>
${ruleText(cluster, page)}${comparison(first, texts)}${note}${evidence(first, texts)}${same}</article>
`;
}

function briefRow(cluster: Cluster, index: number, page: Page): Html {
  const { first, others } = cluster;
  const { texts } = page;
  const same = others.length === 0 ? null : html`<br><span class="dim">${texts.failure.same(others.length)}</span>`;
  return html`<tr id="${failureAnchor(index)}"><td>${ruleLink(first.rule)} ${value(first.name)}<br>${place(first, texts)}${same}</td><td class="mono">${value(cut(first.expected, BRIEF).text)}</td><td class="mono">${value(cut(first.actual, BRIEF).text)}</td></tr>`;
}

function brief(clusters: readonly Cluster[], page: Page): Html | null {
  if (clusters.length === 0) return null;
  const { failure, observations } = page.texts;
  const rows = clusters.map((cluster, index) => briefRow(cluster, FULL + index, page));
  return html`<p class="dim">${failure.compact(clusters.length)}</p><div class="scroll" tabindex="0"><table><thead><tr><th>${observations.case}</th><th>${failure.expected}</th><th>${failure.actual}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** Every cause of failure once: the first hundred with all that was kept of them, the rest in brief. */
export const failures: SectionRenderer = (page) => {
  const { failures: all } = page.model;
  if (all.length === 0) return null;
  return {
    id: 'failures',
    heading: page.texts.sections.failures,
    figure: count(all.length),
    body: html`${all.slice(0, FULL).map((cluster, index) => card(cluster, index, page))}${brief(all.slice(FULL), page)}`,
  };
};
