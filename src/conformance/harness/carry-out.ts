import { proxySecrets } from '../../network/proxy.js';
import { createRedactor } from '../../output/redactor.js';
import { stripControl } from '../../output/strip-ansi.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import { tellingCredentials } from '../scenario/wrong-credential.js';
import { test } from './bare-test.js';
import type { CaseTools } from './case-run.js';
import { knownValues } from './known-values.js';
import { watchAccounts } from './lost-accounts.js';
import { openPhotos } from './photo-source.js';
import type { LoadedPlan } from './plan.js';
import { BROKEN, keepWorker, UNDECIDED } from './progress-reporter.js';
import { watchReachability } from './reachability.js';
import { createRecorder } from './recorder.js';
import { resultOf } from './result-of.js';
import { runCase } from './run-case.js';
import { shortenedResult } from './shortened.js';

let tools: CaseTools | undefined;

/** How the test of some scenarios is to end. */
export interface Ended {
  readonly annotations: readonly { readonly type: string; readonly description?: string }[];
  /** Of a test that fails; Playwright may write it down. Empty: it does not. */
  readonly failure: string;
  /** Why nothing was tried; undefined where something was. */
  readonly skipped: string | undefined;
}

/** Carries out a scenario that needs no browser. */
export async function carryOutCase(plan: LoadedPlan, planned: PlannedScenario): Promise<void> {
  endTest(await carryOut(plan, [planned], async (open) => [await runCase(planned, open)]));
}

/**
 * Runs a scenario, or those that are run together, records each result, or why it came to none, and tells how their test is to
 * end. Never rejects. Playwright's report gets cleaned texts only.
 */
export async function carryOut(
  plan: LoadedPlan,
  planned: readonly PlannedScenario[],
  go: (open: CaseTools) => Promise<readonly ContractResult[]>,
): Promise<Ended> {
  tools ??= openTools(plan);
  const { recorder } = tools;
  // What could split a secret goes first: only then is the secret found.
  const clean = (text: string) => recorder.redactor.redact(stripControl(text));
  let results: ContractResult[];
  try {
    const ended = await go(tools);
    await tools.known.refresh();
    results = ended.map((result) => shortenedResult(result, recorder.redactor));
  } catch (error) {
    await tools.known.refresh();
    const why = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const note = clean(say('notCarriedOut', { reason: why ?? '' }));
    for (const one of planned) recorder.result(resultOf(one, 'not-run', { note, inconclusive: true }));
    const failure = clean(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return { annotations: [{ type: UNDECIDED }], failure, skipped: undefined };
  }
  for (const result of results) recorder.result(result);
  const annotations = results.map(({ status, actual }) => ({ type: status, description: clean(actual) }));
  const failed = results.filter(({ status }) => status === 'failed');
  const broken = [...new Set(failed.map(({ rule }) => rule))].map((rule) => ({ type: BROKEN, description: rule }));
  if (failed.length > 0)
    return {
      annotations: [...annotations, ...broken],
      failure: clean(failed.map(failureText).join('\n\n')),
      skipped: undefined,
    };
  if (!results.every(({ status }) => status === 'not-run')) return { annotations, failure: '', skipped: undefined };
  const due = results.some(({ inconclusive }) => inconclusive) ? [{ type: UNDECIDED }] : [];
  return { annotations: [...annotations, ...due], failure: '', skipped: clean(results[0]?.note ?? '') };
}

/** Lets the test that is running end as its scenarios did. */
export function endTest({ annotations, failure, skipped }: Ended): void {
  test.info().annotations.push(...annotations);
  if (failure !== '') {
    keepWorker(test.info());
    throw new CleanFailure(failure);
  }
  if (skipped !== undefined) test.skip(true, skipped);
}

/** Ends a test with a text that Playwright may write down. A broken rule has no stack: its place is in the scenario file. */
class CleanFailure extends Error {
  constructor(message: string) {
    super(message);
    this.stack = message;
  }
}

function openTools(loaded: LoadedPlan): CaseTools {
  const photos = openPhotos(loaded.imageFolders);
  const secrets = Object.values(loaded.credentials).flatMap(({ apiKey, apiSecret }) => [
    ...[apiKey, ...tellingCredentials(apiKey)].map((value) => ({ kind: 'api_key', value })),
    ...[apiSecret, ...tellingCredentials(apiSecret)].map((value) => ({ kind: 'api_secret', value })),
  ]);
  const proxy = proxySecrets(loaded.proxy).map((value) => ({ kind: 'proxy_password', value }));
  const redactor = createRedactor([...secrets, ...proxy, ...photos.all().map((value) => ({ kind: 'photo', value }))]);
  const recorder = createRecorder(loaded.recordsFile, redactor, test.info().workerIndex);
  return {
    plan: loaded,
    photos,
    recorder,
    known: knownValues(loaded.coordinatorUrl, redactor),
    reachability: watchReachability(),
    accounts: watchAccounts(),
  };
}

function failureText({ file, line, rule, expected, actual, note, body, curl }: ContractResult): string {
  return [
    `${file}:${line}  ${rule}`,
    `expected  ${expected}`,
    `actual    ${actual}`,
    ...(note === '' ? [] : [`note      ${note}`]),
    body,
    curl,
  ].join('\n');
}
