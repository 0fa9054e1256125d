import { LOAD_EXIT } from '../k6/exit-codes.js';
import type { LoadOutcome } from '../k6/outcome.js';
import type { LimitRecord, LoadRecord, ObjectionRecord, SlaRecord, ThresholdRecord } from '../records/load-types.js';
import { EXIT, type ExitCode } from '../run/exit-codes.js';
import type { Finding } from '../run/verdict.js';
import { say } from '../sayings/run.js';
import { failsBeyondLag, toleratedLagMs } from '../stats/lag-rule.js';
import { faultLines } from './fault-lines.js';
import { requestsOf, type Samples } from './records/samples.js';

/** What the verdict of a load run rests on. */
export interface LoadFacts {
  readonly record: LoadRecord;
  readonly samples: Pick<Samples, 'outcomes' | 'warmup' | 'http'>;
  readonly outcome: Pick<LoadOutcome, 'cause' | 'lag' | 'overBudget'>;
  readonly interrupted: boolean;
  /** What k6 said when it could not write samples; empty when it could. */
  readonly samplesLost: string;
  /** Why files that the script asks for could not be written, one line each. */
  readonly unwritten: readonly string[];
  /** The limit of requests in flight that the target file promises for the account used; null when it says nothing. */
  readonly contractedLimit: number | null;
}

/** Begins a finding about a threshold. */
const THRESHOLD = 'threshold ';

/** Exit codes that say the script, its options or the engine are at fault. */
const AT_FAULT: readonly number[] = [
  LOAD_EXIT.setupTimeout,
  LOAD_EXIT.teardownTimeout,
  LOAD_EXIT.invalidConfig,
  LOAD_EXIT.scriptException,
  LOAD_EXIT.engine,
];

/** Everything that keeps a run from passing; none for a pass. */
export function judgeLoad(facts: LoadFacts): Finding[] {
  const unwritten = facts.unwritten.map((reason) => ({ code: EXIT.usage, text: say('fileLost', { reason }) }));
  return [...judgeRun(facts), ...unwritten];
}

function judgeRun(facts: LoadFacts): Finding[] {
  const { record, outcome, interrupted } = facts;
  const { overBudget } = outcome;
  if (interrupted || (record.exitCode === LOAD_EXIT.stopped && !overBudget)) {
    return [{ code: EXIT.interrupted, text: say('interruptedMeasuring') }];
  }
  if (AT_FAULT.includes(record.exitCode)) {
    return outcome.cause
      .flatMap((cause) => faultLines(cause, record.kind))
      .slice(0, 8)
      .map((text) => ({ code: EXIT.usage, text }));
  }
  const unreached = neverReached(facts);
  if (unreached !== undefined) return [unreached];
  const findings: Finding[] = [];
  if (facts.samplesLost !== '') {
    const text = say('samplesLost', { reason: facts.samplesLost });
    findings.push({ code: EXIT.usage, text });
  }
  if (overBudget) {
    findings.push(inconclusive(say('overBudget')));
  }
  if (record.exitCode === LOAD_EXIT.aborted && !overBudget)
    findings.push(inconclusive(say('endedByScript', { reason: outcome.cause.join('; ') })));
  if (record.exitCode === LOAD_EXIT.failed) findings.push({ code: EXIT.failed, text: outcome.cause.join('; ') });
  if (record.kind === 'limit') findings.push(...judgeLimit(record.limit, facts.contractedLimit));
  else if (record.sla !== null) findings.push(...judgeAgreement(record.sla));
  else findings.push(...judgeThresholds(facts));
  const known: readonly number[] = [LOAD_EXIT.ok, LOAD_EXIT.thresholds, LOAD_EXIT.aborted, LOAD_EXIT.failed];
  if (!known.includes(record.exitCode) && !overBudget)
    findings.push({
      code: EXIT.usage,
      text: outcome.cause.join('; ') || say('endedByEngine', { code: record.exitCode }),
    });
  return findings;
}

/** What of the findings no other part of the record says. */
export function objectionsOf({ sla }: LoadRecord, findings: readonly Finding[]): ObjectionRecord[] {
  return findings
    .filter(({ code, text }) => code !== EXIT.interrupted && code !== EXIT.passed && !text.startsWith(THRESHOLD))
    .filter(({ text }) => sla === null || !isOf(sla, text))
    .map(({ code, text }) => ({ verdict: code === EXIT.inconclusive ? 'inconclusive' : 'fail', text }));
}

function isOf({ objectives, voids }: SlaRecord, text: string): boolean {
  return voids.includes(text) || objectives.some(({ objective }) => text.startsWith(objective));
}

function neverReached({ record, samples }: LoadFacts): Finding | undefined {
  const { outcomes, warmup, http } = samples;
  const judged = requestsOf(samples);
  const noneAnswered = http.ended === 0 ? judged > 0 && outcomes.unanswered === judged : http.unanswered === http.ended;
  if (!noneAnswered) return undefined;
  const text = say('noneAnswered', { count: Math.max(http.ended, judged + warmup), script: record.script });
  return { code: EXIT.unreachable, text };
}

