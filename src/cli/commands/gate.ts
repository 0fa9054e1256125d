import { randomInt } from 'node:crypto';
import { type ContractPart, runContractPart } from '../../conformance/contract-part.js';
import { imageFolders } from '../../conformance/image-folders.js';
import { openTarget } from '../../conformance/open-target.js';
import type { PlannedScenario } from '../../conformance/scenario/check.js';
import { runBy } from '../../conformance/scenario/types.js';
import { chooseScenarios, type ScenarioChoice } from '../../conformance/sources/choose-scenarios.js';
import { loadContracts } from '../../conformance/sources/load-contracts.js';
import { observationsOf, shapesOf } from '../../drift/observations.js';
import { writeObservations } from '../../drift/write-observations.js';
import { clientSecrets } from '../../integration/client-secrets.js';
import { chooseEngine, type EngineChoice } from '../../load/choose-engine.js';
import { announceGate, type GateLoad, runGateLoad } from '../../load/gate/gate-load.js';
import { GATE_PROFILES, type GateProfile, type GateStage } from '../../load/gate/stages.js';
import { openLive } from '../../load/live/open-live.js';
import { readSlaFile } from '../../load/sla-file.js';
import type { Redactor } from '../../output/redactor.js';
import { UsageError } from '../../run/errors.js';
import type { ExitCode } from '../../run/exit-codes.js';
import { openRun, type RunFrame, resultsOf } from '../../run/finish-run.js';
import { packageVersion } from '../../run/package-root.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import { repeatWords } from '../../run/repeat-words.js';
import { beginRecords } from '../../run/run-records.js';
import { withRunNamed } from '../../run/stored-results.js';
import { guardSecrets } from '../../run/target/secrets.js';
import type { openConsole } from '../../run/terminal.js';
import { besideOthers } from '../../run/verdict.js';
import { type ClientPart, clientFileBeside, runClientPart, withClient } from '../client-part.js';
import { loadClientFile } from './client.js';
import { listScenarios } from './list-scenarios.js';

/** Options of `facegate gate` as the command line gives them. */
export interface GateOptions extends ScenarioChoice, PresentationOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly profile?: GateProfile;
  /** As often as given. */
  readonly skip?: readonly GateStage[];
  readonly scenarios?: string;
  readonly contracts?: string;
  readonly deviations?: string;
  readonly endpoint?: readonly string[];
  readonly sla?: string;
  readonly max?: number;
  readonly maxFailures?: number;
  readonly list?: boolean;
  readonly seed?: number;
  readonly out?: string;
  readonly saturate?: boolean;
  readonly live?: boolean;
  readonly browserSandbox?: boolean;
  readonly playwrightReport?: boolean;
}

/**
 * Everything in one run: the contract, a short measurement judged by an agreement, the limit of requests in flight. One
 * folder, one budget, one report, and the gravest exit code.
 */
