import { join } from 'node:path';
import type { SeenAnswer } from '../contract/seen-answer.js';
import type { Contract } from '../contract/types.js';
import { loadSharp } from '../emulator/photos/load-sharp.js';
import { PhotosUnavailable } from '../emulator/photos/photos-unavailable.js';
import type { FlowSettings } from '../flow/settings.js';
import type { Console } from '../output/console.js';
import { readRecordsIfAny } from '../output/jsonl.js';
import type { Redactor } from '../output/redactor.js';
import type { CaseProgress } from '../records/live-types.js';
import type { ContractResult, RedactionCount } from '../records/types.js';
import { type InterruptWatch, orInterrupted, watchInterrupts } from '../run/interrupt.js';
import type { Texts } from '../run/language.js';
import { addressOf, findLacking, preflight } from '../run/target/preflight.js';
import type { Finding, RunFacts } from '../run/verdict.js';
import { sayOfAnswers } from '../sayings/answers.js';
import { sayOfCallbacks } from '../sayings/callbacks.js';
import { type AccountCheck, admitAccounts, goesOn, rolesInUse } from './admit-accounts.js';
import { collectResults, sortRecords } from './assemble.js';
import { type Coordinator, openCoordinator } from './coordinator.js';
import { firstEndpoint, lackingWith, otherEndpoints, servedOf } from './endpoints-in-use.js';
import { titleOf, titleOfFlows } from './harness/case-title.js';
import { groupFlows } from './harness/flow-groups.js';
import type { RunPlan } from './harness/plan.js';
import type { OpenTarget } from './open-target.js';
import { openPermitBroker, type PermitBroker } from './permit-broker.js';
import { advance, caseProgress, describeProgress, nothingDone } from './progress.js';
import { type Runner, type RunnerEnd, startRunner } from './run-playwright.js';
import type { PlannedScenario } from './scenario/check.js';
import { openScratch } from './scratch.js';

/** What a contract run is to do, complete. */
export interface ContractJob {
  readonly contracts: readonly Contract[];
  readonly selected: readonly PlannedScenario[];
  readonly open: OpenTarget;
  readonly seed: number;
  readonly nonce: string;
  /** How much goes side by side, and how many of it are cases that need no browser. */
  readonly workers: number;
  readonly caseWorkers: number;
  /** The run stops when so many cases have failed. */
  readonly maxFailures: number;
  readonly saturate: boolean;
  /** Folder of the run. */
  readonly folder: string;
  /** The file in it that takes results and answers. */
  readonly recordsFile: string;
  /** Folders of photos, the user's own first. */
  readonly imageFolders: readonly string[];
  readonly flow: FlowSettings;
  /** Whether Playwright writes a report of its own into the folder. */
  readonly playwrightReport: boolean;
  /** Learns every value that the workers send. */
  readonly redactor: Redactor;
  /** What the progress is told in. */
  readonly texts: Texts;
  /** Takes in how far the cases are. */
  readonly onProgress: ((progress: CaseProgress) => void) | undefined;
}

/** What came of it. */
export interface ContractRun {
  readonly results: readonly ContractResult[];
  /** Every answer, for what they are made of. */
  readonly answers: readonly SeenAnswer[];
  readonly facts: RunFacts;
  readonly redactions: readonly RedactionCount[];
  /** Requests sent, pre-flight and retries included. */
  readonly requests: number;
}

/** Runs the selected scenarios against an open target: pre-flight, workers, sweeps. Reports progress on the console. */
export async function runContract(job: ContractJob, console: Console): Promise<ContractRun> {
  const { target } = job.open;
  const broker = target.budget === null ? undefined : await openPermitBroker(target.budget);
  try {
    return await runWithin(job, broker, console, { lacking: new Map(), requests: 0 });
  } finally {
    broker?.close();
  }
}

/** Endpoints that the target does not serve, each with the reason, and the requests that it took to learn it. */
interface Unserved {
  readonly lacking: ReadonlyMap<string, string>;
  readonly requests: number;
}

