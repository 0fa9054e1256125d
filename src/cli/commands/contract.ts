import { randomInt } from 'node:crypto';
import { join, relative } from 'node:path';
import { runContractPart } from '../../conformance/contract-part.js';
import { proposeDeviations } from '../../conformance/deviations/propose.js';
import { imageFolders } from '../../conformance/image-folders.js';
import { openTarget } from '../../conformance/open-target.js';
import { chooseScenarios, type ScenarioChoice } from '../../conformance/sources/choose-scenarios.js';
import { loadContracts } from '../../conformance/sources/load-contracts.js';
import { takesSecret } from '../../contract/contracts.js';
import { observationsOf, shapesOf } from '../../drift/observations.js';
import { writeObservations } from '../../drift/write-observations.js';
import { writeFileAtomic } from '../../output/atomic-file.js';
import type { Console } from '../../output/console.js';
import { createRedactor } from '../../output/redactor.js';
import type { Results } from '../../records/types.js';
import { EXIT, type ExitCode, worstExit } from '../../run/exit-codes.js';
import { type OpenRun, openRun, resultsOf } from '../../run/finish-run.js';
import { interruptCode } from '../../run/interrupt.js';
import { languageOf } from '../../run/language.js';
import { packageVersion } from '../../run/package-root.js';
import { type PresentationOptions, presentation } from '../../run/presentation.js';
import { publishRun } from '../../run/publish-run.js';
import { repeatWords } from '../../run/repeat-words.js';
import { beginRecords } from '../../run/run-records.js';
import { withRunNamed } from '../../run/stored-results.js';
import { guardSecrets } from '../../run/target/secrets.js';
import { openConsole, redactorInUse } from '../../run/terminal.js';
import { listScenarios } from './list-scenarios.js';

/** Options of `facegate contract` as the command line gives them. */
export interface ContractOptions extends ScenarioChoice, PresentationOptions {
  readonly target: string;
  readonly scenarios?: string;
  readonly contracts?: string;
  readonly endpoint?: readonly string[];
  readonly seed?: number;
  readonly out?: string;
  readonly workers?: number;
  readonly maxFailures?: number;
  /** Only say what would be run. */
  readonly list?: boolean;
  readonly saturate?: boolean;
  readonly headed?: boolean;
  readonly person?: boolean;
  readonly browserSandbox?: boolean;
  readonly deviations?: string;
  readonly proposeDeviations?: boolean;
  readonly playwrightReport?: boolean;
  readonly repeat?: number;
}

/** Runs the scenarios, as often as asked; of several runs the worst exit code counts, and each has a folder and a seed of its own. */
export async function contractCommand(given: ContractOptions): Promise<ExitCode> {
  const options = withRunNamed(given, process.cwd());
  const { repeat = 1, seed = randomInt(1_000_000_000), out } = options;
  if (repeat === 1 || options.list === true) return runOnce(options);
  const codes: ExitCode[] = [];
  for (let place = 0; place < repeat && interruptCode() === undefined; place += 1) {
    const own = { ...options, seed: seed + place, ...(out === undefined ? {} : { out: join(out, String(place + 1)) }) };
    codes.push(await runOnce(own));
  }
  const passed = codes.filter((code) => code === EXIT.passed).length;
  openConsole(redactorInUse()).line(`${passed} of ${repeat} runs passed`);
  return worstExit(codes);
}

/** Runs the scenarios against a target, writes the run's folder, prints the summary; returns the exit code. */
async function runOnce(options: ContractOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const { endpoints, contracts, scenarios: all } = await loadContracts(options, cwd);
  const selected = chooseScenarios(all, options, cwd);
  if (options.list === true) return listScenarios(selected, languageOf(options.lang ?? 'en').texts);
  const folders = imageFolders(process.env.FACEGATE_IMAGES, cwd);
  const env = { ...process.env };
  const shown = presentation(options, env, cwd);
  const secret = contracts.some(takesSecret) ? 'needed' : 'not needed';
  const open = await openTarget(options.target, env, cwd, secret, options.headed === true || options.person === true);
  try {
    const { target } = open;
    const redactor = guardSecrets(target, process.env);
    const console = openConsole(redactor);
    const seed = options.seed ?? randomInt(1_000_000_000);
    const frame = openRun({
      target,
      out: options.out,
      cwd,
      seed,
      command: repeatWords(['contract'], options, seed),
      presentation: shown,
    });
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${shown.language.texts.progress.contract(selected.length, all.length, target, seed)}`,
    ]);
    const part = await runContractPart(
      {
        endpoints,
        contracts,
        all,
        selected,
        open,
        frame,
        records: beginRecords(frame, redactor),
        imageFolders: folders,
        env,
        workers: options.workers,
        maxFailures: options.maxFailures,
        saturate: options.saturate ?? false,
        headed: options.headed ?? false,
        person: options.person ?? false,
        sandbox: options.browserSandbox ?? true,
        deviationsFile: options.deviations,
        playwrightReport: options.playwrightReport ?? false,
        redactor,
      },
      console,
    );
    const results = resultsOf(frame, { ...part, load: [] }, redactor);
    writeObservations(frame.folder, observationsOf(results, shapesOf(part.answers)), redactor);
    if (options.proposeDeviations === true) propose(frame, results.contract.results, console);
    return await publishRun(frame, results, console);
  } finally {
    await open.close();
  }
}

/** Writes what failed as deviations for a person to complete, beside the report. */
function propose(frame: OpenRun, results: Results['contract']['results'], console: Console): void {
  const file = join(frame.folder, 'deviations.yaml');
  // The results are redacted already.
  const text = proposeDeviations(results, frame.startedAt.toISOString().slice(0, 10));
  writeFileAtomic(file, text, createRedactor([]));
  console.line(frame.presentation.language.texts.progress.proposed(relative(frame.cwd, file)));
}
