import { setMaxListeners } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import type { AppAnswer } from './app-answer.js';
import { collectBody, declaresTooMuch, discardRest } from './body.js';
import type { NotifyResult } from './callback/notify.js';
import { type App, createApp } from './endpoints/app.js';
import { FAULT } from './faults.js';
import { logLine } from './log-line.js';
import { EmulatorOptionError } from './option-error.js';
import { completeOptions, type EmulatorOptions, type EmulatorSettings } from './options.js';
import { originForm } from './origin-form.js';
import { listenBoth } from './tls/listen-both.js';

/** A running emulator. */
export interface Emulator {
  /** Where it listens, e.g. `http://127.0.0.1:41234`; no slash at the end. */
  readonly url: string;
  /** Stops listening and drops what is open. */
  close(): Promise<void>;
  stats(): EmulatorStats;
}

export interface EmulatorStats {
  /** Requests answered, on every path. */
  readonly requests: number;
  /** Answers by HTTP status. */
  readonly byStatus: Readonly<Record<number, number>>;
  /** Requests whose sender went away before the body was whole. */
  readonly brokenOff: number;
  /** Tokens given out. */
  readonly tokens: number;
  /** The most requests that one account had in flight at once. */
  readonly peakInFlight: number;
  /** Notifications by what became of them. */
  readonly notified: Readonly<Record<NotifyResult['kind'], number>>;
}

/** What is left of a refused body is thrown away until none has come for so long, or for so long in all: its sender gets to read the answer. */
const DISCARD = { quietMs: 2_000, mostMs: 60_000 };
/** Longer than any client keeps an idle connection, so that none is closed under a request on its way. */
const KEEP_ALIVE_MS = 75_000;

/**
 * Starts an emulator of the vendor's API on a loopback port. Rejects with EmulatorOptionError for options that cannot be
 * used, a port that is taken among them.
 */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const settings = completeOptions(options);
  const closing = openClosing();
  return serveApp(createApp({ settings, photos: options.photos, closing: closing.signal }), settings, closing);
}

/** What ends everything that an emulator holds; every request that is held listens for it. */
export function openClosing(): AbortController {
  const closing = new AbortController();
  setMaxListeners(0, closing.signal);
  return closing;
}

/** Serves an app where its settings say. Rejects as `startEmulator` does. */
export async function serveApp(app: App, settings: EmulatorSettings, closing: AbortController): Promise<Emulator> {
  const counts = { requests: 0, brokenOff: 0, byStatus: {} as Record<number, number> };

  const serve = (request: IncomingMessage, response: ServerResponse) => {
    answerRequest(app, settings, request, response).then(
      (answer) => {
        if (!answer) {
          counts.brokenOff += 1;
          return;
        }
        counts.requests += 1;
        counts.byStatus[answer.status] = (counts.byStatus[answer.status] ?? 0) + 1;
      },
      (error: unknown) => {
        settings.log(`${FAULT}${error instanceof Error ? error.message : String(error)}`);
        response.destroy();
      },
    );
  };
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS, noDelay: true }, serve);
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    if (!declaresTooMuch(request, settings.bodyLimitBytes)) response.writeContinue();
    serve(request, response);
  });
  const both = settings.tls === undefined ? undefined : listenBoth(server, settings.tls);
  const door = both ?? server;
  const url = await listen(door, settings);

  return {
    url,
    async close() {
      closing.abort();
      const closed = new Promise<void>((resolve) => door.close(() => resolve()));
      server.closeAllConnections();
      both?.dropAll();
      await closed;
    },
    stats: () => ({
      ...counts,
      byStatus: { ...counts.byStatus },
      tokens: app.tokens(),
      peakInFlight: app.peakInFlight(),
      notified: app.notified(),
    }),
  };
}

async function answerRequest(
  app: App,
  settings: EmulatorSettings,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<AppAnswer | undefined> {
  const startedMs = performance.now();
  const { method = '' } = request;
  const target = originForm(request.url ?? '/');
  const log = (answer: AppAnswer) => {
    const { status, code, timeUsedMs, role, note } = answer;
    settings.log(logLine({ at: new Date(), method, target, status, code, timeUsedMs, role, note }));
  };
  const body = await collectBody(request, settings.bodyLimitBytes);
  if (body.kind === 'broken-off') {
    settings.log(
      logLine({
        at: new Date(),
        method,
        target,
        status: 0,
        code: '',
        timeUsedMs: Math.floor(performance.now() - startedMs),
        role: '',
        note: 'the sender went away',
      }),
    );
    return undefined;
  }
  if (body.kind === 'too-large') {
    const answer = app.refuseTooLarge(startedMs);
    response.writeHead(answer.status, { ...headersOf(answer), connection: 'close' });
    response.write(answer.body);
    log(answer);
    await discardRest(request, DISCARD);
    response.end();
    return answer;
  }
  const answer = await app.handle({ method, target, headers: request.headers, body: body.bytes, startedMs });
  log(answer);
  if (answer.reset === true) {
    response.socket?.resetAndDestroy();
    return answer;
  }
  response.writeHead(answer.status, headersOf(answer));
  response.end(answer.body);
  return answer;
}

function headersOf(answer: AppAnswer): Record<string, string> {
  return { ...answer.headers, 'content-length': String(Buffer.byteLength(answer.body)) };
}

function listen(server: NetServer, { host, port }: EmulatorSettings): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new EmulatorOptionError('port', port, `a free port on ${host} (0 takes one)`));
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        reject(new EmulatorOptionError('host', host, 'an address of this machine'));
      else reject(error);
    });
    server.listen(port, host, () => {
      const { address, family, port: taken } = server.address() as AddressInfo;
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${taken}`);
    });
  });
}