async function runWithin(
  job: ContractJob,
  broker: PermitBroker | undefined,
  console: Console,
  unserved: Unserved,
): Promise<ContractRun> {
  const { open, recordsFile, selected } = job;
  const lacking = new Map(unserved.lacking);
  const served = servedOf(job, lacking);
  const first = firstEndpoint(served);
  const others = otherEndpoints(first, served);
  const checks: AccountCheck[] = [];
  const ended = await orInterrupted(() => checkAccounts({ ...job, ...served }, broker, console, checks));
  if (ended === 'interrupted') return notBegun(job, undefined, unserved.requests + checks.length + 1);
  const { stop, refused } = admitAccounts(checks, addressOf(open.target.url, first));
  if (stop !== undefined) {
    const found = await orInterrupted(() => findOthers(first, others, checks, job, broker));
    if (found === 'interrupted') return notBegun(job, undefined, unserved.requests + checks.length + 1);
    const requests = unserved.requests + checks.length + found.requests;
    if (found.why === undefined) return notBegun(job, stop, requests);
    const more = lackingWith(first, found.why, job.contracts);
    return runWithin(job, broker, console, { lacking: new Map([...lacking, ...more]), requests });
  }
  if ((await orInterrupted(() => checkEndpoints(others, job, broker, lacking))) === 'interrupted')
    return notBegun(job, undefined, unserved.requests + checks.length + others.length);
  for (const text of [...Object.values(refused), ...lacking.values()])
    console.error([{ text: job.texts.said(text), style: 'yellow' }]);

  const watch = watchWindingDown(console);
  const scratch = openScratch();
  let coordinator: Coordinator | undefined;
  try {
    const flow = await withCamera(job.flow, scratch.folder);
    const scenarios = selected.filter(({ contract }) => !lacking.has(contract));
    const plan = {
      ...planOf(job, recordsFile, broker),
      outputFolder: join(scratch.folder, 'output'),
      scenarios,
      preflightContract: first.id,
      refusedRoles: refused,
      flow,
      credentials: open.credentials,
      proxy: open.target.proxy,
    };
    coordinator = await openCoordinator(plan, job.redactor);
    // Sweeps alone send nothing; Playwright would call a run without a case an error.
    const cases = scenarios.some(({ scenario }) => scenario.kind !== 'sweep');
    const runner =
      cases && !watch.interrupted()
        ? await superviseRunner(coordinator.url, scratch.folder, watch, job, console)
        : NO_RUNNER;
    const interrupted = watch.interrupted();
    const handed = sortRecords(readRecordsIfAny(recordsFile));
    const titles = new Map(
      groupFlows(selected).flatMap((cases) => cases.map(({ id }) => [id, titleOfFlows(cases)] as const)),
    );
    const whyNotRun = (planned: PlannedScenario) =>
      runner.undecided.get(titles.get(planned.id) ?? titleOf(planned)) ??
      (interrupted ? sayOfAnswers('interruptedBefore') : runner.enough ? ENOUGH : sayOfAnswers('endedBefore'));
    const requests = broker?.granted() ?? handed.answers.length + unserved.requests + checks.length + others.length;
    const facts = { interrupted, stopped: undefined, runnerErrors: interrupted ? [] : runner.errors };
    return {
      results: collectResults(job.contracts, selected, handed, whyNotRun, lacking),
      facts,
      answers: handed.answers,
      redactions: handed.redactions,
      requests,
    };
  } finally {
    coordinator?.close();
    scratch.remove();
    watch.end();
  }
}

/** What came of a run that was stopped, or interrupted where no reason is given, before its first scenario. */
function notBegun({ contracts, selected }: ContractJob, stopped: Finding | undefined, requests: number): ContractRun {
  const why = stopped === undefined ? sayOfAnswers('interruptedBefore') : sayOfAnswers('notBegun');
  const facts = { interrupted: stopped === undefined, stopped, runnerErrors: [] };
  return {
    results: collectResults(contracts, selected, sortRecords([]), why),
    answers: [],
    facts,
    redactions: [],
    requests,
  };
}

/** Whether the first endpoint is only one that the target lacks, so that the run may go on with the others: why, then. */
async function findOthers(
  first: Contract,
  others: readonly Contract[],
  [check]: readonly AccountCheck[],
  { open, nonce }: ContractJob,
  broker: PermitBroker | undefined,
): Promise<{ readonly why: string | undefined; readonly requests: number }> {
  if (check?.judgement.kind !== 'not-the-api' || others.every((other) => other.follows === first.id))
    return { why: undefined, requests: 0 };
  const permit = await (broker?.take() ?? { granted: true as const });
  return permit.granted
    ? { why: await findLacking(first, open.target, nonce), requests: 1 }
    : { why: undefined, requests: 0 };
}

/** Asks endpoints, within the budget, whether they are there; tells why the scenarios of those that are not cannot be run. */
async function checkEndpoints(
  endpoints: readonly Contract[],
  { open, nonce }: ContractJob,
  broker: PermitBroker | undefined,
  lacking: Map<string, string>,
): Promise<void> {
  for (const contract of endpoints) {
    const permit = await (broker?.take() ?? { granted: true as const });
    // Without permission the scenarios will say why they are not run.
    if (!permit.granted) return;
    const why = await findLacking(contract, open.target, nonce);
    if (why !== undefined) lacking.set(contract.id, why);
  }
}

