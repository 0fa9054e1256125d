import type { FlowStage } from '../conformance/harness/flow-tools.js';
import type { Survivor } from '../contract/survivor.js';
import { nameOf } from '../emulator/breaks/break.js';
import type { BreakRecord } from '../records/proof-types.js';
import type { ContractResult } from '../records/types.js';
import { judgeTrial } from './judge-trial.js';
import { type Trial, waitsForExpiry } from './plan-trials.js';
import { runTrial, sideBySide, type TrialTools } from './run-trial.js';

/** What became of all trials. */
export interface ProofRun {
  readonly breaks: readonly BreakRecord[];
  /** What failed although nothing was broken: then no break shows anything. */
  readonly unbroken: readonly ContractResult[];
  /** Scenarios that failed in some trial of their own rule, by id. */
  readonly noticing: ReadonlySet<string>;
  /** Scenarios that were run to a verdict in some trial. */
  readonly tried: ReadonlySet<string>;
}

/** Called after each trial. */
export type Progress = (done: number, all: number, survived: number) => void;

/** Trials that mostly wait; those that keep the processor busy; and those with a window of the browser. */
const WAITING_AT_ONCE = 16;
const BUSY_AT_ONCE = 12;
const WINDOWS_AT_ONCE = 3;

/**
 * Runs every trial on an emulator of its own. What seems to survive is tried once more alone: a busy machine may keep a scenario
 * from coming to a verdict.
 */
export async function runProof(
  trials: readonly Trial[],
  unbroken: Trial['scenarios'],
  survivors: readonly Survivor[],
  tools: TrialTools,
  progress: Progress,
  stop: AbortSignal,
): Promise<ProofRun> {
  const records = new Map<Trial, BreakRecord>();
  const noticing = new Set<string>();
  const tried = new Set<string>();
  let done = 0;
  const run = async (trial: Trial) => {
    const record = stop.aborted ? notTried(trial, 'the proof was interrupted before it') : await tryOne(trial);
    records.set(trial, record);
    done += 1;
    progress(done, trials.length, [...records.values()].filter(({ verdict }) => verdict === 'survived').length);
  };
  const tryOne = async (trial: Trial): Promise<BreakRecord> => {
    const { broken, scenarios, besides, inBrowser } = trial;
    const begunMs = performance.now();
    const listed = survivors.find((one) => one.break === nameOf(broken));
    const results = await runTrial({ breaks: [nameOf(broken)], scenarios, besides, inBrowser }, tools);
    for (const { id, rule, status } of results) {
      if (rule !== broken.rule) continue;
      if (status === 'passed' || status === 'failed') tried.add(id);
      if (status === 'failed') noticing.add(id);
    }
    return judgeTrial(broken, results, listed, performance.now() - begunMs);
  };

  const sound = runTrial({ breaks: [], scenarios: unbroken, besides: [], inBrowser: false }, tools);
  const timed = trials.filter(({ timed }) => timed);
  // Without a browser its part of a walk is played, which needs no window.
  const inWindow = ({ timed, inBrowser }: Trial) => !timed && inBrowser && tools.browser !== tools.plain;
  const windows = trials.filter(inWindow);
  const others = trials.filter((trial) => !trial.timed && !inWindow(trial));
  const waiting = others.filter(waitsForExpiry);
  const busy = others.filter((trial) => !waitsForExpiry(trial));
  await Promise.all([sound, sideBySide(timed, WAITING_AT_ONCE, run)]);
  await Promise.all([
    sideBySide(waiting, WAITING_AT_ONCE, run),
    sideBySide(windows, WINDOWS_AT_ONCE, run),
    sideBySide(busy, BUSY_AT_ONCE, run),
  ]);
  for (const trial of trials) if (records.get(trial)?.verdict === 'survived') records.set(trial, await tryOne(trial));
  return {
    breaks: trials.map((trial) => records.get(trial)!),
    unbroken: (await sound).filter(({ status, inconclusive }) => status === 'failed' || inconclusive),
    noticing,
    tried,
  };
}

function notTried({ broken: { rule, kind } }: Trial, note: string): BreakRecord {
  return { rule, kind, verdict: 'not-run', failed: [], seen: '', others: [], note, durationMs: 0 };
}

/** A stage that takes no pictures: nothing of a trial is kept but its verdict. */
export function withoutPictures(stage: FlowStage): FlowStage {
  return {
    ...stage,
    async ready() {
      const ready = await stage.ready();
      return {
        ...ready,
        begin: (...given) => Object.assign(ready.begin(...given), { screenshot: async () => undefined }),
      };
    },
  };
}
