import type { ContractResult } from '../../records/types.js';
import { cut } from '../escape.js';
import { count, duration } from '../format.js';
import { marks } from '../marks.js';
import type { EndpointView, GroupView, RuleView } from '../model.js';
import { failureOfRule, type Page, ruleAnchor, type SectionRenderer } from '../section.js';
import { endpointHeading, groupHeading } from './endpoint.js';
import { place, resultSign, screenshot, sign, steps } from './parts.js';
import { type Content, type Html, html, value } from './tag.js';

/** How much of a text a scenario's line shows, in characters. */
const BRIEF = 300;

function outcome(result: ContractResult, page: Page): Content {
  const { texts } = page;
  const actual = result.actual === '' ? null : html`<span class="mono">${value(cut(result.actual, BRIEF).text)}</span>`;
  const expected =
    result.status === 'failed' || result.status === 'waived'
      ? html`<span class="dim">${texts.failure.expected} <span class="mono">${value(cut(result.expected, BRIEF).text)}</span></span>`
      : null;
  const note = result.note === '' ? null : html`<span class="dim">${value(cut(result.note, BRIEF).text)}</span>`;
  const anchor = result.status === 'failed' ? failureOfRule(page.model.failures, result.rule) : null;
  const link = anchor === null ? null : html`<a href="#${anchor}">${texts.rules.failure}</a>`;
  const kept = result.status === 'passed' ? [steps(result, texts), screenshot(result, texts)] : [];
  const folded = kept.some((one) => one !== null)
    ? html`<details class="fold"><summary>${texts.failure.watched}</summary>${kept}</details>`
    : null;
  return [actual, expected, note, link, folded];
}

function scenario(result: ContractResult, page: Page): Html {
  const { texts } = page;
  return html`<li>${resultSign(result.status, texts)}<span class="what">${value(result.name)}${place(result, texts)}</span><span class="came">${outcome(result, page)}</span><span class="time">${result.status === 'not-run' ? '' : duration(result.durationMs)}</span></li>
`;
}

function source({ rule }: RuleView, { texts }: Page): Html | null {
  if (rule.section === '') return null;
  const inferred = rule.inferredFrom === '' ? null : html`. ${texts.failure.inferredFrom}: ${value(rule.inferredFrom)}`;
  return html`<p class="source">${texts.rules.section}: ${value(rule.section)}${inferred}</p>`;
}

function row(view: RuleView, page: Page): Html {
  const { rule, results } = view;
  const { texts } = page;
  const list =
    results.length === 0
      ? html`<p class="source">${texts.rules.none}</p>`
      : html`<ul class="cases">${results.map((result) => scenario(result, page))}</ul>`;
  return html`<details class="rule ${marks[rule.status].style}" id="${ruleAnchor(rule.id)}"><summary>${sign(rule.status)}<span class="name"><b>${value(rule.id)}</b><span class="text">${value(rule.text)}</span></span><span class="outcome">${value(rule.outcome)}</span><span class="standing">${texts.standing[rule.standing]}</span><span class="state">${texts.ruleState[rule.status]}</span><span class="total">${count(rule.scenarios)}<span class="unit"> ${texts.rules.unit(rule.scenarios)}</span></span></summary>${source(view, page)}${list}</details>
`;
}

function endpoint(view: EndpointView, page: Page): Html {
  return html`<div class="of-endpoint">${endpointHeading(view)}${view.groups.map((one) => group(one, view, page))}</div>
`;
}

function group(view: GroupView, of: EndpointView, page: Page): Html {
  const { rules, run } = page.texts;
  return html`<section class="group">${groupHeading(view, of, page)}<div class="heads" aria-hidden="true"><span></span><span>${page.texts.failure.rule}</span><span>${rules.outcome}</span><span>${rules.standing}</span><span>${rules.state}</span><span class="total">${run.scenarios}</span></div>${view.rules.map((rule) => row(rule, page))}</section>
`;
}

/** Every rule with its outcome, standing and state; each opens to its scenarios. */
export const rules: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.rules.total === 0) return null;
  return {
    id: 'rules',
    heading: texts.sections.rules,
    figure: count(model.rules.total),
    body: html`<div class="tools" data-filter="${texts.rules.filter}" data-shown="${texts.rules.shown}" data-open="${texts.rules.openAll}" data-close="${texts.rules.closeAll}" hidden></div>${model.endpoints.map((view) => endpoint(view, page))}`,
  };
};
