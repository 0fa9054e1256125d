import type { RuleResult } from '../../records/types.js';
import { count } from '../format.js';
import { countOf, type NoteGroup } from '../model.js';
import type { Page, SectionRenderer } from '../section.js';
import { comparison, foldedEvidence, foldedResults, place, ruleLink, stateWords } from './parts.js';
import { type Html, html, value } from './tag.js';

function reason(group: NoteGroup, page: Page, kept: Html | null = null): Html {
  const { notRun } = page.texts;
  const text = group.note === '' ? notRun.noReason : group.note;
  return html`<li data-state="${stateWords(group.results[0]!, page)}"><p>${value(text)}</p>${foldedResults(notRun.scenarios(group.results.length), group.results, page)}${kept}</li>`;
}

/** What was due but could not be decided: each reason with the first scenario that met it. */
export const undecided: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.undecided.length === 0) return null;
  const items = model.undecided.map((group) => reason(group, page, foldedEvidence(group.results[0]!, texts)));
  return {
    id: 'undecided',
    heading: texts.sections.undecided,
    figure: count(countOf(model.undecided)),
    body: html`<ul class="reasons">${items}</ul>`,
  };
};

function ruleNames(heading: string, rules: readonly RuleResult[]): Html | null {
  if (rules.length === 0) return null;
  const items = rules.map((rule) => html`<li>${ruleLink(rule.id)} <span class="dim">${value(rule.text)}</span></li>`);
  return html`<li><p>${heading}</p><ul class="names">${items}</ul></li>`;
}

/** What was not tried: scenarios by reason, then rules without a scenario. */
export const notRun: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.notRun.length + model.untested.length === 0) return null;
  const scenarios = countOf(model.notRun);
  return {
    id: 'not-run',
    heading: texts.sections.notRun,
    figure: scenarios === 0 ? '' : count(scenarios),
    body: html`<ul class="reasons">${model.notRun.map((group) => reason(group, page))}${ruleNames(
      texts.notRun.untested(model.untested.length),
      model.untested,
    )}</ul>`,
  };
};

/** Deviations that are known and waived: told in full, counted as neither kept nor broken. */
export const waived: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.waived.length === 0) return null;
  const cards = model.waived.map(
    ({ first, others }) =>
      html`<article class="case warn" data-state="waived"><h3>${ruleLink(first.rule)} ${value(first.name)}</h3><p class="where">${place(first, texts)}</p>${comparison(first, texts)}${
        first.note === '' ? null : html`<p class="note"><b>${texts.failure.note}</b> ${value(first.note)}</p>`
      }${foldedEvidence(first, texts)}${
        others.length === 0 ? null : foldedResults(texts.failure.same(others.length), others, page)
      }</article>`,
  );
  return { id: 'waived', heading: texts.sections.waived, figure: count(model.waived.length), body: html`${cards}` };
};

/** Notes on scenarios that passed. */
export const notes: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.notes.length === 0) return null;
  return {
    id: 'notes',
    heading: texts.sections.notes,
    figure: count(model.notes.length),
    body: html`<ul class="reasons">${model.notes.map((group) => reason(group, page))}</ul>`,
  };
};

/** How many values of which kinds were replaced. */
export const redactions: SectionRenderer = ({ model, texts }) => {
  const { redactions: kinds } = model.results;
  const { kind, count: replaced, intro, none } = texts.redactions;
  const rows = kinds.map(
    (one) => html`<tr><th scope="row">${value(one.kind)}</th><td class="number">${count(one.count)}</td></tr>`,
  );
  const body =
    model.redacted === 0
      ? html`<p class="intro">${none}</p>`
      : html`<p class="intro">${intro(model.redacted)}</p><div class="scroll narrow" tabindex="0"><table><thead><tr><th scope="col">${kind}</th><th scope="col" class="number">${replaced}</th></tr></thead><tbody>${rows}</tbody></table></div>`;
  return {
    id: 'redactions',
    heading: texts.sections.redactions,
    figure: model.redacted === 0 ? '' : count(model.redacted),
    body,
  };
};
