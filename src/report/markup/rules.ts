import type { ContractResult, RuleStatus } from '../../records/types.js';
import { cut } from '../escape.js';
import { count, duration } from '../format.js';
import { marks } from '../marks.js';
import type { EndpointView, GroupView, RuleView } from '../model.js';
import { caseAnchor, causeAnchor, type Page, ruleAnchor, type SectionRenderer } from '../section.js';
import { endpointHeading } from './endpoint.js';
import { groupKey, place, resultSign, screenshot, sign, stateWords, steps } from './parts.js';
import { type Content, type Html, html, value } from './tag.js';

const STATES: readonly RuleStatus[] = [
  'passed',
  'failed',
  'waived',
  'observed',
  'not-run',
  'undecided',
  'not-selected',
  'untested',
];
/** How much of a text a scenario's line shows, in characters. */
const BRIEF = 300;

function outcome(result: ContractResult, page: Page): Content {
  const { texts, model } = page;
  const actual =
    result.actual === '' ? null : html`<span class="mono">${value(cut(texts.said(result.actual), BRIEF).text)}</span>`;
  const expected =
    result.status === 'failed' || result.status === 'waived'
      ? html`<span class="dim">${texts.failure.expected} <span class="mono">${value(cut(texts.said(result.expected), BRIEF).text)}</span></span>`
      : null;
  const note = result.note === '' ? null : html`<span class="dim">${value(cut(result.note, BRIEF).text)}</span>`;
  const cause = result.status === 'failed' ? model.causes.findIndex(({ results }) => results.includes(result)) : -1;
  const link = cause === -1 ? null : html`<a href="#${causeAnchor(cause)}">${texts.rules.failure}</a>`;
  const kept = result.status === 'passed' ? [steps(result, texts), screenshot(result, texts)] : [];
  const folded = kept.some((one) => one !== null)
    ? html`<details class="fold"><summary>${texts.failure.watched}</summary>${kept}</details>`
    : null;
  return [actual, expected, note, link, folded];
}

function scenario(result: ContractResult, page: Page): Html {
  const { texts } = page;
  return html`<li id="${caseAnchor(result.id)}" data-case data-state="${stateWords(result, page)}">${resultSign(result.status, texts)}<span class="what">${value(result.name)}${place(result, texts)}</span><span class="came">${outcome(result, page)}</span><span class="time">${result.status === 'not-run' ? '' : duration(result.durationMs)}</span></li>
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
  return html`<details class="rule ${marks[rule.status].style}" id="${ruleAnchor(rule.id)}" data-state="${rule.status}"><summary>${sign(rule.status)}<span class="name"><b>${value(rule.id)}</b><span class="text">${value(rule.text)}</span></span><span class="outcome">${value(rule.outcome)}</span><span class="standing">${texts.standing[rule.standing]}</span><span class="state">${texts.ruleState[rule.status]}</span><span class="total">${count(rule.scenarios)}<span class="unit"> ${texts.rules.unit(rule.scenarios)}</span></span></summary>${source(view, page)}${list}</details>
`;
}

/** How the rules of a group ended, for the eye, and in words. */
function strip({ rules }: GroupView, { texts }: Page): Html {
  const present = STATES.map((state) => [state, rules.filter(({ rule }) => rule.status === state).length] as const);
  const words = present
    .filter(([, total]) => total > 0)
    .map(([state, total]) => `${count(total)} ${texts.ruleState[state]}`);
  return html`<span class="strip" aria-hidden="true">${rules.map(({ rule }) => sign(rule.status))}</span><span class="ended">${words.join(', ')}</span>`;
}

function group(view: GroupView, of: EndpointView, page: Page): Html {
  const { rules, run, failure } = page.texts;
  const title = view.title === '' ? rules.unlisted : view.title;
  return html`<details class="group" data-box data-group="${groupKey(of.id, view.id)}"><summary><b class="title">${value(title)}</b>${strip(view, page)}</summary><div class="heads" aria-hidden="true"><span></span><span>${failure.rule}</span><span>${rules.outcome}</span><span>${rules.standing}</span><span>${rules.state}</span><span class="total">${run.scenarios}</span></div>${view.rules.map((rule) => row(rule, page))}</details>
`;
}

function endpoint(view: EndpointView, page: Page): Html {
  return html`<div class="of-endpoint" data-box>${endpointHeading(view)}<div class="groups">${view.groups.map((one) => group(one, view, page))}</div></div>
`;
}

/** Every rule by group, with its outcome, standing and state; a group opens to its rules, a rule to its scenarios. */
export const rules: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.rules.total === 0) return null;
  return {
    id: 'rules',
    heading: texts.sections.rules,
    figure: count(model.rules.total),
    body: html`${model.endpoints.map((view) => endpoint(view, page))}`,
    open: model.failed === 0,
  };
};
