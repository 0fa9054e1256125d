import type { Redactor } from '../../output/redactor.js';
import type { WatchRecord } from '../../records/load-types.js';
import { renderSummary } from '../../report/summary.js';
import { EXIT } from '../../run/exit-codes.js';
import { frameRun, type JudgedResults, type OpenRun, resultsOf } from '../../run/finish-run.js';
import { packageVersion } from '../../run/package-root.js';
import type { Presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import type { openConsole } from '../../run/terminal.js';
import { say } from '../../sayings/run.js';
import { judgeLoad } from '../load-verdict.js';
import { loadRecord } from '../records/load-record.js';
import { requestsOf } from '../records/samples.js';
import type { Sla } from '../sla/sla.js';
import { watchTable } from './watch-table.js';
import type { WatchRead } from './watch-tally.js';

/** What the report of a watch is made of. */
export interface WatchReport {
  /** The watch's file, as the user named it. */
  readonly file: string;
  readonly read: WatchRead;
  readonly sla: Sla | undefined;
  /** The agreement's file, as the user named it. */
  readonly slaFile: string | undefined;
  /** Run whose folder takes the report as files; undefined prints it only. */
  readonly run: OpenRun | undefined;
  readonly presentation: Presentation;
  readonly interrupted: boolean;
  /** Why the watch could not go on; empty when it could. */
  readonly broken: string;
  /** That the time of day was set during the watch; empty when it was not. */
  readonly step: string;
  readonly cwd: string;
}

/** How a request can end without a token. */
const OUTCOMES = ['refused', 'rejected', 'server-error', 'unanswered', 'garbled'] as const;
const HOURS_SHOWN = 48;
const DAYS_SHOWN = 31;

/** Prints a watch by hour and by day with its verdict, and writes it where asked to. */
export async function reportWatch(
  report: WatchReport,
  redactor: Redactor,
  console: ReturnType<typeof openConsole>,
): Promise<JudgedResults> {
  const { file, read, sla, slaFile, run, presentation, interrupted, broken, step, cwd } = report;
  const { texts, translate } = presentation.language;
  const samples = read.tally.samples();
  const watch: WatchRecord = {
    about: read.header?.about ?? '',
    resumed: read.resumed,
    torn: read.torn,
    days: read.tally.byDay(sla),
    hours: read.tally.byHour(sla),
  };
  const startedAt = read.header?.startedAt ?? new Date(0).toISOString();
  const durationMs = samples.series.points().length * samples.series.intervalSeconds * 1000;
  const record = loadRecord({
    kind: 'watch',
    script: file,
    engine: 'node',
    engineVersion: `${packageVersion} (Node ${process.versions.node})`,
    startedAt,
    durationMs,
    complete: true,
    exitCode: 0,
    summaryJson: '{"metrics":{}}',
    samples,
    sla,
    loopLagMs: null,
    watch,
  });
  console.line([{ text: texts.said(watch.about) || file, style: 'bold' }]);
  for (const line of [
    ...watchTable('day', watch.days, DAYS_SHOWN, texts.load),
    '',
    ...watchTable('hour', watch.hours, HOURS_SHOWN, texts.load),
  ])
    console.line(line);
  const unusual = OUTCOMES.filter((outcome) => samples.outcomes[outcome] > 0).map(
    (outcome) => `${samples.outcomes[outcome]} ${texts.load.outcome[outcome]}`,
  );
  const parts = [texts.progress.samples(requestsOf(samples)), ...unusual];
  if (read.resumed > 0) parts.push(texts.load.watch.resumed(read.resumed));
  if (read.torn > 0) parts.push(texts.load.watch.torn(read.torn));
  console.line(parts.join(texts.progress.join));

  const findings = judgeLoad({
    record,
    samples,
    outcome: { cause: [], lag: undefined, overBudget: false },
    interrupted,
    samplesLost: '',
    unwritten: [],
    contractedLimit: null,
  });
  if (step !== '') findings.push({ code: EXIT.passed, text: step });
  if (broken !== '') findings.push({ code: EXIT.usage, text: broken });
  if (requestsOf(samples) === 0 && !interrupted)
    findings.push({ code: EXIT.inconclusive, text: say('emptyFile', { file }) });
  // Where no request was answered at all, that is told already.
  else if (samples.outcomes.ok === 0 && findings.every(({ code }) => code === EXIT.passed))
    findings.push({ code: EXIT.inconclusive, text: say('noToken', { file }) });
  const target = { name: 'watch', url: watch.about.split(',')[0] ?? '' };
  const command = ['watch', '--report', '--file', file, ...(slaFile === undefined ? [] : ['--sla', slaFile])];
  const frame = {
    ...(run ?? frameRun({ target, out: undefined, cwd, seed: 0, command, presentation })),
    target,
    command,
  };
  const judged = resultsOf(frame, { contract: undefined, load: [record], findings, redactions: [] }, redactor);
  // The report is made in a moment, and later as well: its time is that of the samples.
  const finishedAt = new Date(Date.parse(startedAt) + durationMs).toISOString();
  const results = { ...judged, run: { ...judged.run, startedAt, finishedAt } };
  if (run !== undefined) await publishRun(run, results, console);
  else console.block(renderSummary(translate(results), console, texts));
  return results;
}
