import type { Standing } from '../../contract/types.js';
import type { StatusCounts } from '../../records/types.js';
import { count } from '../format.js';
import type { Page, SectionRenderer } from '../section.js';
import type { Texts } from '../texts.js';
import { type Html, html } from './tag.js';

const STANDINGS: readonly Standing[] = ['stated', 'implied', 'silent'];

function countsRow(name: string, meaning: string, counts: StatusCounts): Html {
  const tiles = [
    counts.total,
    counts.passed,
    counts.failed,
    counts.observed,
    counts.notRun,
    counts.undecided,
    counts.waived,
  ];
  const cells = tiles.map(
    (figure) => html`<td class="${figure === 0 ? 'number zero' : 'number'}">${count(figure)}</td>`,
  );
  return html`<tr class="${meaning === '' ? 'sum' : 'part-of'}"><th scope="row">${name}<span class="meaning">${meaning}</span></th>${cells}</tr>`;
}

/** How many scenarios ended how, by how firmly the page states their rule. */
function standings({ model, texts }: Page): Html {
  const { summary } = model.results.contract;
  const { run } = texts;
  const rows = STANDINGS.map((standing) =>
    countsRow(texts.standing[standing], texts.standingMeaning[standing], summary.byStanding[standing]),
  );
  return html`<div class="scroll" tabindex="0"><table class="counts"><thead><tr><th scope="col">${run.standing}</th>${heads(texts)}</tr></thead><tbody>${rows}${countsRow(run.all, '', summary)}</tbody></table></div>`;
}

function heads({ resultState: state, run }: Texts): Html[] {
  const names = [
    run.total,
    state.passed,
    state.failed,
    state.observed,
    state['not-run'],
    state.undecided,
    state.waived,
  ];
  return names.map((head) => html`<th scope="col" class="number">${head}</th>`);
}

/** What was tested: the endpoints with their addresses, and how many scenarios of each ended how, also by standing. */
export const scope: SectionRenderer = (page) => {
  const { model, texts } = page;
  if (!model.hasContract || model.endpoints.length === 0) return null;
  const named = model.endpoints.filter(({ name }) => name !== '');
  const endpoints =
    named.length === 0
      ? null
      : html`<div class="scroll" tabindex="0"><table class="counts"><thead><tr><th scope="col">${texts.rules.endpoint}</th>${heads(texts)}</tr></thead><tbody>${named.map(({ name, address, counts }) => countsRow(name, address, counts))}</tbody></table></div>`;
  return {
    id: 'scope',
    heading: texts.sections.scope,
    figure: '',
    body: html`${endpoints}${standings(page)}`,
  };
};
