import type { Results } from '../../records/types.js';
import { findingOf } from '../load/finding.js';
import { buildModel } from '../model.js';
import { english, type Texts } from '../texts.js';
import { titleOf } from '../title.js';

/** GitHub shows so many errors of a step and drops the others. */
const SHOWN = 10;

function inMessage(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function inProperty(text: string): string {
  return inMessage(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

function command(level: 'error' | 'warning', properties: Readonly<Record<string, string>>, message: string): string {
  const given = Object.entries(properties).map(([name, value]) => `${name}=${inProperty(value)}`);
  return `::${level}${given.length === 0 ? '' : ` ${given.join(',')}`}::${inMessage(message)}`;
}

/**
 * Workflow commands of GitHub that mark each cause of failure at its first scenario, a line each; the last one says how many are
 * left out. A run that is no pass although nothing failed is one error of its own. Known deviations are warnings.
 */
export function githubAnnotations(results: Results, texts: Texts = english): string[] {
  const model = buildModel(results);
  const { failure } = texts;
  const errors = [
    ...model.causes.map((cause) => {
      const first = cause.results[0]!;
      const actual = first.actual === '' ? failure.nothing : first.actual;
      const seen = `${first.name}: ${failure.expected} ${first.expected}, ${failure.actual} ${actual}`;
      const message = `${failure.cause(cause)}: ${failure.ofRules(cause.results.length, cause.rules.length)}\n${seen}`;
      return command('error', { title: first.rule, file: first.file, line: String(first.line) }, message);
    }),
    ...results.load
      .filter((record) => record.notRun === '' && findingOf(record, texts).tone === 'bad')
      .map((record) => command('error', { title: `load ${record.script}` }, findingOf(record, texts).text)),
  ];
  if (errors.length === 0 && results.exitCode !== 0) {
    const causes = [titleOf(model, texts).text, ...results.causes].join('\n');
    errors.push(command('error', { title: texts.product }, causes));
  }
  const warnings = model.waived
    .slice(0, SHOWN)
    .map(({ first }) =>
      command(
        'warning',
        { title: first.rule, file: first.file, line: String(first.line) },
        `${texts.resultState.waived}: ${first.note}`,
      ),
    );
  if (errors.length <= SHOWN) return [...errors, ...warnings];
  const rest = errors.length - SHOWN + 1;
  return [
    ...errors.slice(0, SHOWN - 1),
    command('error', { title: texts.product }, texts.title.andMore(rest)),
    ...warnings,
  ];
}
