import { type ClientRuleId, client } from '../../contracts/client/client.js';
import type { Contract } from '../contract/types.js';
import { emulatorAccounts } from '../emulator/accounts.js';
import { type Double, startDouble } from '../emulator/double/double.js';
import type { ContractResult } from '../records/types.js';
import { sayOfClient as say } from '../sayings/client.js';
import { type AppProcess, openOutput, startApp } from './app-process.js';
import type { Guarded } from './leaks.js';
import { openLedger } from './ledger.js';
import { newPerson } from './person.js';
import { photoCheck } from './photo-check.js';
import { fill, type Known } from './placeholders.js';
import { plannedRules, resultOf } from './results.js';
import { runPlan } from './run-plan.js';
import { runRow } from './run-row.js';
import type { ClientSettings } from './settings.js';

/** What a run of a client is asked to do. */
export interface ClientJob {
  readonly settings: ClientSettings;
  /** The environment of the app, before what the client file adds. */
  readonly env: NodeJS.ProcessEnv;
  readonly wants: (rule: ClientRuleId) => boolean;
  /** Learns every value that must not be written down. */
  readonly guard: (kind: string, value: string | Uint8Array) => void;
  readonly progress: (done: number, total: number, name: string) => void;
  /** Aborted when the run is interrupted. */
  readonly stopping: AbortSignal;
  /** Certificate and key where the emulator speaks TLS, and the file of the CA that signed it. */
  readonly tls: { readonly key: string; readonly cert: string; readonly caFile: string } | undefined;
}

/** What came of it. */
export interface ClientRun {
  /** The rules, as a contract. */
  readonly contract: Contract;
  /** The rule of every case there is, wanted or not. */
  readonly planned: readonly ClientRuleId[];
  readonly results: readonly ContractResult[];
  /** Requests that came to the emulator. */
  readonly requests: number;
  /** Why nothing could be run; empty otherwise. */
  readonly notBegun: string;
  /** What this machine lacks, so that nothing of the run counts; empty otherwise. */
  readonly lacking: string;
}

/** Starts emulator and app, carries the plan out, and ends both. */
export async function runClient(job: ClientJob): Promise<ClientRun> {
  const { settings, guard, stopping } = job;
  const ledger = openLedger();
  const output = openOutput();
  const photos = photoCheck();
  const emulator = await startDouble(
    {
      port: settings.port,
      livenessTimeLimitSeconds: 600,
      log: () => undefined,
      ...(job.tls === undefined ? {} : { tls: job.tls }),
    },
    {
      choose(call) {
        for (const [kind, value] of personalIn(call.fields)) guard(kind, value);
        for (const { bytes } of call.photos) guard('photo', bytes);
        if (call.photos.length > 0) photos.came();
        return ledger.choose(call);
      },
      answered: ledger.answered,
    },
  );
  const env = { ...job.env, ...noProxy(job.env), ...environmentOf(settings, emulator, job.tls?.caFile ?? '') };
  const around = { folder: settings.folder, env, output };
  const people: Guarded[] = [];
  const newUser = (): Known => {
    const person = newPerson();
    guard('name', person.name);
    guard('identity number', person.idcard_number);
    people.push({ kind: 'name', value: person.name }, { kind: 'identity number', value: person.idcard_number });
    return person;
  };
  let app: AppProcess | undefined;
  let reviving: Promise<string> | undefined;
  const revive = () => {
    if (stopping.aborted || settings.start === undefined || (app !== undefined && app.ended() === ''))
      return Promise.resolve('');
    reviving ??= startAgain().finally(() => {
      reviving = undefined;
    });
    return reviving;
  };
  const startAgain = async () => {
    await app?.stop();
    const ready = settings.ready ?? (settings.drive.kind === 'http' ? new URL(settings.drive.url).origin : '');
    const started = await startApp(
      { command: settings.start!, folder: settings.folder, env, ready },
      output,
      () => stopping.aborted,
    );
    if ('failed' in started) return stopping.aborted ? '' : withLastLines(started.failed, output.lines);
    app = started;
    return '';
  };
  try {
    const notBegun = await revive();
    const nothing = { contract: client, planned: plannedRules, results: [], requests: 0, lacking: '' };
    if (notBegun !== '') return { ...nothing, notBegun };
    const endings = await runPlan({
      judging: { limits: settings.limits, hasDone: settings.done !== undefined },
      wants: job.wants,
      run(row, pilot, onRequest) {
        const mine = app;
        const appEnded = () => mine?.ended() ?? '';
        const appSettled = async () => mine?.settled();
        const means = { settings, emulator, ledger, around, newUser, appEnded, appSettled, stopping };
        return runRow(row, { ...means, pilot, onRequest });
      },
      tellsByUnique: ledger.tellsByUnique,
      revive,
      stopped: () => stopping.aborted || photos.unjudged() !== '',
      wholeRun: (shown) => ({ tracks: ledger.tracks, strays: ledger.strays, lines: output.lines, shown, people }),
      progress: job.progress,
    });
    const lacking = await photos.known();
    const place = { file: settings.file, line: settings.driveLine };
    return {
      contract: client,
      planned: plannedRules,
      results: lacking === '' ? endings.map((ending) => resultOf(ending, place)) : [],
      requests: emulator.stats().requests,
      notBegun: '',
      lacking,
    };
  } finally {
    await app?.stop();
    await emulator.close();
  }
}

function environmentOf({ env }: ClientSettings, { url }: Double, ca: string): Record<string, string> {
  const { apiKey, apiSecret } = emulatorAccounts.full;
  const known = { url: ca === '' ? url : url.replace('http:', 'https:'), api_key: apiKey, api_secret: apiSecret, ca };
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text, known)]));
}

/** No proxy stands between an app and the emulator on this machine. */
function noProxy(env: NodeJS.ProcessEnv): Record<string, string> {
  const beside = [env.NO_PROXY ?? env.no_proxy, '127.0.0.1', 'localhost']
    .filter((one) => one !== undefined && one !== '')
    .join(',');
  return { NO_PROXY: beside, no_proxy: beside };
}

function personalIn(fields: Readonly<Record<string, string>>): [string, string][] {
  return [
    ...(fields.idcard_name === undefined ? [] : [['name', fields.idcard_name] as [string, string]]),
    ...(fields.idcard_number === undefined ? [] : [['identity number', fields.idcard_number] as [string, string]]),
  ];
}

function withLastLines(failed: string, lines: readonly { readonly text: string }[]): string {
  const last = lines
    .slice(-3)
    .map(({ text }) => text.trim())
    .filter((text) => text !== '');
  return last.length === 0 ? failed : `${failed}; ${say('itPrinted', { text: last.join(' | ') })}`;
}
