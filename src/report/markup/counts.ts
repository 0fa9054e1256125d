import type { Standing } from '../../contract/types.js';
import type { StatusCounts } from '../../records/types.js';
import { count } from '../format.js';
import type { Page } from '../section.js';
import { type Html, html } from './tag.js';

const STANDINGS: readonly Standing[] = ['stated', 'implied', 'silent'];

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

/** How many scenarios ended how, by how firmly the page states their rule. */
export function standings({ model, texts }: Page): Html {
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
  return html`<details class="fold"><summary>${run.standings}</summary><div class="scroll" tabindex="0"><table class="counts"><thead><tr><th scope="col">${run.standing}</th>${heads.map((head) => html`<th scope="col" class="number">${head}</th>`)}</tr></thead><tbody>${rows}${countsRow(run.all, '', summary)}</tbody></table></div></details>`;
}
