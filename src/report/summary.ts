import type { Standing } from '../contract/types.js';
import type { Results, StatusCounts } from '../records/types.js';
import { cut, terminalLine, terminalText } from './escape.js';
import { count, duration } from './format.js';
import { terminalLines } from './load/terminal-lines.js';
import { buildModel, type Cluster, type NoteGroup, type ReportModel } from './model.js';
import { repeatCommand } from './repeat.js';
import { type Paint, painter, table } from './terminal.js';
import { english, type Texts } from './texts.js';
import { titleOf, titleText } from './title.js';
import type { Tone } from './tone.js';

/** How many causes of failure are told in full. */
const FULL = 20;
/** How much of a body the terminal shows, in characters. */
const BODY = 600;

const STANDINGS: readonly Standing[] = ['stated', 'implied', 'silent'];
const TONE_INK = { ok: 'green', bad: 'red', warn: 'yellow' } as const satisfies Record<Tone, string>;

/** `label  value`, the further lines of the value set below its first. */
function field(label: string, value: string): string {
  const indent = ' '.repeat(12);
  return `  ${label.padEnd(10)}${value.split('\n').join(`\n${indent}`)}`;
}

function failure(cluster: Cluster, paint: Paint, texts: Texts): string[] {
  const { first, others, rule } = cluster;
  const body = cut(first.body, BODY);
  const where = [
    texts.failure.place(first.file, first.line),
    rule === null || rule.section === '' ? '' : texts.failure.section(rule.section),
  ].filter((part) => part !== '');
  const actual = first.actual === '' ? texts.failure.nothing : terminalText(first.actual);
  const bodyText = `${terminalLine(body.text)}${body.rest > 0 ? ` ${texts.failure.more(body.rest)}` : ''}`;
  const optional = (label: string, value: string): string[] => (value === '' ? [] : [field(label, value)]);
  return [
    '',
    paint('red', `✕ ${terminalLine(`${first.rule}: ${first.name}`)}`),
    paint('dim', `  ${terminalLine(where.join(' · '))}`),
    field(texts.failure.expected, paint('green', terminalText(first.expected))),
    field(texts.failure.actual, paint('red', actual)),
    ...optional(texts.summary.note, terminalText(first.note)),
    ...first.steps.map((step) =>
      field(
        `${Math.round(step.atMs)} ms`,
        terminalLine(step.detail === '' ? step.title : `${step.title}: ${step.detail}`),
      ),
    ),
    ...(first.body === '' ? [] : [field(texts.summary.body, bodyText)]),
    ...optional(texts.summary.request, terminalText(first.curl)),
    ...(others.length === 0 ? [] : [`  ${texts.failure.same(others.length)}:`]),
    ...others
      .slice(0, 5)
      .map((other) => `    ${terminalLine(`${other.name} (${texts.failure.place(other.file, other.line)})`)}`),
    ...(others.length > 5 ? [`    ${texts.title.andMore(others.length - 5)}`] : []),
  ];
}

function failures(model: ReportModel, paint: Paint, texts: Texts): string[] {
  const told = model.failures.slice(0, FULL);
  const rest = model.failures.slice(FULL).reduce((sum, cluster) => sum + 1 + cluster.others.length, 0);
  return [
    ...told.flatMap((cluster) => failure(cluster, paint, texts)),
    ...(rest === 0 ? [] : ['', paint('red', texts.failure.rest(rest))]),
  ];
}

function reasons(heading: string, groups: readonly NoteGroup[], paint: Paint, texts: Texts): string[] {
  if (groups.length === 0) return [];
  const rows = groups.map(({ note, results }) => [count(results.length), note === '' ? texts.notRun.noReason : note]);
  const lines = table([{ align: 'right' }, { align: 'left' }], rows).map((line) => `  ${line}`);
  return ['', paint('yellow', heading), ...lines];
}

function countsTable({ results, endpoints }: ReportModel, paint: Paint, texts: Texts): string[] {
  const { summary } = results.contract;
  const named = endpoints.filter(({ name, counts }) => name !== '' && counts.total > 0);
  const { resultState: state, run } = texts;
  const row = (name: string, counts: StatusCounts): string[] => [
    name,
    ...[
      counts.total,
      counts.passed,
      counts.failed,
      counts.observed,
      counts.notRun,
      counts.undecided,
      counts.waived,
    ].map(count),
  ];
  const heading = [
    run.standing,
    run.total,
    state.passed,
    state.failed,
    state.observed,
    state['not-run'],
    state.undecided,
    state.waived,
  ];
  return table(
    heading.map((_, index) => ({ align: index === 0 ? 'left' : 'right' }) as const),
    [
      heading,
      ...STANDINGS.map((standing) => row(texts.standing[standing], summary.byStanding[standing])),
      row(run.all, summary),
      ...(named.length < 2 ? [] : named.map(({ name, counts }) => row(terminalLine(name), counts))),
    ],
    (index, text) => (index === 0 ? paint('dim', text) : text),
  ).map((line) => `  ${line}`);
}

/**
 * The end of a run as the terminal shows it: each cause of failure (the first 20 in full), what was not decided or not run and why,
 * the counts, each load run, and last the finding with its causes. Nothing from outside reaches the terminal as an escape sequence.
 */
export function renderSummary(results: Results, options: { readonly colour: boolean }, texts: Texts = english): string {
  const paint = painter(options.colour);
  const model = buildModel(results);
  const { run } = results;
  const title = titleOf(model, texts);
  const finding = titleText(title, texts);
  const causes = results.causes.filter((cause) => cause !== finding);
  const facts = `${run.target.name} (${run.target.url}) · ${texts.run.seed.toLowerCase()} ${run.seed} · ${count(
    model.requests,
  )} ${texts.facts.requests} · ${duration(model.durationMs)}`;
  const lines = [
    ...failures(model, paint, texts),
    ...reasons(texts.summary.undecided, model.undecided, paint, texts),
    ...reasons(texts.summary.notRun, model.notRun, paint, texts),
    ...(model.hasContract ? ['', ...countsTable(model, paint, texts)] : []),
    ...results.load.flatMap((record) => ['', ...terminalLines(record, paint, texts)]),
    '',
    paint('bold', paint(TONE_INK[title.tone], terminalLine(finding))),
    ...causes.map((cause) => `  ${texts.summary.cause}: ${terminalLine(cause)}`),
    paint('dim', terminalLine(facts)),
    paint('dim', `${texts.summary.repeat}: ${terminalLine(repeatCommand(results))}`),
  ];
  return `${lines.join('\n').replace(/^\n/, '')}\n`;
}
