import type { ResultStatus } from '../../records/types.js';
import { isWholeEndpoint } from '../model.js';
import type { Page, Section } from '../section.js';
import { groupKey } from './parts.js';
import { type Html, html } from './tag.js';

const STATES: readonly (ResultStatus | 'undecided')[] = [
  'failed',
  'undecided',
  'observed',
  'not-run',
  'waived',
  'passed',
];

function states({ model, texts, news }: Page): Html[] {
  const { results } = model.results.contract;
  const has = (state: ResultStatus | 'undecided') =>
    results.some(({ status, inconclusive }) => (inconclusive ? 'undecided' : status) === state);
  const known = STATES.filter(has).map((state) => html`<option value="${state}">${texts.resultState[state]}</option>`);
  return news.size === 0 ? known : [html`<option value="new">${texts.bar.isNew}</option>`, ...known];
}

function groups({ model, texts }: Page): Html[] {
  return model.endpoints.flatMap((endpoint) => {
    const own = endpoint.groups
      .filter((group) => !isWholeEndpoint(group, endpoint))
      .map(
        (group) =>
          html`<option value="${groupKey(endpoint.id, group.id)}">${group.title || texts.rules.unlisted}</option>`,
      );
    if (endpoint.name === '') return own;
    return html`<optgroup label="${endpoint.name}"><option value="${endpoint.id}/">${texts.bar.whole(endpoint.name)}</option>${own}</optgroup>`;
  });
}

/** Stays at the top: the contents, the way back up, and, where scripts run, the filter of the whole page. */
export function bar(drawn: readonly Section[], page: Page): Html {
  const { bar: words, sections } = page.texts;
  const links = drawn.map(
    ({ id, heading, contents: name = heading, figure }) =>
      html`<li><a href="#${id}">${name}${figure === '' ? null : html` <span class="figure">${figure}</span>`}</a></li>`,
  );
  const contents =
    drawn.length === 0
      ? null
      : html`<details class="jump"><summary>${sections.contents}</summary><ul>${links}</ul></details>`;
  const filter = page.model.hasContract
    ? html`<div class="filter" role="search" aria-label="${words.label}" hidden><input type="search" aria-label="${words.search}" placeholder="${words.search}"><select class="by-state" aria-label="${words.stateLabel}"><option value="">${words.state}</option>${states(page)}</select><select class="by-group" aria-label="${words.groupLabel}"><option value="">${words.group}</option>${groups(page)}</select><button type="button" hidden>${words.clear}</button><span class="found" aria-live="polite" data-text="${words.found}"></span></div>`
    : null;
  return html`<nav class="bar" aria-label="${sections.contents}"><a class="up" href="#top">↑ ${words.top}</a>${contents}${filter}</nav>`;
}
