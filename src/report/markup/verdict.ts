import { relativeHref } from '../escape.js';
import { count, duration, instant } from '../format.js';
import { repeatCommand } from '../repeat.js';
import { failureOfRule, type Page, ruleAnchor } from '../section.js';
import { isIncomplete, leadOf, titleOf, titleText } from '../title.js';
import { loadTiles, type Tile } from './load/tiles.js';
import { type Content, type Html, html, joined, value } from './tag.js';

function title({ model, texts }: Page): Html {
  const { text, rules, unnamed, after } = titleOf(model, texts);
  if (rules.length === 0) return html`<h1>${text}</h1>`;
  const names = rules.map((rule) => {
    const anchor = failureOfRule(model.failures, rule.id) ?? ruleAnchor(rule.id);
    return html`<a href="#${anchor}"><code>${value(rule.id)}</code></a>`;
  });
  const more = unnamed > 0 ? ` ${texts.title.andMore(unnamed)}` : '';
  return html`<h1>${text}: ${joined(names, ', ')}${more}${after}</h1>`;
}

function causes({ model, texts }: Page): Html | null {
  const finding = titleText(titleOf(model, texts), texts);
  const rest = model.results.causes.filter((cause) => cause !== finding);
  if (rest.length === 0) return null;
  return html`<div class="why"><h2>${texts.lead.why}</h2><ul>${rest.map((cause) => html`<li>${value(cause)}</li>`)}</ul></div>`;
}

/** The finding: marked when the run is incomplete, then the title, what it leaves unsaid, and the causes. */
export function verdict(page: Page): Html {
  const { model, texts } = page;
  const { run } = model.results;
  const { tone } = titleOf(model, texts);
  const banner = isIncomplete(model)
    ? html`<p class="incomplete" role="alert"><strong>${texts.lead.incompleteMark}</strong> <span>${texts.lead.incomplete}</span></p>`
    : null;
  const lead = leadOf(model, texts);
  return html`${banner}<header class="verdict ${tone}"><p class="eyebrow">${texts.product} · ${texts.run.target.toLowerCase()} <b>${value(run.target.name)}</b> · ${instant(run.startedAt)}</p>
${title(page)}
${lead.length > 0 ? html`<p class="lead">${lead.join(' ')}</p>` : null}${causes(page)}</header>`;
}

function contractTiles({ model, texts }: Page): Tile[] {
  const { summary, openQuestions } = model.results.contract;
  const { byStatus, judged } = model.rules;
  const { facts, resultState } = texts;
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
    {
      figure: judged === 0 ? '0' : facts.of(byStatus.passed, judged),
      label: judged === 0 ? facts.noRules : facts.rulesKept,
      detail: judged === 0 ? '' : facts.ruleDetail(byStatus.failed, byStatus.waived),
      tone: byStatus.failed > 0 ? 'bad' : judged === 0 || isIncomplete(model) ? 'warn' : 'ok',
    },
    { figure: count(summary.total), label: facts.scenarios, detail: states.join(', '), tone: '' },
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
      : `${facts.requestParts(ofContract, model.requests - ofContract)}, ${facts.inTime(time)}`;
  return { figure: count(model.requests), label: facts.requests, detail, tone: '' };
}

function links({ links: all, texts }: Page): Html | null {
  if (all.length === 0) return null;
  const shown = all.map(({ label, href }) => {
    const safe = relativeHref(href);
    return safe === null ? html`${value(label)} (${value(href)})` : html`<a href="${safe}">${value(label)}</a>`;
  });
  return html`<div class="wide"><dt>${texts.page.results}</dt><dd>${joined(shown, ' · ')}</dd></div>`;
}

/** The figures of the run, what ran against what and when, and how to repeat it. */
export function facts(page: Page): Html {
  const { model, texts } = page;
  const { run } = model.results;
  const cells: [string, Content][] = [
    [texts.run.started, instant(run.startedAt)],
    [texts.run.duration, duration(model.durationMs)],
    [texts.run.seed, html`<code>${String(run.seed)}</code>`],
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
      html`<div class="${tone}"><b>${figure}</b> <span class="label">${label}</span> <span class="detail">${detail}</span></div>`,
  );
  return html`<div class="panel"><div class="figures">${tiles}</div>
<dl class="run"><div class="double"><dt>${texts.run.target}</dt><dd>${value(run.target.name)} · ${value(run.target.url)}</dd></div>${cells.map(([name, cell]) => html`<div><dt>${name}</dt><dd>${cell}</dd></div>`)}<div class="wide"><dt>${texts.run.repeat}</dt><dd><pre class="command" tabindex="0">${repeatCommand(model.results)}</pre></dd></div>${links(page)}</dl></div>`;
}
