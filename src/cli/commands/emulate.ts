import { resolve } from 'node:path';
import { getToken } from '../../../contracts/get-token/get-token.js';
import { suggest } from '../../contract/suggest.js';
import { readObservations } from '../../drift/read-observations.js';
import { emulatorAccounts } from '../../emulator/accounts.js';
import { nameOf } from '../../emulator/breaks/break.js';
import { BREAK_KINDS } from '../../emulator/breaks/kinds.js';
import { breakOf, breaks } from '../../emulator/breaks/list.js';
import { type StartOptions, startEmulator } from '../../emulator/emulator.js';
import type { Outcome } from '../../emulator/endpoints/liveness/status.js';
import { behaveLike } from '../../emulator/endpoints/silent.js';
import type { Latency } from '../../emulator/latency.js';
import { EmulatorOptionError } from '../../emulator/option-error.js';
import { createPhotoInspector } from '../../emulator/photos/inspector.js';
import { isLoopbackHost } from '../../network/loopback.js';
import { createRedactor } from '../../output/redactor.js';
import { UsageError } from '../../run/errors.js';
import { EXIT, type ExitCode } from '../../run/exit-codes.js';
import { watchInterrupts } from '../../run/interrupt.js';
import { openConsole } from '../../run/terminal.js';
import { tlsFolder } from '../tls-folder.js';

/** Options of `facegate emulate` as the command line gives them. */
export interface EmulateOptions {
  readonly host?: string;
  readonly port?: number;
  readonly concurrencyLimit?: number;
  /** `50` (fixed, ms) or `80,400` (log-normal: median and p99, ms). */
  readonly latency?: string;
  readonly errorShare?: number;
  readonly tokenLife?: number;
  readonly seed?: number;
  readonly quiet?: boolean;
  readonly outcome?: Outcome;
  readonly livenessTimeLimit?: number;
  readonly allowCallbackHost?: readonly string[];
  /** Rules to break, each `RULE:KIND`. */
  readonly break?: readonly string[];
  readonly listBreaks?: boolean;
  /** Observations of a run whose target is imitated. */
  readonly behaveLike?: string;
  /** Folder of the certificates with which the port speaks TLS, too. */
  readonly tls?: string;
  /** Opens the control API. */
  readonly control?: boolean;
}

/** Runs the emulator until it is stopped by Ctrl-C or SIGTERM. */
export async function emulateCommand(options: EmulateOptions): Promise<ExitCode> {
  if (options.listBreaks === true) return listBreaks();
  for (const name of options.break ?? []) requireBreak(name);
  const seen = options.behaveLike === undefined ? undefined : readObservations(resolve(options.behaveLike)).silent;
  const accounts = Object.values(emulatorAccounts);
  // For the one line that says the accounts, which are public and wanted by whoever writes a client.
  const open = openConsole(createRedactor([]));
  const console = openConsole(
    createRedactor(accounts.map(({ apiSecret }) => ({ kind: 'api_secret', value: apiSecret }))),
  );
  const photos = createPhotoInspector();
  photos.warm();
  const judged = await photos.status();
  if (!judged.available)
    console.error([{ text: `photos cannot be judged: ${judged.reason}; ${judged.cure}`, style: 'yellow' }]);
  const tls = options.tls === undefined ? undefined : await tlsFolder(options.tls, process.cwd(), new Date());
  const emulator = await start({
    photos,
    port: options.port ?? 8028,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.concurrencyLimit === undefined ? {} : { concurrencyLimit: options.concurrencyLimit }),
    ...(options.latency === undefined ? {} : { latency: parseLatency(options.latency) }),
    ...(options.errorShare === undefined ? {} : { errorShare: options.errorShare }),
    ...(options.tokenLife === undefined ? {} : { tokenLifeSeconds: options.tokenLife }),
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.outcome === undefined ? {} : { outcome: options.outcome }),
    ...(options.livenessTimeLimit === undefined ? {} : { livenessTimeLimitSeconds: options.livenessTimeLimit }),
    ...(options.allowCallbackHost === undefined ? {} : { allowCallbackHosts: options.allowCallbackHost }),
    ...(options.break === undefined ? {} : { breaks: options.break }),
    ...(seen === undefined ? {} : { behaveLike: seen }),
    ...(tls === undefined ? {} : { tls }),
    ...(options.control === undefined ? {} : { control: options.control }),
    ...(options.quiet === true ? {} : { log: (line: string) => console.line(line) }),
  });
  const warning = openToOthers(emulator.url);
  if (warning !== '') console.error([{ text: warning, style: 'yellow' }]);
  console.line([
    `emulating ${getToken.name} at `,
    { text: emulator.url, style: 'cyan' },
    `${getToken.endpoint.path}; Ctrl-C ends it`,
  ]);
  open.line(
    'accounts: emulator-full-key with emulator-full-secret, and so for denied, no-data-source and limited in place of full',
  );
  const left = behaveLike(seen ?? []).left;
  if (left.length > 0) console.line(`as before, for want of a way to imitate them: ${left.join(', ')}`);
  if (tls !== undefined)
    console.line([
      'the port speaks TLS, too, as api.megvii.com and localhost; trust ',
      { text: tls.caFile, style: 'cyan' },
      ', see docs/emulator.md',
    ]);
  if (options.control === true) console.line(`control API below ${emulator.url}/__facegate/, see docs/emulator.md`);
  await new Promise<void>((resolve) => watchInterrupts(resolve, () => undefined));
  await emulator.close();
  await photos.close();
  const { requests } = emulator.stats();
  console.line(`${requests} requests answered`);
  return EXIT.passed;
}