export async function gateCommand(given: GateOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const options = withRunNamed(given, cwd);
  const env = { ...process.env };
  const shown = presentation(options, env, cwd);
  const { progress } = shown.language.texts;
  const sla = options.sla === undefined ? undefined : readSlaFile(options.sla, cwd);
  const engine = chooseEngine(options.engine, env);
  const skip = new Set<GateStage>([...GATE_PROFILES[options.profile ?? 'full'], ...(options.skip ?? [])]);
  const { endpoints, contracts, scenarios: all } = await loadContracts(options, cwd);
  const selected = withoutStages(chooseScenarios(all, options, cwd), skip);
  if (options.list === true) return listScenarios(selected, shown.language.texts);
  if (selected.length === 0 && skip.has('latency') && skip.has('limit'))
    throw new UsageError('--skip leaves no stage of the gate, so there is nothing to run; leave one of them in');
  const folders = imageFolders(env.FACEGATE_IMAGES, cwd);
  const open = await openTarget(options.target, env, cwd, 'needed');
  const { target } = open;
  const redactor = guardSecrets(target, process.env);
  const session = await openLive(options.live ?? false, { command: 'gate', target }, shown, redactor);
  try {
    const { console, live } = session;
    const seed = options.seed ?? randomInt(1_000_000_000);
    const frame = openRun({
      target,
      out: options.out,
      cwd,
      seed,
      command: repeatWords(['gate'], options, seed),
      presentation: shown,
    });
    const records = beginRecords(frame, redactor);
    const saturate = options.saturate ?? false;
    const stages = [
      ...(selected.length === 0 ? [] : [progress.stage.contract(selected.length)]),
      ...(['latency', 'limit'] as const).filter((stage) => !skip.has(stage)).map((stage) => progress.stage[stage]),
    ];
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${progress.gate(target, stages.join(progress.join), seed)}`,
    ]);
    const request: GateLoad = {
      target: options.target,
      engine,
      sla,
      max: options.max,
      saturate,
      skip,
      frame,
      records,
      env,
      live,
    };
    const runContract = async (): Promise<ContractPart | undefined> => {
      await announceGate(request, { contracts, selected }, target, console);
      if (selected.length === 0) return undefined;
      const part = {
        endpoints,
        contracts,
        all,
        selected,
        open,
        frame,
        records,
        imageFolders: folders,
        env,
        workers: undefined,
        maxFailures: options.maxFailures,
        saturate,
        headed: false,
        person: false,
        sandbox: options.browserSandbox ?? true,
        deviationsFile: options.deviations,
        playwrightReport: options.playwrightReport ?? false,
        redactor,
      };
      const { console: own, onProgress } = session.cases(progress.stage.contract(selected.length));
      return runContractPart({ ...part, ...(onProgress === undefined ? {} : { onProgress }) }, own);
    };
    const part = await runContract().finally(open.close);

    const goesOn = part === undefined || (!part.facts.interrupted && part.facts.stopped === undefined);
    const spent = part?.contract.summary.requests ?? 0;
    const clientPart =
      goesOn && !skip.has('client') ? await runClientOf(options.target, frame, redactor, console) : undefined;
    const load =
      goesOn && clientPart?.interrupted !== true
        ? await runGateLoad(request, spent, redactor, console)
        : { records: [], findings: [] };
    const results = resultsOf(
      frame,
      {
        contract: withClient(part?.contract, clientPart),
        load: load.records,
        findings: [
          ...(part?.findings ?? []),
          ...(clientPart?.findings ?? []).map((one) => (part === undefined ? one : besideOthers(one))),
          ...load.findings,
        ],
        redactions: part?.redactions ?? [],
      },
      redactor,
    );
    if (part !== undefined) writeObservations(frame.folder, observationsOf(results, shapesOf(part.answers)), redactor);
    session.ended(results);
    return await publishRun(frame, results, console);
  } finally {
    await session.close();
  }
}

/** Judges the client whose file stands beside the target file, or here; undefined where there is none. */
async function runClientOf(
  target: string,
  { cwd, presentation: { language } }: RunFrame,
  redactor: Redactor,
  console: ReturnType<typeof openConsole>,
): Promise<ClientPart | undefined> {
  const file = clientFileBeside(target, cwd);
  if (file === undefined) return undefined;
  const settings = loadClientFile(file, cwd);
  const { progress } = language.texts;
  console.line(progress.yourClient(settings.file));
  for (const { kind, value } of clientSecrets()) redactor.add(kind, value);
  return runClientPart({ settings, env: process.env, wanted: () => true, redactor, texts: progress }, console);
}

/** The scenarios of the stages that are not left out. */
function withoutStages(chosen: readonly PlannedScenario[], skip: ReadonlySet<GateStage>): readonly PlannedScenario[] {
  if (skip.has('contract')) return [];
  return skip.has('flows') ? chosen.filter(({ scenario }) => runBy(scenario) !== 'flows') : chosen;
}
