import { join, relative } from 'node:path';
import { imageFolders } from '../../conformance/image-folders.js';
import { loadContracts } from '../../conformance/sources/load-contracts.js';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { type Break, nameOf } from '../../emulator/breaks/break.js';
import { createPhotoInspector } from '../../emulator/photos/inspector.js';
import { writeFileAtomic, writeJsonAtomic } from '../../output/atomic-file.js';
import type { Console } from '../../output/console.js';
import { createRedactor } from '../../output/redactor.js';
import { countBreaks, type ProofCounts } from '../../prove/judge-proof.js';
import { proveLoad } from '../../prove/load-faults.js';
import { proveSuite, selectBreaks } from '../../prove/prove-suite.js';
import type { ProofRecord } from '../../records/proof-types.js';
import { renderProof } from '../../report/proof/page.js';
import { chooses, fitNothing } from '../../run/choose.js';
import { UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { findBrowser } from '../../run/find-browser.js';
import { openRun } from '../../run/finish-run.js';
import { interruptCode, watchInterrupts } from '../../run/interrupt.js';
import { packageVersion } from '../../run/package-root.js';
import { presentation } from '../../run/presentation.js';
import { repeatWords } from '../../run/repeat-words.js';
import { openConsole } from '../../run/terminal.js';
import { concludeRun, type Finding } from '../../run/verdict.js';

/** Options of `facegate prove` as the command line gives them. */
export interface ProveOptions {
  /** As often as given. */
  readonly rule?: readonly string[];
  readonly browser?: boolean;
  readonly browserSandbox?: boolean;
  readonly seed?: number;
  readonly out?: string;
}

function chosenBreaks(globs: readonly string[]): Break[] {
  const names = selectBreaks(() => true).flatMap((one) => [one.rule, nameOf(one)]);
  const strange = fitNothing(globs, names);
  const breaks = selectBreaks(chooses(globs));
  if (strange.length === 0 && breaks.length > 0) return breaks;
  const told = strange.length > 0 ? strange : globs;
  throw new UsageError(`--rule: no break fits ${told.join(' ')}; "facegate emulate --list-breaks" lists them`);
}

/** Breaks the emulator in every way, runs the scenarios of the rule against each, and writes what noticed what. */
export async function proveCommand(options: ProveOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const breaks = chosenBreaks(options.rule ?? []);
  const { scenarios } = await loadContracts({}, cwd);
  const redactor = createRedactor(
    Object.values(emulatorAccounts).map(({ apiSecret }) => ({ kind: 'api_secret', value: apiSecret })),
  );
  const console = openConsole(redactor);
  const photos = createPhotoInspector();
  try {
    const judged = await photos.status();
    if (!judged.available)
      throw new UsageError(`a proof needs photos that can be judged: ${judged.reason}; ${judged.cure}`);
    const found = options.browser === false ? undefined : await findBrowser(process.env);
    if (found !== undefined && 'missing' in found)
      console.error([{ text: `no browser: ${found.missing}; flows are walked without one`, style: 'yellow' }]);
    const seed = options.seed ?? 1;
    const frame = openRun({
      target: { name: 'proof', url: '' },
      out: options.out,
      cwd,
      seed,
      command: repeatWords(['prove'], options, seed),
      presentation: presentation({}, {}, cwd),
    });
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${breaks.length} breaks, ${scenarios.length} scenarios, seed ${seed}`,
    ]);
    const stop = new AbortController();
    const watch = watchInterrupts(
      () => stop.abort(),
      () => undefined,
    );
    try {
      const findings = await proveSuite({
        breaks,
        scenarios,
        photos,
        imageFolders: imageFolders(process.env.FACEGATE_IMAGES, cwd),
        browserPath: found !== undefined && 'path' in found ? found.path : '',
        sandbox: options.browserSandbox ?? true,
        seed,
        load: options.rule === undefined ? proveLoad() : [],
        progress: (done, all, survived) => console.status(`${done} of ${all} breaks, ${survived} not caught so far`),
        stop: stop.signal,
      });
      console.clearStatus();
      const { exitCode, causes } = concludeRun(reasons(findings, stop.signal.aborted));
      const proof: ProofRecord = {
        schemaVersion: 1,
        run: {
          id: frame.id,
          startedAt: frame.startedAt.toISOString(),
          finishedAt: new Date().toISOString(),
          version: packageVersion,
        },
        ...findings,
        exitCode,
        causes,
      };
      printProof(proof, console);
      writeJsonAtomic(join(frame.folder, 'proof.json'), proof, redactor);
      const page = join(frame.folder, 'index.html');
      writeFileAtomic(page, renderProof(proof), createRedactor([]));
      frame.claimed.finish();
      const shown = relative(cwd, page);
      console.line(['Report: ', { text: shown.startsWith('..') ? page : shown, style: 'cyan' }]);
      return exitCode;
    } finally {
      watch.end();
      frame.claimed.release();
    }
  } finally {
    await photos.close();
  }
}

/** Why a proof does not hold, one line each. */
function reasons({ breaks, problems }: Pick<ProofRecord, 'breaks' | 'problems'>, interrupted: boolean): Finding[] {
  const { survived } = countBreaks(breaks);
  const found: Finding[] = [];
  if (interrupted)
    found.push({
      code: interruptCode() ?? EXIT.interrupted,
      text: 'interrupted before the end; the report holds what was tried until then',
    });
  if (survived > 0)
    found.push({
      code: EXIT.failed,
      text: `${survived === 1 ? '1 break was' : `${survived} breaks were`} not caught by the rule`,
    });
  if (problems.length > 0)
    found.push({
      code: EXIT.failed,
      text: `${problems[0]!.place}: ${problems[0]!.text}${problems.length > 1 ? `, and ${problems.length - 1} more in the report` : ''}`,
    });
  return found;
}

function printProof({ breaks, causes, load }: ProofRecord, console: Console): void {
  for (const { rule, kind, note } of breaks.filter(({ verdict }) => verdict === 'survived'))
    console.line([{ text: 'not caught  ', style: 'red' }, `${rule}:${kind}  ${note}`]);
  console.line(describeCounts(countBreaks(breaks)));
  const unsure = load.filter(({ verdict }) => verdict === 'not sure').length;
  if (load.length > 0) console.line(`load: ${load.length} faults, ${load.length - unsure} told, ${unsure} "not sure"`);
  for (const cause of causes) console.error([{ text: cause, style: 'red' }]);
}

function describeCounts({ all, killed, survived, listed, notRun }: ProofCounts): string {
  const parts = [`${killed} of ${all} breaks caught by their own rule`, `${survived} not caught`];
  if (listed > 0) parts.push(`${listed} left open by the page`);
  if (notRun > 0) parts.push(`${notRun} not tried`);
  return parts.join(', ');
}