/** Prints every break with what the emulator then does. */
function listBreaks(): ExitCode {
  const console = openConsole(createRedactor([]));
  const widest = Math.max(...breaks.map((one) => nameOf(one).length));
  for (const one of breaks) console.line(`${nameOf(one).padEnd(widest)}  ${BREAK_KINDS[one.kind]}`);
  return EXIT.passed;
}

/** Throws for a name that no break has. */
function requireBreak(name: string): void {
  if (breakOf(name) !== undefined) return;
  const [rule = ''] = name.split(':');
  const ofRule = breaks.filter((one) => one.rule === rule);
  const known =
    ofRule.length > 0
      ? `of ${rule} there are ${ofRule.map(({ kind }) => kind).join(', ')}`
      : 'write RULE:KIND; "facegate emulate --list-breaks" lists them';
  throw new UsageError(`--break: there is no "${name}"${suggest(name, breaks.map(nameOf))}; ${known}`);
}

/** What whoever starts it should know about an emulator that others can reach; empty for one on loopback. */
export function openToOthers(url: string): string {
  if (isLoopbackHost(new URL(url).hostname)) return '';
  return `${url} can be reached from other machines; the accounts and their secrets are no secret: they stand in targets/local.yaml. Leave --host out unless others are to use it`;
}

async function start(options: StartOptions) {
  try {
    return await startEmulator(options);
  } catch (error) {
    if (error instanceof EmulatorOptionError) throw new UsageError(error.message, { cause: error });
    const { code } = error as NodeJS.ErrnoException;
    const place = `${options.host ?? '127.0.0.1'}:${options.port}`;
    if (code === 'EADDRINUSE')
      throw new UsageError(`--port: ${place} is in use already; choose another, or 0 for any that is free`, {
        cause: error,
      });
    if (code === 'EACCES' || code === 'EADDRNOTAVAIL')
      throw new UsageError(`--host/--port: cannot listen on ${place} (${code})`, { cause: error });
    throw error;
  }
}

function parseLatency(text: string): Latency {
  const numbers = text.split(',').map(Number);
  if (numbers.length > 2 || numbers.some((number) => !Number.isFinite(number) || number < 0)) {
    throw new UsageError(`--latency: found "${text}", expected milliseconds: one number, or median,p99 as in 80,400`);
  }
  const [first = 0, p99Ms] = numbers;
  return p99Ms === undefined ? { kind: 'fixed', ms: first } : { kind: 'log-normal', medianMs: first, p99Ms };
}
