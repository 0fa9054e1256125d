import { availableParallelism } from 'node:os';
import type { SeenAnswer } from '../contract/seen-answer.js';
import type { Contract } from '../contract/types.js';
import { noFlow } from '../flow/settings.js';
import { cleanFolder } from '../output/clean-folder.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
import type { CaseProgress } from '../records/live-types.js';
import type { RedactionCount, Results } from '../records/types.js';
import { findBrowser } from '../run/find-browser.js';
import type { RunFrame } from '../run/finish-run.js';
import type { RunRecords } from '../run/run-records.js';
import { trustedKeys } from '../run/trusted-keys.js';
import { type Finding, findingsOf, type RunFacts } from '../run/verdict.js';
import { contractResults } from './assemble.js';
import { applyDeviations } from './deviations/deviation.js';
import { deviationsOfTarget } from './deviations/deviations-of-target.js';
import { flowSettings } from './flow-settings.js';
import { caseWorkers, mostWorkers } from './harness/parallelism.js';
import type { OpenTarget } from './open-target.js';
import { runContract } from './run-contract.js';
import type { PlannedScenario } from './scenario/check.js';
import { hashSeed } from './scenario/seed.js';
import { runBy } from './scenario/types.js';

/** What a contract run, alone or as a part of another, is to do. */
export interface ContractRequest {
  /** The endpoints that were chosen; every contract that is needed for them, every scenario of theirs, and the scenarios to run. */
  readonly endpoints: readonly Contract[];
  readonly contracts: readonly Contract[];
  readonly all: readonly PlannedScenario[];
  readonly selected: readonly PlannedScenario[];
  readonly open: OpenTarget;
  readonly frame: RunFrame;
  readonly records: RunRecords;
  readonly imageFolders: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly workers: number | undefined;
  /** The run stops when so many cases have failed; undefined: at none. */
  readonly maxFailures: number | undefined;
  readonly saturate: boolean;
  readonly headed: boolean;
  readonly person: boolean;
  /** Whether the browser runs in its sandbox. */
  readonly sandbox: boolean;
  /** File with known deviations; undefined: the one beside the target file, where there is one. */
  readonly deviationsFile: string | undefined;
  /** Whether Playwright writes a report of its own, too. */
  readonly playwrightReport: boolean;
  readonly redactor: Redactor;
  /** Takes in how far the cases are. */
  readonly onProgress?: (progress: CaseProgress) => void;
}

/** What came of it, ready for the results. */
export interface ContractPart {
  readonly contract: Results['contract'];
  readonly findings: readonly Finding[];
  readonly facts: RunFacts;
  readonly redactions: readonly RedactionCount[];
  readonly answers: readonly SeenAnswer[];
}

/** Runs the selected scenarios and judges them. */
export async function runContractPart(request: ContractRequest, console: Console): Promise<ContractPart> {
  const {
    endpoints,
    contracts,
    all,
    selected,
    open,
    frame,
    records,
    imageFolders,
    env,
    workers,
    maxFailures,
    saturate,
    headed,
    person,
    sandbox,
    deviationsFile,
    playwrightReport,
    redactor,
  } = request;
  const { target, shortLifeUrl } = open;
  const today = frame.startedAt.toISOString().slice(0, 10);
  const context = { target: target.name, scenarios: all, today };
  const deviations = deviationsOfTarget(deviationsFile, open.targetFile, frame.cwd, context);
  const flow = selected.some(({ scenario }) => runBy(scenario) === 'flows')
    ? flowSettings(
        target,
        await findBrowser(env),
        { headed, person, sandbox },
        shortLifeUrl,
        trustedKeys(env.NODE_EXTRA_CA_CERTS),
      )
    : noFlow;
  const rules = all.map(({ scenario }) => scenario.rule);
  records.append({ type: 'contract', endpoints, contracts, selected, rules, deviations });
  const cores = availableParallelism();
  const embedded = target.kind === 'embedded';
  const cases = selected.filter(({ scenario }) => runBy(scenario) === 'cases');
  const run = await runContract(
    {
      contracts,
      selected,
      open,
      seed: frame.seed,
      nonce: nonceOf(frame.seed, embedded ? '' : frame.startedAt.toISOString()),
      workers: workers ?? mostWorkers(cores),
      caseWorkers: workers ?? caseWorkers(cases.length, { loopback: target.loopback, embedded, cores }),
      maxFailures: maxFailures ?? Number.POSITIVE_INFINITY,
      saturate,
      folder: frame.folder,
      recordsFile: records.path,
      imageFolders,
      flow,
      playwrightReport,
      redactor,
      texts: frame.presentation.language.texts,
      onProgress: request.onProgress,
    },
    console,
  );
  // A worker writes before it has heard what others send later.
  await cleanFolder(frame.folder, redactor);
  const { results, findings } = applyDeviations(run.results, deviations, today);
  return {
    contract: contractResults(endpoints, all, results, run.requests),
    findings: [...findingsOf(results, run.facts), ...findings],
    facts: run.facts,
    redactions: run.redactions,
    answers: run.answers,
  };
}

/** Seven characters that go into every serial number. */
function nonceOf(seed: number, salt: string): string {
  return hashSeed(seed, salt).toString(36).padStart(7, '0');
}
