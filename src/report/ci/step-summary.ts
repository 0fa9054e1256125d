import type { Results } from '../../records/types.js';
import { count, duration } from '../format.js';
import { findingOf } from '../load/finding.js';
import { buildModel } from '../model.js';
import { repeatCommand } from '../repeat.js';
import { english, type Texts } from '../texts.js';
import { leadOf, remainingCauses, titleOf } from '../title.js';

const SIGN = { ok: '✅', warn: '⚠️', bad: '❌' } as const;
/** Causes told one by one; the report has all. */
const TOLD = 20;

/** Text from outside in a cell of a Markdown table: no markup, no line break. */
function cell(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~#&]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .slice(0, 500);
}

/** The end of a run as Markdown, for the summary page of a CI job: the finding, its causes in a table, the load runs, how to repeat it. */
export function stepSummary(results: Results, texts: Texts = english): string {
  const model = buildModel(results);
  const title = titleOf(model, texts);
  const { run } = results;
  const { failure } = texts;
  const causes = model.causes.slice(0, TOLD).map((cause) => {
    const first = cause.results[0]!;
    const actual = first.actual === '' ? failure.nothing : first.actual;
    const extent = failure.ofRules(cause.results.length, cause.rules.length);
    return `| ${[failure.cause(cause), extent, first.expected, actual].map(cell).join(' | ')} |`;
  });
  const rest = model.causes.length - causes.length;
  const table = [
    `| ${[failure.heads.cause, failure.heads.scenarios, failure.heads.expected, failure.heads.actual].join(' | ')} |`,
    '| --- | --- | --- | --- |',
    ...causes,
    ...(rest > 0 ? [`| ${texts.title.andMore(rest)} | | | |`] : []),
  ];
  const findings = results.load.map((record) => findingOf(record, texts));
  const load = findings.map(({ tone, text }) => `- ${SIGN[tone]} ${cell(text)}`);
  const sentences = findings.map(({ text }) => texts.lead.sentence(text));
  const lead = leadOf(model, texts).filter((line) => !sentences.includes(line));
  return [
    `## ${SIGN[title.tone]} ${cell(title.text)}`,
    '',
    `${cell(`${run.target.name} (${run.target.url})`)} · ${count(model.requests)} ${texts.facts.requests(model.requests)} · ${duration(model.durationMs)}`,
    '',
    ...lead.map((line) => `${cell(line)}  `),
    ...remainingCauses(model, texts).map((cause) => `${cell(cause)}  `),
    ...(causes.length === 0 ? [] : ['', ...table]),
    ...(load.length === 0 ? [] : ['', ...load]),
    '',
    `${texts.summary.repeat}: \`${repeatCommand(results).replaceAll('`', '')}\``,
    '',
  ].join('\n');
}
