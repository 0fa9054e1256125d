import type { LatencyRecord, LoadRecord, ThresholdRecord } from '../../records/load-types.js';
import { millis, percent } from '../format.js';
import type { Texts } from '../texts.js';
import type { Tone } from '../tone.js';
import { intervalText } from './interval.js';
import { limitStatement } from './limit-statement.js';
import { slaStatement } from './sla-statement.js';
import type { Statement } from './statement.js';

/** What a load run showed, the worst first. */
export interface Finding extends Statement {
  /** The other statements. */
  readonly more: readonly Statement[];
}

/** k6's codes for a run that went through: every threshold holds, or one does not. */
const WENT_THROUGH = [0, 99];
const CONFIDENCE = 95;
const ORDER: readonly Tone[] = ['bad', 'warn', 'ok'];

/** Whether the engine came to the end of the script. */
export function wentThrough({ complete, exitCode }: LoadRecord): boolean {
  return complete && WENT_THROUGH.includes(exitCode);
}

/** By this one the limit search tells its engine that it was stopped; its finding says so in words. */
const SEARCH_ENDED = 'facegate_limit_complete';

/** The thresholds that say something of the service. */
export function thresholdsOf({ thresholds, limit }: LoadRecord): readonly ThresholdRecord[] {
  return thresholds.filter(({ metric }) => limit === null || metric !== SEARCH_ENDED);
}

/** Those that do not hold. */
export function crossedOf(record: LoadRecord): readonly ThresholdRecord[] {
  return thresholdsOf(record).filter(({ ok }) => !ok);
}

function endStatement(record: LoadRecord, { load }: Texts): Statement[] {
  const { complete, exitCode, durationMs, script } = record;
  const cut: Statement[] = complete
    ? []
    : [{ tone: 'warn', text: load.finding.cutOff(durationMs), brief: load.finding.cutOffBrief }];
  // A run that was cut off by a signal has a code for it, which says no more.
  const failed = complete && !WENT_THROUGH.includes(exitCode);
  const ended: Statement[] = failed
    ? [{ tone: 'bad', text: load.finding.ended(exitCode), brief: load.finding.endedBrief(script, exitCode) }]
    : [];
  return [...cut, ...ended];
}

/** What else keeps the run from passing, in the words of its causes. A limit says by itself why its search was stopped. */
function objectionStatements({ objections, limit }: LoadRecord): Statement[] {
  const told = limit?.stopped ?? '';
  return objections
    .filter(({ text }) => told === '' || !text.includes(told))
    .map(({ verdict, text }) => ({ tone: verdict === 'fail' ? 'bad' : 'warn', text, brief: text }));
}

/** Whether the run came to no verdict: then nothing that it showed stands as a failure or as kept. */
function isOpen({ objections }: LoadRecord): boolean {
  return objections.length > 0 && objections.every(({ verdict }) => verdict === 'inconclusive');
}

function thresholdStatement(record: LoadRecord, { load }: Texts): Statement[] {
  const crossed = crossedOf(record);
  const total = thresholdsOf(record).length;
  if (total === 0) return [];
  if (crossed.length === 0) return [{ tone: 'ok', text: load.finding.held(total), brief: load.finding.held(total) }];
  const names = crossed.map(({ threshold, metric }) => load.finding.threshold(threshold, metric)).join(', ');
  return [
    {
      tone: 'bad',
      text: load.finding.crossed(crossed.length, total, names),
      brief: load.finding.crossedBrief(crossed.length),
    },
  ];
}

/** The checks that failed, by name; undefined when all held. */
export function failedChecksText({ failedChecks = [] }: LoadRecord, { load }: Texts): string | undefined {
  if (failedChecks.length === 0) return undefined;
  return load.finding.checks(
    failedChecks.map(({ name, passes, fails }) => load.finding.check(name, fails, passes + fails)),
  );
}

function checkStatement(record: LoadRecord, texts: Texts): Statement[] {
  const text = failedChecksText(record, texts);
  return text === undefined ? [] : [{ tone: 'warn', text, brief: text }];
}

function latencyStatement(latency: LatencyRecord, texts: Texts): Statement {
  const { finding } = texts.load;
  const p95 = latency.percentiles.find(({ percentile }) => percentile === 95);
  if (p95 === undefined) {
    const text = latency.requests === 0 ? finding.nothing : finding.noToken(latency.requests);
    return { tone: latency.requests === 0 ? 'warn' : 'bad', text, brief: text };
  }
  const share = percent(95);
  const all = latency.outcomes.ok === latency.requests;
  const interval = intervalText(p95, CONFIDENCE, texts);
  return {
    tone: 'ok',
    text: finding.within(share, all, millis(p95.ms), interval, latency.outcomes.ok),
    brief: finding.withinBrief(share, millis(p95.ms)),
  };
}

/** What a load run showed, in sentences, the worst as the finding itself. */
export function findingOf(record: LoadRecord, texts: Texts): Finding {
  const { kind, script, notRun } = record;
  if (notRun !== '') {
    const { finding } = texts.load;
    return {
      tone: 'warn',
      text: finding.notRun(kind, script, notRun),
      brief: finding.notRunBrief(kind, script),
      more: [],
    };
  }
  const judged = record.sla?.objectives.some(({ percentile, measured }) => percentile === 95 && measured !== null);
  const shown = [
    ...endStatement(record, texts),
    ...objectionStatements(record),
    ...(record.sla === null ? [] : [slaStatement(record.sla, texts)]),
    ...(record.limit === null ? [] : [limitStatement(record.limit, texts)]),
    ...(record.latency === null || judged === true ? [] : [latencyStatement(record.latency, texts)]),
    ...thresholdStatement(record, texts),
    ...checkStatement(record, texts),
  ];
  const statements = isOpen(record) ? shown.map((one): Statement => ({ ...one, tone: 'warn' })) : shown;
  const [first, ...more] = ORDER.flatMap((tone) => statements.filter((statement) => statement.tone === tone));
  if (first !== undefined) return { ...first, more };
  const text = texts.load.finding.ran(script);
  return { tone: 'ok', text, brief: text, more: [] };
}
