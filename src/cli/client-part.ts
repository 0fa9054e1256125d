import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ClientRuleId } from '../../contracts/client/client.js';
import { client } from '../../contracts/client/client.js';
import { contractResults } from '../conformance/assemble.js';
import { openScratch } from '../conformance/scratch.js';
import { type ClientRun, runClient } from '../integration/run-client.js';
import type { ClientSettings } from '../integration/settings.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
import type { Results } from '../records/types.js';
import type { Texts } from '../report/texts.js';
import { countResults } from '../run/counts.js';
import { EXIT } from '../run/exit-codes.js';
import { watchInterrupts } from '../run/interrupt.js';
import { type Finding, findingsOf } from '../run/verdict.js';
import { tlsFolder } from './tls-folder.js';

/** What the part of a run that judges the user's client is asked to do. */
export interface ClientRequest {
  readonly settings: ClientSettings;
  readonly env: NodeJS.ProcessEnv;
  readonly wanted: (rule: ClientRuleId) => boolean;
  readonly redactor: Redactor;
  readonly texts: Texts['progress'];
}

/** What came of it, ready for the results. */
export interface ClientPart extends Pick<ClientRun, 'planned' | 'results' | 'requests'> {
  readonly findings: readonly Finding[];
  readonly interrupted: boolean;
}

/** Judges the user's client. */
export async function runClientPart(
  { settings, env, wanted, redactor, texts }: ClientRequest,
  console: Console,
): Promise<ClientPart> {
  const scratch = settings.tls ? openScratch() : undefined;
  const stopping = new AbortController();
  const watch = watchInterrupts(
    () => {
      console.clearStatus();
      stopping.abort();
    },
    () => undefined,
  );
  try {
    const run = await runClient({
      settings,
      env,
      wants: wanted,
      guard: (kind, value) => redactor.add(kind, value),
      progress: (done, total, name) => console.status(texts.checks(done, total, name)),
      stopping: stopping.signal,
      tls: scratch === undefined ? undefined : await tlsFolder(scratch.folder, scratch.folder, new Date()),
    });
    console.clearStatus();
    const stopped = whyStopped(run);
    const interrupted = watch.interrupted();
    return { ...run, interrupted, findings: findingsOf(run.results, { interrupted, stopped, runnerErrors: [] }) };
  } finally {
    watch.end();
    scratch?.remove();
  }
}

/** Why nothing of a run counts, with the code it ends with; undefined where it does. */
export function whyStopped({ lacking, notBegun }: Pick<ClientRun, 'lacking' | 'notBegun'>): Finding | undefined {
  if (lacking !== '') return { code: EXIT.usage, text: lacking };
  return notBegun === '' ? undefined : { code: EXIT.unreachable, text: notBegun };
}

/** What the results say of a contract with the user's client as the last of its endpoints; either may be missing. */
export function withClient(
  contract: Results['contract'] | undefined,
  part: ClientPart | undefined,
): Results['contract'] | undefined {
  if (part === undefined) return contract;
  const planned = part.planned.map((rule) => ({ scenario: { rule } }));
  const own = contractResults([client], planned, part.results, part.requests);
  if (contract === undefined) return own;
  const results = [...contract.results, ...own.results];
  return {
    results,
    rules: [...contract.rules, ...own.rules],
    endpoints: [...contract.endpoints, ...own.endpoints],
    groups: [...contract.groups, ...own.groups],
    openQuestions: contract.openQuestions,
    summary: countResults(results, contract.summary.requests + own.summary.requests),
  };
}

/** The client file that belongs to a target: beside its file, or here; undefined where there is none. */
export function clientFileBeside(target: string, cwd: string): string | undefined {
  const folders =
    /[/\\]|\.ya?ml$/i.test(target) && !/^https?:/i.test(target)
      ? [dirname(resolve(cwd, target))]
      : [join(cwd, 'targets'), cwd];
  return folders.map((folder) => join(folder, 'client.yaml')).find((file) => existsSync(file));
}