/** Asks, within the budget, each account in use once; without any, as nobody. Adds to `checks` what came. */
async function checkAccounts(
  job: ContractJob,
  broker: PermitBroker | undefined,
  console: Console,
  checks: AccountCheck[],
): Promise<void> {
  const { open, selected, nonce } = job;
  const contract = firstEndpoint(job);
  const used = rolesInUse(selected);
  const given = used.filter((role) => open.credentials[role] !== undefined);
  for (const role of used.length > 0 && given.length === 0 ? [undefined] : given) {
    const permit = await (broker?.take() ?? { granted: true as const });
    if (!permit.granted) {
      console.error([{ text: job.texts.said(permit.reason), style: 'yellow' }]);
      return;
    }
    const credential = role === undefined ? undefined : open.credentials[role];
    const account = role === undefined || credential === undefined ? undefined : { role, credential };
    checks.push({ role, judgement: await preflight(contract, open.target, account, nonce) });
    if (!goesOn(checks)) return;
  }
}

/** With nobody in front of the camera, a film stands for it; without what draws the film no flow is walked. */
async function withCamera(flow: FlowSettings, scratch: string): Promise<FlowSettings> {
  if (flow.notRun !== '' || flow.person) return flow;
  try {
    await loadSharp();
  } catch (error) {
    if (!(error instanceof PhotosUnavailable)) throw error;
    return { ...flow, notRun: sayOfCallbacks('noFilm', { reason: `${error.reason}; ${error.cure}` }) };
  }
  const { writeCameraFilm } = await import('../../fixtures/draw/camera.js');
  return { ...flow, cameraFile: await writeCameraFilm(join(scratch, 'camera.mjpeg')) };
}

/** Watches for interrupts from before there is a runner to stop until nothing of it is left. */
interface WindingDown extends InterruptWatch {
  /** What an interrupt stops. */
  runner: Runner | undefined;
}

function watchWindingDown(console: Console): WindingDown {
  const winding: WindingDown = {
    runner: undefined,
    ...watchInterrupts(
      () => {
        console.clearStatus();
        winding.runner?.stop();
      },
      () => winding.runner?.kill(),
    ),
  };
  return winding;
}

const ENOUGH = sayOfAnswers('enoughFailed');
const NO_RUNNER = { errors: [], undecided: new Map<string, string>(), enough: false };

/** Runs the cases. */
async function superviseRunner(
  coordinatorUrl: string,
  scratch: string,
  watch: WindingDown,
  { maxFailures, texts, onProgress }: Pick<ContractJob, 'maxFailures' | 'texts' | 'onProgress'>,
  console: Console,
): Promise<RunnerEnd & { readonly enough: boolean }> {
  const begun = performance.now();
  let progress = nothingDone;
  watch.runner = startRunner(coordinatorUrl, scratch, (message) => {
    if (message.type === 'prompt') console.line([{ text: texts.said(message.text), style: 'yellow' }]);
    const before = progress.failed;
    progress = advance(progress, message);
    if (before < maxFailures && progress.failed >= maxFailures) watch.runner?.stop();
    const elapsedMs = performance.now() - begun;
    console.status(describeProgress(progress, elapsedMs, texts.progress));
    onProgress?.(caseProgress(progress, elapsedMs));
  });
  const end = await watch.runner.ended;
  console.clearStatus();
  return { ...end, enough: progress.failed >= maxFailures };
}

function planOf(
  job: ContractJob,
  recordsFile: string,
  broker: PermitBroker | undefined,
): Omit<RunPlan, 'flow' | 'outputFolder' | 'preflightContract' | 'refusedRoles' | 'scenarios'> {
  const { target, missingRoles, photosUnavailable } = job.open;
  const atMost = (workers: number) => Math.min(workers, target.concurrencyLimit ?? workers);
  return {
    seed: job.seed,
    nonce: job.nonce,
    baseUrl: target.url,
    embedded: target.kind === 'embedded',
    contracts: job.contracts,
    concurrencyLimit: target.concurrencyLimit,
    burstsForbidden: target.loopback || job.saturate ? '' : sayOfAnswers('burstsNeedSaturate'),
    permitUrl: broker?.url ?? '',
    recordsFile,
    imageFolders: job.imageFolders,
    photosUnavailable,
    returnUrl: 'https://example.com/facegate/return',
    notifyUrl: 'https://example.com/facegate/notify',
    htmlFolder: job.playwrightReport ? join(job.folder, 'playwright') : '',
    workers: atMost(job.workers),
    caseWorkers: atMost(job.caseWorkers),
    timeoutMs: 60_000,
    retries: 3,
    missingRoles,
  };
}
