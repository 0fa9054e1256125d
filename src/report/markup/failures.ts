import { cut } from '../escape.js';
import { count } from '../format.js';
import type { CauseView, Cluster } from '../model.js';
import { causeAnchor, type Page, type SectionRenderer } from '../section.js';
import { comparison, evidence, foldedResults, place, ruleLink } from './parts.js';
import { type Html, html, value } from './tag.js';

/** How many kinds of failure are shown with all that was kept of them. */
const FULL = 100;
/** Of each cause so many, as those of one cause tell the same. */
const FULL_OF_CAUSE = 12;
/** The style leaves out what is beyond these on paper. */
const ON_PAPER = 3;
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

function card(cluster: Cluster, page: Page): Html {
  const { first, others, rule } = cluster;
  const { texts } = page;
  const section = rule === null || rule.section === '' ? null : html` · ${value(texts.failure.section(rule.section))}`;
  const note = first.note === '' ? null : html`<p class="note"><b>${texts.failure.note}</b> ${value(first.note)}</p>`;
  const same = others.length === 0 ? null : foldedResults(texts.failure.same(others.length), others, page);
  return html`<article class="case bad"><h4>${ruleLink(first.rule)} ${value(first.name)}</h4>
<p class="where">${place(first, texts)}${section}</p>
${ruleText(cluster, page)}${comparison(first, texts)}${note}${evidence(first, texts)}${same}</article>
`;
}

function briefRow({ first, others }: Cluster, { texts }: Page): Html {
  const same = others.length === 0 ? null : html`<br><span class="dim">${texts.failure.same(others.length)}</span>`;
  return html`<tr><td>${ruleLink(first.rule)} ${value(first.name)}<br>${place(first, texts)}${same}</td><td class="mono">${value(cut(texts.said(first.expected), BRIEF).text)}</td><td class="mono">${value(cut(texts.said(first.actual), BRIEF).text)}</td></tr>`;
}

function brief(clusters: readonly Cluster[], page: Page): Html | null {
  if (clusters.length === 0) return null;
  const { failure, observations } = page.texts;
  const rows = clusters.map((cluster) => briefRow(cluster, page));
  return html`<p class="dim">${failure.compact(clusters.length)}</p><div class="scroll" tabindex="0"><table><thead><tr><th scope="col">${observations.case}</th><th scope="col">${failure.heads.expected}</th><th scope="col">${failure.heads.actual}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
}

function cause(view: CauseView, index: number, full: number, page: Page): Html {
  const { failure } = page.texts;
  const { clusters, results, rules } = view;
  return html`<details class="cause" id="${causeAnchor(index)}" data-box><summary><h3>${value(cut(failure.cause(view), BRIEF).text)}</h3> <span class="dim">${failure.ofRules(results.length, rules.length)}</span></summary>
${clusters.slice(0, full).map((cluster) => card(cluster, page))}${brief(clusters.slice(full), page)}${clusters.length > ON_PAPER ? html`<p class="paper">${failure.paper}</p>` : null}</details>
`;
}

/** The evidence of every cause of failure: its first scenarios with all that was kept of them, the rest in brief. */
export const failures: SectionRenderer = (page) => {
  const { causes } = page.model;
  if (causes.length === 0) return null;
  let left = FULL;
  const drawn = causes.map((view, index) => {
    const full = Math.min(left, FULL_OF_CAUSE, view.clusters.length);
    left -= full;
    return cause(view, index, full, page);
  });
  return { id: 'failures', heading: page.texts.sections.failures, figure: count(causes.length), body: html`${drawn}` };
};
