import { randomUUID } from 'node:crypto';
import { entryContract } from '../../contracts/index.js';
import type { Role } from '../contract/types.js';
import { pause } from '../k6/clock.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
import type { LoadRecord } from '../records/load-types.js';
import type { Texts } from '../report/texts.js';
import { EXIT } from '../run/exit-codes.js';
import { orInterrupted } from '../run/interrupt.js';
import type { RunRecords } from '../run/run-records.js';
import { connectTo } from '../run/target/connect.js';
import { addressOf, preflight, preflightFinding } from '../run/target/preflight.js';
import type { Finding } from '../run/verdict.js';
import { say } from '../sayings/run.js';
import { type Remaining, requestsBefore } from './budget.js';
import type { Live } from './live/live-server.js';
import type { LoadJob } from './load-job.js';
import { judgeLoad, objectionsOf } from './load-verdict.js';
import { prepareJob } from './prepare-job.js';
import { notRunRecord } from './records/not-run-record.js';
import { runScript, type ScriptRun } from './run-script.js';
import { roleOf } from './script-env.js';

/** What a script that was to be run came to. */
export interface LoadPart {
  /** Says why, when it was not run. */
  readonly record: LoadRecord;
  readonly findings: readonly Finding[];
  /** Requests sent, the pre-flight included. */
  readonly requests: number;
  readonly interrupted: boolean;
  /** The account that the target refuses, where that kept it from running. */
  readonly refused: Role | undefined;
}

/** What a part has around it. */
export interface LoadSurroundings {
  readonly redactor: Redactor;
  readonly console: Console;
  readonly records: RunRecords;
  /** What became of the target that this program itself runs; undefined as long as it is well. */
  readonly broken: () => Finding | undefined;
  /** The page that shows how it goes; undefined: none was asked for. */
  readonly live: Live | undefined;
  /** Whether what a script itself says at its end is printed: the report says the same in its own language. */
  readonly scriptSummary: boolean;
  /** What the progress is told in. */
  readonly texts: Texts;
}

const CONNECT_TIMEOUT_MS = 10_000;

/**
 * Runs one script against a target and judges it: first its options are held against the budget, then a connection is tried
 * and a pre-flight request sent, then it runs. What keeps it from running is a finding, too.
 */
export async function runLoadPart(
  job: LoadJob,
  { redactor, console, records, broken, live, scriptSummary, texts }: LoadSurroundings,
): Promise<LoadPart> {
  const { target } = job;
  const prepared = await orInterrupted(() => prepareJob(job));
  if (prepared === 'interrupted') return stopped(job);
  if (prepared.kind === 'over-budget') return notRun(job, { code: EXIT.usage, text: prepared.why });
  const connection = await orInterrupted(() => connectTo(target, CONNECT_TIMEOUT_MS));
  if (connection === 'interrupted') return stopped(job);
  if (connection.kind === 'failed') {
    const text = say('notReached', { url: target.url, reason: connection.reason, cure: connection.cure });
    return notRun(job, broken() ?? { code: EXIT.unreachable, text });
  }
  const role = roleOf(job.script, target);
  const due = 'missing' in target.credentials[role] ? 0 : requestsBefore(job.script);
  let before = 0;
  const ask = () => {
    before = due;
    return askFirst(job);
  };
  const withPreflight = (record: LoadRecord) => (before === 0 ? record : { ...record, preflight: before });
  const afterPreflight = (part: LoadPart) => ({ ...part, record: withPreflight(part.record), requests: before });
  const refusal = due === 0 ? undefined : await orInterrupted(ask);
  if (refusal === 'interrupted') return afterPreflight(stopped(job));
  if (refusal !== undefined) {
    const refused = refusal.code === EXIT.usage ? role : undefined;
    return { ...afterPreflight(notRun(job, refusal)), refused };
  }
  const { plan } = prepared.plan;
  if (plan !== undefined && plan.requests !== null) {
    const text = texts.progress.upTo(plan.requests, Math.round(plan.durationMs / 1000), plan.atMost);
    console.line([{ text, style: 'dim' }]);
  }
  const keep = (record: LoadRecord) => records.append({ type: 'load', record: withPreflight(record), findings: [] });
  const run = await runScript(job, prepared.plan, redactor, console, keep, live, texts);
  if (scriptSummary && run.text !== '') console.line(run.text.trimEnd());
  const judged = judgeLoad({ ...run, contractedLimit: role === 'limited' ? target.concurrencyLimit : null });
  const broke = run.interrupted ? undefined : broken();
  const findings = broke === undefined ? judged : [broke];
  const record = { ...withPreflight(run.record), objections: objectionsOf(run.record, findings) };
  records.append({ type: 'load', record, findings });
  return {
    record,
    findings,
    requests: before + sentBy(run, job.remaining),
    interrupted: run.interrupted,
    refused: undefined,
  };
}

/** What was cut off is in no count of k6; a budget that is used up is, whole. */
function sentBy({ record, outcome }: ScriptRun, { requests }: Remaining): number {
  const counted = record.metrics.http_reqs?.values.count ?? 0;
  return outcome.overBudget ? Math.max(counted, requests ?? 0) : counted;
}

function stopped(job: LoadJob): LoadPart {
  const finding = { code: EXIT.interrupted, text: say('interruptedBefore', { script: job.script.shown }) };
  return { ...notRun(job, finding), interrupted: true };
}

/**
 * The pre-flight of the script's account, at the pace of the budget: why the script is not to run. That no answer comes is the
 * script's own to measure.
 */
async function askFirst({ script, target, remaining }: LoadJob): Promise<Finding | undefined> {
  const role = roleOf(script, target);
  const credential = target.credentials[role];
  if ('missing' in credential) return undefined;
  const judgement = await preflight(entryContract, target, { role, credential }, randomUUID());
  if (judgement.kind === 'unanswered') return undefined;
  if (remaining.perSecond !== null) await pause(1000 / remaining.perSecond);
  return preflightFinding(judgement, addressOf(target.url, entryContract), role);
}

/** The part that a script leaves which was not run. */
export function notRun(
  { kind, script, engine }: Pick<LoadJob, 'kind' | 'script' | 'engine'>,
  finding: Finding,
): LoadPart {
  const startedAt = new Date().toISOString();
  const wish = { kind, script: script.shown, engine: engine.kind, engineVersion: engine.version, startedAt };
  return {
    record: notRunRecord(wish, finding.text),
    findings: [finding],
    requests: 0,
    interrupted: false,
    refused: undefined,
  };
}
