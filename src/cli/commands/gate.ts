import { randomInt } from 'node:crypto';
import { runContractPart } from '../../conformance/contract-part.js';
import { imageFolders } from '../../conformance/image-folders.js';
import { openTarget } from '../../conformance/open-target.js';
import { endpointWords, loadContracts } from '../../conformance/sources/load-contracts.js';
import { chooseEngine, type EngineChoice } from '../../load/choose-engine.js';
import { checkGateBudget, type GateLoad, runGateLoad } from '../../load/gate/gate-load.js';
import type { Sla } from '../../load/sla/sla.js';
import { readSlaFile } from '../../load/sla-file.js';
import type { ExitCode } from '../../run/exit-codes.js';
import { openRun, resultsOf } from '../../run/finish-run.js';
import { packageVersion } from '../../run/package-root.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import { beginRecords } from '../../run/run-records.js';
import { guardSecrets } from '../../run/target/secrets.js';
import { openConsole } from '../../run/terminal.js';

/** Options of `facegate gate` as the command line gives them. */
export interface GateOptions extends PresentationOptions {
  readonly target: string;
  readonly engine: EngineChoice;
  readonly contracts?: string;
  readonly endpoint?: readonly string[];
  readonly sla?: string;
  readonly max?: number;
  readonly seed?: number;
  readonly out?: string;
  readonly saturate?: boolean;
  readonly browserSandbox?: boolean;
}

/**
 * Everything in one run: the contract, a short measurement judged by an agreement, the limit of requests in flight. One
 * folder, one budget, one report, and the gravest exit code.
 */
export async function gateCommand(options: GateOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const env = { ...process.env };
  const shown = presentation(options, env, cwd);
  const sla: Sla | undefined = options.sla === undefined ? undefined : readSlaFile(options.sla, cwd);
  const engine = chooseEngine(options.engine, env);
  const { endpoints, contracts, scenarios: all } = await loadContracts(options, cwd);
  const folders = imageFolders(env.FACEGATE_IMAGES, cwd);
  const open = await openTarget(options.target, env, cwd);
  const { target } = open;
  const redactor = guardSecrets(target, process.env);
  const console = openConsole(redactor);
  const seed = options.seed ?? randomInt(1_000_000_000);
  const frame = openRun({
    target,
    out: options.out,
    cwd,
    seed,
    command: repeatWords(options, seed),
    presentation: shown,
  });
  const records = beginRecords(frame, redactor);
  const saturate = options.saturate ?? false;
  console.line([
    { text: `facegate ${packageVersion}`, style: 'bold' },
    `  gate on ${target.name} (${target.url}): ${all.length} scenarios, latency, limit; seed ${seed}`,
  ]);
  const request: GateLoad = { target: options.target, engine, sla, max: options.max, saturate, frame, records, env };
  const runContract = async () => {
    await checkGateBudget(request, { contracts, selected: all }, target, console);
    const part = {
      endpoints,
      contracts,
      all,
      selected: all,
      open,
      frame,
      records,
      imageFolders: folders,
      env,
      workers: undefined,
      saturate,
      headed: false,
      person: false,
      sandbox: options.browserSandbox ?? true,
      redactor,
    };
    return runContractPart(part, console);
  };
  const contract = await runContract().finally(open.close);

  const goesOn = !contract.facts.interrupted && contract.facts.stopped === undefined;
  const spent = contract.contract.summary.requests;
  const load = goesOn ? await runGateLoad(request, spent, redactor, console) : { records: [], findings: [] };
  const results = resultsOf(
    frame,
    { ...contract, load: load.records, findings: [...contract.findings, ...load.findings] },
    redactor,
  );
  return await publishRun(frame, results, console);
}

function repeatWords(
  { target, engine, contracts, endpoint, sla, max, saturate, browserSandbox }: GateOptions,
  seed: number,
): string[] {
  return [
    'gate',
    '--target',
    target,
    '--engine',
    engine,
    ...endpointWords(contracts, endpoint),
    ...(sla === undefined ? [] : ['--sla', sla]),
    ...(max === undefined ? [] : ['--max', String(max)]),
    ...(saturate === true ? ['--saturate'] : []),
    ...(browserSandbox === false ? ['--no-browser-sandbox'] : []),
    '--seed',
    String(seed),
  ];
}