/** A limit search is sure, not sure, or has found less than was promised. */
function judgeLimit(limit: LimitRecord | null, contracted: number | null): Finding[] {
  if (limit === null) return [inconclusive(say('noRound'))];
  const { value, low, high, inLoop, cause, stopped, waitBeyond } = limit;
  if (stopped !== '') return [inconclusive(say('limitUnsure', { reason: stopped }))];
  if (contracted === null) return [];
  if (cause === 'rate') {
    if (high === null || high >= contracted) return [];
    return [inconclusive(say('rateFirst', { count: contracted }))];
  }
  if (cause === 'queue') {
    if (waitBeyond === null || waitBeyond >= contracted) return [];
    return [inconclusive(say('waitBeyond', { count: waitBeyond, promised: contracted }))];
  }
  if (high !== null && high < contracted) {
    return [{ code: EXIT.failed, text: say('tooLow', { count: high, promised: contracted }) }];
  }
  if (inLoop !== null && inLoop < Math.min(contracted, value ?? low)) {
    return [inconclusive(say('lessInLoop', { count: value ?? low, loop: inLoop, promised: contracted }))];
  }
  return [];
}

function inconclusive(text: string): Finding {
  return { code: EXIT.inconclusive, text };
}

function judgeAgreement({ objectives, voids, verdict }: SlaRecord): Finding[] {
  const findings = objectives
    .filter((objective) => objective.verdict !== 'pass')
    .map(({ objective, verdict: one, measured, unit, samples, samplesNeeded }): Finding => {
      const seen = measured === null ? say('notMeasured') : say('measured', { value: round(measured), unit });
      const values = { objective, seen, samples };
      if (one === 'fail') return { code: EXIT.failed, text: say('objectiveBroken', values) };
      return inconclusive(
        samplesNeeded === null || samplesNeeded === 0
          ? say('objectiveOpen', values)
          : say('objectiveNeeds', { ...values, more: samplesNeeded }),
      );
    });
  if (verdict === 'pass') return findings;
  return [...findings, ...voids.map((text): Finding => ({ code: worstOf(findings), text }))];
}

function worstOf(findings: readonly Finding[]): ExitCode {
  return findings.some(({ code }) => code === EXIT.failed) ? EXIT.failed : EXIT.inconclusive;
}

function judgeThresholds({ record, outcome, samples }: LoadFacts): Finding[] {
  const crossed = record.thresholds.filter(({ ok }) => !ok);
  const ofLatency = ({ metric }: { readonly metric: string }) =>
    (record.metrics[metric] ?? record.metrics[metric.replace(/\{.*/, '')])?.type === 'trend';
  const findings = crossed.map(({ metric, threshold }): Finding => {
    const seen = measuredFor(record, metric, threshold);
    const why = metric.startsWith('facegate_ok') ? withoutToken(samples) : '';
    return { code: EXIT.failed, text: say('thresholdCrossed', { metric, threshold, seen: `${seen}${why}` }) };
  });
  const limits = record.thresholds.filter(ofLatency).map(({ threshold }) => limitOf(threshold));
  const { lag } = outcome;
  if (lag === undefined || limits.length === 0) return findings;
  const tolerated = toleratedLagMs(Math.min(...limits));
  const late = Math.max(lag.p99Ms, lag.startP99Ms);
  // Only latencies crossed, and the generator was late: what was measured may be its own doing.
  const standsAnyway = ({ metric, threshold }: ThresholdRecord) =>
    !ofLatency({ metric }) || failsBeyondLag(figureOf(record, metric, threshold) ?? 0, limitOf(threshold), late);
  const doubtfulFail = findings.length > 0 && !crossed.some(standsAnyway);
  const doubtfulPass = findings.length === 0 && lag.startP99Ms > tolerated;
  if (!doubtfulFail && !doubtfulPass) return findings;
  const text = say('tooBusy', { late: Math.round(late), tolerated: Math.round(tolerated) });
  return [
    ...findings.map(({ text: found }): Finding => ({ code: EXIT.inconclusive, text: found })),
    { code: EXIT.inconclusive, text },
  ];
}

/** What became of the requests that got no token, e.g. ` (of 121 requests 82 unanswered)`. */
function withoutToken(samples: LoadFacts['samples']): string {
  const parts = WITHOUT_TOKEN.flatMap(([kind, code]) => {
    const count = samples.outcomes[kind];
    return count > 0 ? [say(code, { count })] : [];
  });
  return parts.length === 0 ? '' : say('withoutToken', { count: requestsOf(samples), parts: parts.join(', ') });
}

const WITHOUT_TOKEN = [
  ['refused', 'refused'],
  ['rejected', 'rejectedOnes'],
  ['server-error', 'serverErrors'],
  ['unanswered', 'unanswered'],
  ['garbled', 'garbled'],
] as const;

function limitOf(threshold: string): number {
  return Number(/[\d.]+\s*$/.exec(threshold)?.[0]);
}

/** The figure that the threshold is about, where the summary holds it. */
function figureOf({ metrics }: LoadRecord, metric: string, threshold: string): number | undefined {
  const method = /^\s*([a-z]+(\([\d.]+\))?)/.exec(threshold)?.[1] ?? '';
  return metrics[metric]?.values[method];
}

function measuredFor(record: LoadRecord, metric: string, threshold: string): string {
  const value = figureOf(record, metric, threshold);
  return value === undefined ? '' : `: ${round(value)}`;
}

function round(value: number): string {
  return String(Math.abs(value) < 10 ? Math.round(value * 1000) / 1000 : Math.round(value * 10) / 10);
}
