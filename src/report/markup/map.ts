import type { Standing } from '../../contract/types.js';
import type { RuleStatus, StatusCounts } from '../../records/types.js';
import { count } from '../format.js';
import { marks } from '../marks.js';
import type { EndpointView, GroupView, RuleView } from '../model.js';
import { type Page, ruleAnchor, type SectionRenderer } from '../section.js';
import { endpointHeading, groupHeading } from './endpoint.js';
import { sign } from './parts.js';
import { type Html, html } from './tag.js';

const STANDINGS: readonly Standing[] = ['stated', 'implied', 'silent'];
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

function entry({ rule }: RuleView, { texts }: Page): Html {
  const dot = rule.id.indexOf('.');
  const head = dot === -1 ? rule.id : rule.id.slice(0, dot);
  const tail = dot === -1 ? '' : rule.id.slice(dot);
  return html`<li class="${marks[rule.status].style}"><a href="#${ruleAnchor(rule.id)}">${sign(rule.status)}<span class="hidden">${texts.ruleState[rule.status]}: </span><bdi><span class="head">${head}</span><span class="tail">${tail}</span></bdi></a></li>`;
}

function endpoint(view: EndpointView, page: Page): Html {
  return html`${endpointHeading(view)}<div class="map">${view.groups.map((one) => group(one, view, page))}</div>`;
}

function group(view: GroupView, of: EndpointView, page: Page): Html {
  return html`<section>${groupHeading(view, of, page)}<ul>${view.rules.map((rule) => entry(rule, page))}</ul></section>
`;
}

function legend({ model, texts }: Page): Html {
  const present = STATES.filter((state) => model.rules.byStatus[state] > 0);
  const items = present.map(
    (state) => html`<li>${sign(state)} ${texts.ruleState[state]} <b>${count(model.rules.byStatus[state])}</b></li>`,
  );
  return html`<ul class="legend">${items}</ul>`;
}

function countsRow(name: string, meaning: string, counts: StatusCounts): Html {
  const figures = [
    counts.total,
    counts.passed,
    counts.failed,
    counts.observed,
    counts.notRun,
    counts.undecided,
    counts.waived,
  ];
  const cells = figures.map(
    (figure) => html`<td class="${figure === 0 ? 'number zero' : 'number'}">${count(figure)}</td>`,
  );
  return html`<tr><th scope="row">${name}<span class="meaning">${meaning}</span></th>${cells}</tr>`;
}

function standings({ model, texts }: Page): Html {
  const { summary } = model.results.contract;
  const { resultState: state, run } = texts;
  const heads = [
    run.total,
    state.passed,
    state.failed,
    state.observed,
    state['not-run'],
    state.undecided,
    state.waived,
  ];
  const rows = STANDINGS.map((standing) =>
    countsRow(texts.standing[standing], texts.standingMeaning[standing], summary.byStanding[standing]),
  );
  return html`<div class="scroll" tabindex="0"><table class="counts"><thead><tr><th scope="col">${run.standings}</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead><tbody>${rows}${countsRow(run.all, '', summary)}</tbody></table></div>`;
}

/** Every rule by its sign, endpoint by endpoint and group by group, and the counts of scenarios by standing. */
export const map: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (model.rules.total === 0) return null;
  return {
    id: 'contract',
    heading: texts.sections.map,
    figure: '',
    body: html`${legend(page)}${model.endpoints.map((view) => endpoint(view, page))}${standings(page)}`,
  };
};
