import { collectResults } from '../conformance/assemble.js';
import type { CaseTools } from '../conformance/harness/case-run.js';
import { groupFlows } from '../conformance/harness/flow-groups.js';
import type { FlowStage } from '../conformance/harness/flow-tools.js';
import { knownValues } from '../conformance/harness/known-values.js';
import type { PhotoSource } from '../conformance/harness/photo-source.js';
import type { LoadedPlan } from '../conformance/harness/plan.js';
import { watchReachability } from '../conformance/harness/reachability.js';
import type { Recorder } from '../conformance/harness/recorder.js';
import { runCase } from '../conformance/harness/run-case.js';
import { runFlows } from '../conformance/harness/run-flow.js';
import type { PlannedScenario } from '../conformance/scenario/check.js';
import { runBy } from '../conformance/scenario/types.js';
import type { SeenAnswer } from '../contract/seen-answer.js';
import type { Contract } from '../contract/types.js';
import { emulatorAccounts } from '../emulator/accounts.js';
import type { PhotoInspector } from '../emulator/photo-inspector.js';
import { startEmulator } from '../emulator/server.js';
import type { Redactor } from '../output/redactor.js';
import type { ContractResult } from '../records/types.js';
import { waitsForExpiry } from './plan-trials.js';

/** What all trials share. */
export interface TrialTools {
  readonly contracts: readonly Contract[];
  readonly photos: PhotoInspector;
  /** The photos that are sent. */
  readonly photoSource: PhotoSource;
  /** Walks without a browser, and with one; the second is the first where there is none. */
  readonly plain: FlowStage;
  readonly browser: FlowStage;
  readonly photosUnavailable: string;
  readonly seed: number;
}

/** What one emulator is asked. */
export interface TrialJob {
  /** Names of the breaks; none for the service as it is documented. */
  readonly breaks: readonly string[];
  readonly scenarios: readonly PlannedScenario[];
  /** Sent side by side, before the others. */
  readonly besides: readonly PlannedScenario[];
  readonly inBrowser: boolean;
}

const LIMIT = 3;
/** So long answers to the account with a limit take, that those of a burst overlap on a busy machine, too. */
const HOLD_MS = 300;
/** Life of tokens where expiry is tried. */
const SHORT_LIFE_SECONDS = 12;
const AT_ONCE = 6;

/** Runs scenarios against an emulator of their own; a result for each, sweeps included. */
export async function runTrial(job: TrialJob, shared: TrialTools): Promise<ContractResult[]> {
  const { breaks, scenarios, besides, inBrowser } = job;
  const options = { photos: shared.photos, breaks, concurrencyLimit: LIMIT, limitedHoldMs: HOLD_MS };
  const emulator = await startEmulator(options);
  const expires = waitsForExpiry(job);
  const shortLived = expires ? await startEmulator({ ...options, tokenLifeSeconds: SHORT_LIFE_SECONDS }) : undefined;
  try {
    const stage = inBrowser ? shared.browser : shared.plain;
    const settings = { ...stage.settings, shortLifeUrl: shortLived?.url ?? '' };
    const tools = toolsOf(emulator.url, settings, shared);
    await sideBySide(besides, AT_ONCE, async (planned) => keep(tools, [await runCase(planned, tools)]));
    for (const planned of scenarios) {
      if (!['cases', 'bursts'].includes(runBy(planned.scenario))) continue;
      keep(tools, [await runCase(planned, tools)]);
    }
    const flows = { ...tools, stage: { ...stage, settings }, prompt: async () => undefined };
    await sideBySide(groupFlows(scenarios), inBrowser ? 1 : AT_ONCE, async (group) =>
      keep(tools, await runFlows(group, flows)),
    );
    const { results, answers } = tools.recorder;
    return collectResults(
      shared.contracts,
      [...besides, ...scenarios],
      { results, answers, redactions: [] },
      'it was not carried out',
    );
  } finally {
    await shortLived?.close();
    await emulator.close();
  }
}

/** Nothing is taken out of texts that nobody writes down: a trial is kept as its verdict. */
const OPEN: Redactor = { redact: (text) => text, add: () => 'added', counts: () => [] };

/** Records in memory. */
interface HeldRecorder extends Recorder {
  readonly results: Map<string, ContractResult>;
  readonly answers: SeenAnswer[];
}

function toolsOf(
  baseUrl: string,
  flow: FlowStage['settings'],
  { contracts, photoSource, photosUnavailable, seed }: TrialTools,
): CaseTools & { readonly recorder: HeldRecorder } {
  const results = new Map<string, ContractResult>();
  const answers: SeenAnswer[] = [];
  const plan: LoadedPlan = {
    seed,
    nonce: seed.toString(36),
    baseUrl,
    embedded: true,
    scenarios: [],
    contracts,
    concurrencyLimit: LIMIT,
    burstsForbidden: '',
    permitUrl: '',
    recordsFile: '',
    imageFolders: [],
    photosUnavailable,
    returnUrl: 'https://example.com/facegate/return',
    notifyUrl: 'https://example.com/facegate/notify',
    htmlFolder: '',
    outputFolder: '',
    workers: 1,
    caseWorkers: 1,
    timeoutMs: 60_000,
    retries: 3,
    missingRoles: {},
    preflightContract: '',
    refusedRoles: {},
    flow,
    credentials: emulatorAccounts,
    proxy: null,
    coordinatorUrl: '',
  };
  return {
    plan,
    photos: photoSource,
    known: knownValues('', OPEN),
    reachability: watchReachability(),
    // No pre-flight went before: what refuses an account is the break itself.
    accounts: { why: () => undefined, note: async () => undefined },
    recorder: {
      redactor: OPEN,
      results,
      answers,
      result: (result) => results.set(result.id, result),
      answer: (answer) => answers.push(answer),
    },
  };
}

function keep({ recorder }: { readonly recorder: Recorder }, results: readonly ContractResult[]): void {
  for (const result of results) recorder.result(result);
}

/** Works on all of them, at most so many at a time. */
export async function sideBySide<Item>(
  items: readonly Item[],
  most: number,
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, worker));
}
