import type { LimitRecord, LoadRecord, ObjectiveRecord, SlaRecord } from '../../records/load-types.js';
import { escapeXml } from '../escape.js';
import { type Suite, suite } from '../junit-suite.js';
import type { Texts } from '../texts.js';
import { element } from '../xml.js';
import { failedChecksText, findingOf, thresholdsOf, wentThrough } from './finding.js';
import { limitStatement } from './limit-statement.js';
import { objectiveText } from './sla-statement.js';

type Outcome = 'passed' | 'failure' | 'error' | 'skipped';

interface Case {
  readonly name: string;
  readonly outcome: Outcome;
  /** What came: the message of a failure, the reason of a skip, the output of a pass. */
  readonly message: string;
  readonly details: readonly string[];
}

function objectiveCase(objective: ObjectiveRecord, sla: SlaRecord, texts: Texts): Case {
  const measured = objectiveText(objective, sla.confidence, texts);
  const name = texts.load.junit.sla(objective.objective);
  switch (objective.verdict) {
    case 'pass':
      return { name, outcome: 'passed', message: measured, details: [] };
    case 'fail':
      return { name, outcome: 'failure', message: measured, details: sla.voids };
    case 'inconclusive': {
      const why = sla.voids.length > 0 ? sla.voids.join('; ') : texts.load.sla.reason(objective.samplesNeeded, false);
      return {
        name,
        outcome: 'skipped',
        message: `${texts.load.verdict.inconclusive}: ${why}; ${measured}`,
        details: [],
      };
    }
  }
}

function limitCase(limit: LimitRecord, texts: Texts): Case {
  const { text } = limitStatement(limit, texts);
  const outcome = limit.value === null && limit.stopped !== '' ? 'skipped' : 'passed';
  return { name: texts.load.junit.limit, outcome, message: text, details: limit.evidence };
}

function casesOf(record: LoadRecord, texts: Texts): Case[] {
  const { junit, thresholds: words, finding } = texts.load;
  const { sla, limit, notRun } = record;
  if (notRun !== '') return [{ name: junit.runs, outcome: 'skipped', message: notRun, details: [] }];
  const through = wentThrough(record);
  return [
    {
      name: junit.runs,
      outcome: through ? 'passed' : 'error',
      // Checks alone fail no run, in k6 neither: they are its output.
      message: through ? (failedChecksText(record, texts) ?? '') : findingOf(record, texts).text,
      details: [],
    },
    ...(sla?.objectives ?? []).map((objective) => objectiveCase(objective, sla!, texts)),
    ...(limit === null ? [] : [limitCase(limit, texts)]),
    ...thresholdsOf(record).map(({ threshold, metric, ok }): Case => {
      const name = finding.threshold(threshold, metric);
      return ok
        ? { name, outcome: 'passed', message: '', details: [] }
        : { name, outcome: 'failure', message: `${name}: ${words.crossed}`, details: [valuesOf(record, metric)] };
    }),
  ];
}

/** The values of a metric, so that a crossed threshold says by how much. */
function valuesOf({ metrics }: LoadRecord, metric: string): string {
  return Object.entries(metrics[metric]?.values ?? {})
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
}

function testcase({ name, outcome, message, details }: Case, classname: string): string {
  const text = escapeXml([message, ...details].filter((line) => line !== '').join('\n'));
  const inner =
    outcome === 'passed'
      ? text === ''
        ? ''
        : element('system-out', {}, text)
      : outcome === 'skipped'
        ? element('skipped', { message })
        : element(outcome, { message, type: classname }, text);
  return `    ${element('testcase', { name, classname, time: '0.000' }, inner)}\n`;
}

/**
 * A load run as a test suite: whether the script ran to its end (else an error), each promise of the agreement, the limit,
 * and each threshold. What could not be decided is skipped with its reason, as both GitLab and GitHub show it beside what
 * passed and failed; that the run as a whole is no pass is said by the error of the run itself.
 */
export function loadSuite(record: LoadRecord, texts: Texts): Suite {
  const { kind, script, startedAt, durationMs } = record;
  const cases = casesOf(record, texts);
  const having = (outcome: Outcome): number => cases.filter((one) => one.outcome === outcome).length;
  const counts = {
    tests: cases.length,
    failures: having('failure'),
    errors: having('error'),
    skipped: having('skipped'),
    ms: durationMs,
  };
  const name = texts.load.junit.suite(texts.load.kind[kind], script);
  return suite(name, counts, startedAt, cases.map((one) => testcase(one, `load.${kind}`)).join(''));
}
