import type { Standing } from '../contract/types.js';
import type { Results, StatusCounts } from '../records/types.js';
import { cut, terminalLine, terminalText } from './escape.js';
import { count, duration } from './format.js';
import { isSound, terminalLines } from './load/terminal-lines.js';
import { buildModel, type CauseView, countOf, type NoteGroup, type ReportModel } from './model.js';
import { isSeeded, repeatCommand } from './repeat.js';
import { type Paint, painter, table, width } from './terminal.js';
import { english, type Texts } from './texts.js';
import { remainingCauses, titleOf } from './title.js';
import type { Tone } from './tone.js';

/** How many causes of failure are told. */
const TOLD = 20;
/** How many causes come with the line that repeats the first request. */
const REPEATED = 5;
/** How much of a text the terminal shows, in characters. */
const LONG = 600;

const STANDINGS: readonly Standing[] = ['stated', 'implied', 'silent'];
const TONE_INK = { ok: 'green', bad: 'red', warn: 'yellow' } as const satisfies Record<Tone, string>;

/** `label  value`, the further lines of the value set below its first. */
function field(label: string, value: string): string {
  const indent = ' '.repeat(12);
  return `  ${label}${' '.repeat(Math.max(1, 10 - width(label)))}${value.split('\n').join(`\n${indent}`)}`;
}

/** A cause with the first scenario that shows it. */
function told(cause: CauseView, repeated: boolean, paint: Paint, texts: Texts): string[] {
  const first = cause.results[0]!;
  const { failure } = texts;
  const where = [`${first.rule}: ${first.name}`, failure.place(first.file, first.line)];
  const shown = (text: string): string => terminalText(cut(texts.said(text), LONG).text);
  const optional = (label: string, text: string): string[] => (text === '' ? [] : [field(label, text)]);
  return [
    '',
    `${paint('red', `✕ ${terminalLine(cut(failure.cause(cause), LONG).text)}`)}${paint('dim', `${texts.lead.colon}${failure.ofRules(cause.results.length, cause.rules.length)}`)}`,
    field(texts.summary.first, paint('dim', terminalLine(where.join(' · ')))),
    field(failure.expected, paint('green', shown(first.expected))),
    field(failure.actual, paint('red', first.actual === '' ? failure.nothing : shown(first.actual))),
    ...optional(texts.summary.note, shown(first.note)),
    ...(repeated ? optional(texts.summary.request, terminalText(first.curl)) : []),
  ];
}

function failures({ causes }: ReportModel, repeated: boolean, paint: Paint, texts: Texts): string[] {
  const rest = causes.length - TOLD;
  return [
    ...causes.slice(0, TOLD).flatMap((cause) => told(cause, repeated && causes.length <= REPEATED, paint, texts)),
    ...(rest > 0 ? ['', paint('red', texts.failure.rest(rest))] : []),
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

/** How a summary is shown. */
export interface SummaryOptions {
  readonly colour: boolean;
  /** The size of the terminal; undefined where there is none, as in a CI's log. */
  readonly screen?: { readonly rows: number; readonly columns: number } | undefined;
}

/**
 * The end of a run as the terminal shows it: each cause of failure (the first 20) with the first scenario that shows it or, where
 * nothing failed, what was not decided, what was not run and the counts; then each load run, where something failed only those with a
 * fault of their own, and last the finding with what else speaks against a pass. The lines that repeat the first request of each
 * cause are left to the page where the screen would not hold them. Nothing from outside reaches the terminal as an escape sequence.
 */
export function renderSummary(results: Results, options: SummaryOptions, texts: Texts = english): string {
  const whole = summaryOf(results, true, options.colour, texts);
  const { screen } = options;
  if (screen === undefined || rowsOf(whole, screen.columns) < screen.rows) return whole;
  return summaryOf(results, false, options.colour, texts);
}

/** Rows of a terminal of so many columns, the prompt's own left out. */
function rowsOf(text: string, columns: number): number {
  return text.split('\n').reduce((rows, line) => rows + Math.max(1, Math.ceil(width(line) / Math.max(1, columns))), 0);
}

function summaryOf(results: Results, repeated: boolean, colour: boolean, texts: Texts): string {
  const paint = painter(colour);
  const model = buildModel(results);
  const { run } = results;
  const title = titleOf(model, texts);
  const causes = remainingCauses(model, texts);
  // What failed comes first and stays in sight: what a sound run tells at length would push it off the screen.
  const calm = model.failed === 0;
  const facts = [
    `${run.target.name} (${run.target.url})`,
    ...(isSeeded(results) ? [`${texts.run.seed.toLowerCase()} ${run.seed}`] : []),
    `${count(model.requests)} ${texts.facts.requests(model.requests)}`,
    ...(calm || model.undecided.length === 0 ? [] : [texts.progress.cases.undecided(countOf(model.undecided))]),
    duration(model.durationMs),
  ].join(' · ');
  const lines = [
    ...failures(model, repeated, paint, texts),
    ...(calm ? reasons(texts.summary.undecided, model.undecided, paint, texts) : []),
    ...(calm ? reasons(texts.summary.notRun, model.notRun, paint, texts) : []),
    ...(model.hasContract && calm ? ['', ...countsTable(model, paint, texts)] : []),
    ...results.load
      .filter((record) => calm || !isSound(record, texts))
      .flatMap((record) => ['', ...terminalLines(record, paint, texts)]),
    '',
    paint('bold', paint(TONE_INK[title.tone], terminalLine(title.text))),
    ...causes.map((cause) => `  ${texts.summary.cause}${texts.lead.colon}${terminalLine(cause)}`),
    paint('dim', terminalLine(facts)),
    paint('dim', `${texts.summary.repeat}${texts.lead.colon}${terminalLine(repeatCommand(results))}`),
  ];
  return `${lines.join('\n').replace(/^\n/, '')}\n`;
}
