import type { ClientRuleId } from '../../contracts/client/client.js';
import { openScratch } from '../conformance/scratch.js';
import { type ClientRun, runClient } from '../integration/run-client.js';
import type { ClientSettings } from '../integration/settings.js';
import type { Console } from '../output/console.js';
import type { Redactor } from '../output/redactor.js';
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
}

/** What came of it, ready for the results. */
export interface ClientPart extends Pick<ClientRun, 'planned' | 'results' | 'requests'> {
  readonly findings: readonly Finding[];
}

/** Judges the user's client. */
export async function runClientPart(
  { settings, env, wanted, redactor }: ClientRequest,
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
      progress: (done, total, name) => console.status(`${done} of ${total} checks: ${name}`),
      stopping: stopping.signal,
      tls: scratch === undefined ? undefined : tlsFolder(scratch.folder, scratch.folder, new Date()),
    });
    console.clearStatus();
    const stopped = run.notBegun === '' ? undefined : { code: EXIT.unreachable, text: run.notBegun };
    return {
      ...run,
      findings: findingsOf(run.results, { interrupted: watch.interrupted(), stopped, runnerErrors: [] }),
    };
  } finally {
    watch.end();
    scratch?.remove();
  }
}
