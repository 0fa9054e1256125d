import type { ContractResult } from '../../records/types.js';
import { cut } from '../escape.js';
import { count } from '../format.js';
import type { Page, SectionRenderer } from '../section.js';
import { evidence, groupKey, place, ruleLink, stateWords } from './parts.js';
import { type Html, html, joined, value } from './tag.js';

/** How many observations are shown with all that was kept of them. */
const FULL = 200;
/** How much of an outcome a row shows, in characters. */
const BRIEF = 300;

/** Where the page contradicts itself or is silent, and what the target was seen to do. */
export const questions: SectionRenderer = ({ model, texts }) => {
  if (model.questions.length === 0) return null;
  const items = model.questions.map(({ question, seen: alike }) => {
    const seen = alike.map(
      (one) =>
        html`<li><span class="seen-what">${value(texts.said(one.seen))}</span><span class="dim">${joined(one.names.map(value), '; ')}</span> ${ruleLink(one.rule)}</li>`,
    );
    const answer =
      seen.length === 0
        ? html`<p class="dim">${texts.questions.nothing}</p>`
        : html`<ul class="seen-list">${seen}</ul>`;
    return html`<li data-state="observed"><h3>${value(question)}</h3>${answer}</li>`;
  });
  return {
    id: 'questions',
    heading: texts.sections.questions,
    figure: count(model.questions.length),
    body: html`<ol class="questions">${items}</ol>`,
  };
};

function observation(result: ContractResult, full: boolean, page: Page): Html {
  const { texts } = page;
  const note = result.note === '' ? null : html`<span class="dim">${value(result.note)}</span>`;
  const came = html`<span class="came"><span class="seen-what">${value(cut(texts.said(result.actual), BRIEF).text)}</span>${note}</span>`;
  return html`<details class="row" data-state="${stateWords(result, page)}"><summary><span class="what">${value(result.name)}</span>${came}</summary><div class="inside"><p>${place(result, texts)}</p>${full ? evidence(result, texts) : null}</div></details>
`;
}

/** What the target did where the page leaves the outcome open; each row opens to the request and the answer. */
export const observations: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.observed.length === 0) return null;
  let drawn = 0;
  const groups = model.observed.map(({ rule, results }) => {
    const rows = results.map((result) => {
      drawn += 1;
      return observation(result, drawn <= FULL, page);
    });
    return html`<details class="observed" data-box data-group="${groupKey(rule.endpoint, rule.group)}"><summary><code>${value(rule.id)}</code> <span class="dim">${value(rule.text)}</span> <span class="figure">${count(results.length)}</span></summary>${rows}</details>`;
  });
  return {
    id: 'observations',
    heading: texts.sections.observations,
    figure: count(drawn),
    body: html`<p class="intro">${texts.observations.intro}</p><div class="observations">${groups}</div>`,
  };
};
