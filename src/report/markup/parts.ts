import type { ContractResult, ResultStatus, RuleStatus } from '../../records/types.js';
import { cut, relativeHref } from '../escape.js';
import { count } from '../format.js';
import { marks } from '../marks.js';
import { caseAnchor, type Page, ruleAnchor } from '../section.js';
import type { Texts } from '../texts.js';
import { type Content, type Html, html, value } from './tag.js';

/** How much of any one text from outside the report shows, in characters. */
const LONG = 4000;

/** The sign of a state, for the eye only. */
export function sign(status: RuleStatus): Html {
  return html`<i class="sign ${marks[status].style}" aria-hidden="true">${marks[status].sign}</i>`;
}

/** The words by which the filter finds a scenario: its state, and whether it is new in this run. */
export function stateWords(result: ContractResult, { news }: Page): string {
  const state = result.status === 'not-run' && result.inconclusive ? 'undecided' : result.status;
  return news.has(result.id) ? `${state} new` : state;
}

/** How the filter names a group of an endpoint. */
export function groupKey(endpoint: string, group: string): string {
  return `${endpoint}/${group}`;
}

/** The sign of a scenario's state with the word for it, the word for screen readers only. */
export function resultSign(status: ResultStatus, texts: Texts): Html {
  return html`${sign(status)}<span class="hidden">${texts.resultState[status]}: </span>`;
}

/** A rule id as a link to its place among all rules. */
export function ruleLink(id: string): Html {
  return html`<a class="id" href="#${ruleAnchor(id)}">${value(id)}</a>`;
}

/** Where a scenario stands: path and line. */
export function place(result: ContractResult, texts: Texts): Html {
  return html`<span class="place">${value(texts.failure.place(result.file, result.line))}</span>`;
}

/** A longer text from outside in its own box, cut when it is very long. */
export function block(text: string, texts: Texts, style = ''): Html {
  const shown = cut(text, LONG);
  const rest = shown.rest > 0 ? html`<span class="rest"> ${texts.failure.more(shown.rest)}</span>` : null;
  return html`<pre class="${style}" tabindex="0">${shown.text}${rest}</pre>`;
}

function labelled(label: string, content: Content): Html {
  return html`<div class="part"><p class="label">${label}</p>${content}</div>`;
}

/** Expected and actual side by side. */
export function comparison(result: ContractResult, texts: Texts): Html {
  const { failure } = texts;
  const actual =
    result.actual === '' ? html`<em>${failure.nothing}</em>` : value(texts.said(cut(result.actual, LONG).text));
  return html`<div class="two"><div class="expected"><p class="label">${failure.heads.expected}</p>${value(texts.said(result.expected))}</div><div class="actual"><p class="label">${failure.heads.actual}</p>${actual}</div></div>`;
}

/** The steps of a case that has several, with the time at which each was taken. */
export function steps(result: ContractResult, texts: Texts): Html | null {
  if (result.steps.length === 0) return null;
  const rows = result.steps.map(
    (step) =>
      html`<li><span class="at">${count(Math.round(step.atMs))} ms</span><span><b>${value(texts.said(step.title))}</b> ${value(texts.said(step.detail))}</span></li>`,
  );
  return labelled(texts.failure.steps, html`<ol class="steps">${rows}</ol>`);
}

/** The screenshot of a result, when its path stays beside the report; else the path as text. */
export function screenshot(result: ContractResult, texts: Texts): Html | null {
  if (result.screenshot === '') return null;
  const href = relativeHref(result.screenshot);
  const shown =
    href === null
      ? html`<p>${value(result.screenshot)}</p>`
      : html`<a class="shot" href="${href}"><img src="${href}" alt="${texts.failure.screenshotOf(result.name)}" loading="lazy"></a>`;
  return labelled(texts.failure.screenshot, shown);
}

/** All that was kept of a scenario: steps, screenshot, the body of the answer and the line that repeats the request. */
export function evidence(result: ContractResult, texts: Texts): Content {
  return [
    steps(result, texts),
    screenshot(result, texts),
    result.body === '' ? null : labelled(texts.failure.body, block(result.body, texts)),
    result.curl === '' ? null : labelled(texts.failure.repeat, block(result.curl, texts, 'command')),
  ];
}

/** The same behind a fold; null when nothing was kept. */
export function foldedEvidence(result: ContractResult, texts: Texts): Html | null {
  if (result.body === '' && result.curl === '' && result.steps.length === 0 && result.screenshot === '') return null;
  return html`<details class="fold"><summary>${texts.failure.evidence}</summary>${evidence(result, texts)}</details>`;
}

/** One line a scenario: its name and place. */
export function resultList(results: readonly ContractResult[], { texts }: Page): Html {
  const items = results.map(
    (one) =>
      html`<li>${ruleLink(one.rule)} <a href="#${caseAnchor(one.id)}">${value(one.name)}</a> ${place(one, texts)}</li>`,
  );
  return html`<ul class="names">${items}</ul>`;
}

/** A list of scenarios behind a fold. */
export function foldedResults(summary: Content, results: readonly ContractResult[], page: Page): Html {
  return html`<details class="fold"><summary>${summary}</summary>${resultList(results, page)}</details>`;
}
