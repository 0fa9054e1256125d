import { relativeHref } from '../escape.js';
import { count, duration, instant, unbroken } from '../format.js';
import { isSeeded, repeatCommand } from '../repeat.js';
import type { Page } from '../section.js';
import { isIncomplete, leadOf, remainingCauses, titleOf } from '../title.js';
import { causesTable } from './causes.js';
import { loadTiles, type Tile } from './load/tiles.js';
import { type Content, type Html, html, joined, value } from './tag.js';

/** What no sentence before it says already. */
function causes({ model, texts }: Page, said: readonly string[]): Html | null {
  const detail = (cause: string) => cause.slice(cause.indexOf(': ') + 1);
  const rest = remainingCauses(model, texts).filter((cause) => !said.some((one) => one.includes(detail(cause))));
  if (rest.length === 0) return null;
  // What is told of a pass is no reason against it, but to be borne in mind with it.
  const heading = model.results.verdict === 'passed' ? texts.lead.mind : texts.lead.why;
  return html`<div class="why"><h2>${heading}</h2><ul>${rest.map((cause) => html`<li>${value(cause)}</li>`)}</ul></div>`;
}

/** The finding: marked when the run is incomplete, then the title, what it leaves unsaid, and the causes. */
export function verdict(page: Page): Html {
  const { model, texts } = page;
  const { run } = model.results;
  const { tone, text } = titleOf(model, texts);
  const banner = isIncomplete(model)
    ? html`<p class="incomplete" role="alert"><strong>${texts.lead.incompleteMark}</strong> <span>${texts.lead.incomplete}</span></p>`
    : null;
  const lead = leadOf(model, texts);
  const sentences = lead.length > 0 ? html`<p class="lead">${lead.join(texts.lead.space)}</p>` : null;
  const more = html`${sentences}${causes(page, lead)}`;
  const head = html`<p class="eyebrow">${texts.product} · ${texts.run.target.toLowerCase()} <b>${value(run.target.name)}</b> · ${instant(run.startedAt)}</p>
<h1>${text}</h1>`;
  // Why it failed comes before all else that there is to say.
  return model.failed === 0
    ? html`${banner}<header class="verdict ${tone}">${head}
${more}</header>`
    : html`${banner}<header class="verdict ${tone}">${head}</header>
${causesTable(page)}<div class="beside">${more}</div>`;
}

function contractTiles({ model, texts }: Page): Tile[] {
  const { summary, openQuestions } = model.results.contract;
  const { byStatus, judged } = model.rules;
  const { facts, resultState, failure } = texts;
  const seen = openQuestions.filter((one) => one.observations.length > 0).length;
  const states = (
    [
      ['passed', summary.passed],
      ['failed', summary.failed],
      ['observed', summary.observed],
      ['not-run', summary.notRun],
      ['undecided', summary.undecided],
      ['waived', summary.waived],
    ] as const
  )
    .filter(([, value]) => value > 0)
    .map(([state, value]) => `${count(value)} ${resultState[state]}`);
  return [
    model.failed > 0
      ? {
          figure: facts.of(model.failed, summary.total),
          label: facts.failed,
          detail: failure.causes(failure.count(model.failed, model.broken.length), model.causes.length),
          tone: 'bad',
        }
      : {
          figure: judged === 0 ? '0' : facts.of(byStatus.passed, judged),
          label: judged === 0 ? facts.noRules : facts.rulesKept,
          detail: judged === 0 ? '' : facts.ruleDetail(byStatus.waived),
          tone: judged === 0 || isIncomplete(model) ? 'warn' : 'ok',
        },
    { figure: count(summary.total), label: facts.scenarios, detail: states.join(texts.lead.list), tone: '' },
    {
      figure: count(openQuestions.length),
      label: facts.questions,
      detail: facts.questionDetail(seen, openQuestions.length),
      tone: '',
    },
  ];
}

function requestTile({ model, texts }: Page): Tile {
  const { facts } = texts;
  const { load, contract } = model.results;
  const time = duration(model.durationMs);
  const ofContract = contract.summary.requests;
  const detail = !model.hasContract
    ? facts.inTime(time)
    : load.length === 0
      ? facts.requestDetail(time)
      : [facts.requestParts(ofContract, model.requests - ofContract), facts.inTime(time)].join(texts.lead.list);
  return { figure: count(model.requests), label: facts.requests(model.requests), detail, tone: '' };
}

function links({ links: all, texts }: Page): Html | null {
  if (all.length === 0) return null;
  const shown = all.map(({ label, href }) => {
    const safe = relativeHref(href);
    return safe === null ? html`${value(label)} (${value(href)})` : html`<a href="${safe}">${value(label)}</a>`;
  });
  return html`<div class="wide"><dt>${texts.page.results}</dt><dd>${joined(shown, ' · ')}</dd></div>`;
}

/** The counts of the run, what ran against what and when, and how to repeat it. */
export function facts(page: Page): Html {
  const { model, texts } = page;
  const { run } = model.results;
  const cells: [string, Content][] = [
    [texts.run.started, instant(run.startedAt)],
    [texts.run.duration, duration(model.durationMs)],
    ...(isSeeded(model.results) ? [[texts.run.seed, html`<code>${String(run.seed)}</code>`] as [string, Content]] : []),
    [texts.run.version, texts.run.versions(run.version, run.node)],
    [texts.run.id, html`<code>${value(run.id)}</code>`],
    [texts.run.exitCode, html`<code>${String(model.results.exitCode)}</code>`],
  ];
  const all = [
    ...(model.hasContract ? contractTiles(page) : []),
    ...loadTiles(model.results.load, texts),
    requestTile(page),
  ];
  const tiles = all.map(
    ({ figure, label, detail, tone }) =>
      html`<div class="${tone}"><b>${figure}</b> <span class="label">${unbroken(label)}</span> <span class="detail">${unbroken(detail)}</span></div>`,
  );
  return html`<div class="panel"><div class="tiles">${tiles}</div>
<details class="about"><summary>${texts.run.about}</summary><dl class="run"><div class="double"><dt>${texts.run.target}</dt><dd>${value(run.target.name)} · ${value(run.target.url)}</dd></div>${cells.map(([name, cell]) => html`<div><dt>${name}</dt><dd>${cell}</dd></div>`)}<div class="wide"><dt>${texts.run.repeat}</dt><dd><pre class="command" tabindex="0">${repeatCommand(model.results)}</pre></dd></div>${links(page)}</dl></details></div>`;
}
