import { cut } from '../escape.js';
import { count } from '../format.js';
import type { CauseView } from '../model.js';
import { caseAnchor, causeAnchor, type Page } from '../section.js';
import { stateWords } from './parts.js';
import { type Html, html, joined, value } from './tag.js';

/** How many causes the table names; the rest is below, with its evidence. */
const NAMED = 20;
/** How much of a text a cell shows, in characters. */
const BRIEF = 200;

function row({ results, rules, ...cause }: CauseView, index: number, page: Page): Html {
  const { failure, rules: words } = page.texts;
  const first = results[0]!;
  const actual = first.actual === '' ? failure.nothing : first.actual;
  const cell = (label: string, text: string) =>
    html`<td class="mono" data-label="${label}">${value(cut(page.texts.said(text), BRIEF).text)}</td>`;
  return html`<tr data-state="${stateWords(first, page)}"><th scope="row"><a href="#${causeAnchor(index)}">${value(cut(failure.cause(cause), BRIEF).text)}</a></th><td class="number" data-label="${failure.heads.scenarios}">${count(results.length)}</td><td class="number" data-label="${words.many}">${count(rules.length)}</td>${cell(failure.heads.expected, first.expected)}${cell(failure.heads.actual, actual)}<td class="first" data-label="${failure.heads.first}"><a href="#${caseAnchor(first.id)}"><code>${joined(first.rule.split(/(?<=\.)/), html`<wbr>`)}</code>: ${value(first.name)}</a></td></tr>
`;
}

/** Why the run failed: every fault of the target once, with what was expected and came first; null when nothing failed. */
export function causesTable(page: Page): Html | null {
  const { causes } = page.model;
  if (causes.length === 0) return null;
  const { failure, rules } = page.texts;
  const heads = failure.heads;
  const rest = causes.length - NAMED;
  const more = rest > 0 ? html`<p class="dim"><a href="#failures">${failure.rest(rest)}</a></p>` : null;
  return html`<div class="causes scroll" tabindex="0" role="region" aria-label="${page.texts.sections.causes}"><table><thead><tr><th scope="col">${heads.cause}</th><th scope="col" class="number">${heads.scenarios}</th><th scope="col" class="number">${rules.many}</th><th scope="col">${heads.expected}</th><th scope="col">${heads.actual}</th><th scope="col">${heads.first}</th></tr></thead><tbody>
${causes.slice(0, NAMED).map((cause, index) => row(cause, index, page))}</tbody></table></div>${more}`;
}
