import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { getToken } from '../../../contracts/get-token.js';
import { pointLatest } from '../../output/atomic-file.js';
import { createRedactor } from '../../output/redactor.js';
import type { Results } from '../../records/types.js';
import { renderSummary } from '../../report/summary.js';
import { noFlow } from '../../runner/flow-settings.js';
import { hashSeed } from '../../scenario/seed.js';
import { answerQuestions, stateRules, sumCounts, summarise } from '../contract/assemble.js';
import { flowSettings } from '../contract/flow-settings.js';
import { imageFolders } from '../contract/image-folders.js';
import { openTarget } from '../contract/open-target.js';
import { runContract } from '../contract/run-contract.js';
import { judgeRun } from '../contract/verdict.js';
import type { ExitCode } from '../exit-codes.js';
import { findBrowser } from '../find-browser.js';
import { packageVersion } from '../package-root.js';
import { loadScenarios } from '../scenarios/load-scenarios.js';
import { selectScenarios } from '../scenarios/select.js';
import { targetSecrets } from '../target/secrets.js';
import { openConsole } from '../terminal.js';
import { writeRun } from '../write-run.js';

/** Options of `facegate contract` as the command line gives them. */
export interface ContractOptions {
  readonly target: string;
  readonly rule?: string;
  readonly grep?: string;
  readonly scenarios?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly workers?: number;
  readonly saturate?: boolean;
  readonly headed?: boolean;
  readonly person?: boolean;
}

/** Runs the scenarios against a target, writes the run's folder, prints the summary; returns the exit code. */
export async function contractCommand(options: ContractOptions): Promise<ExitCode> {
  const cwd = process.cwd();
  const all = await loadScenarios(options.scenarios, cwd);
  const selected = selectScenarios(all, options.rule, options.grep);
  const folders = imageFolders(process.env.FACEGATE_IMAGES, cwd);
  const open = await openTarget(options.target, process.env, cwd);
  try {
    const { target } = open;
    const redactor = createRedactor(targetSecrets(target));
    const console = openConsole(redactor);
    const startedAt = new Date();
    const seed = options.seed ?? randomInt(1_000_000_000);
    const id = `${startedAt
      .toISOString()
      .replace(/[:.]/g, '-')
      .replace(/-\d+Z$/, 'Z')}-${target.name}`;
    const folder = resolve(cwd, options.out ?? join('reports', id));
    console.line([
      { text: `facegate ${packageVersion}`, style: 'bold' },
      `  ${selected.length} of ${all.length} scenarios against ${target.name} (${target.url}), seed ${seed}`,
    ]);

    const flow = selected.some(({ scenario }) => scenario.kind === 'flow')
      ? flowSettings(
          target,
          await findBrowser(process.env),
          { headed: options.headed ?? false, person: options.person ?? false },
          open.shortLifeUrl,
        )
      : noFlow;
    const run = await runContract(
      {
        selected,
        open,
        seed,
        nonce: nonceOf(seed, target.kind === 'embedded' ? '' : startedAt.toISOString()),
        workers: options.workers ?? Math.max(2, Math.min(4, availableParallelism())),
        saturate: options.saturate ?? false,
        folder,
        imageFolders: folders,
        flow,
      },
      console,
    );
    const judged = judgeRun(run.results, run.facts);
    const results: Results = {
      run: {
        id,
        startedAt: startedAt.toISOString(),
        finishedAt: new Date().toISOString(),
        command: repeatWords(options, seed),
        complete: !run.facts.interrupted && run.facts.unreachable === '' && run.facts.runnerErrors.length === 0,
        seed,
        target: { name: target.name, url: target.url },
        version: packageVersion,
        node: process.versions.node,
      },
      contract: {
        results: run.results,
        rules: stateRules(all, run.results),
        groups: getToken.groups,
        openQuestions: answerQuestions(run.results),
        summary: summarise(run.results, run.requests),
      },
      load: [],
      redactions: sumCounts([...run.redactions, ...redactor.counts()]),
      ...judged,
    };
    const page = writeRun(folder, results, redactor, LINKS);
    if (dirname(folder) === resolve(cwd, 'reports')) pointLatest(folder);
    console.block(renderSummary(results, { colour: console.colour }));
    console.line([
      'Report: ',
      { text: relative(cwd, page).startsWith('..') ? page : relative(cwd, page), style: 'cyan' },
    ]);
    return judged.exitCode;
  } finally {
    await open.close();
  }
}

/** What repeats the run: the options that choose requests and their values, not where its report goes. */
function repeatWords(
  { target, rule, grep, scenarios, saturate, headed, person }: ContractOptions,
  seed: number,
): string[] {
  const given = (name: string, value: string | undefined) => (value === undefined ? [] : [name, value]);
  return [
    'contract',
    ...given('--target', target),
    ...given('--rule', rule),
    ...given('--grep', grep),
    ...given('--scenarios', scenarios),
    ...(saturate === true ? ['--saturate'] : []),
    ...(headed === true ? ['--headed'] : []),
    ...(person === true ? ['--person'] : []),
    ...given('--seed', String(seed)),
  ];
}

const LINKS = [
  { label: "Playwright's report", href: 'playwright/index.html' },
  { label: 'results.json', href: 'results.json' },
  { label: 'junit.xml', href: 'junit.xml' },
];

/** Seven characters that go into every biz_no. */
function nonceOf(seed: number, salt: string): string {
  return hashSeed(seed, salt).toString(36).padStart(7, '0');
}
