import type { Behaviours } from '../behaviours.js';
import type { App } from '../endpoints/app.js';
import { createApp } from '../endpoints/app.js';
import type { Session } from '../endpoints/liveness/sessions.js';
import type { Outcome } from '../endpoints/liveness/status.js';
import { FAULT } from '../faults.js';
import { EmulatorOptionError } from '../option-error.js';
import { completeOptions, type EmulatorOptions } from '../options.js';
import { type Emulator, openClosing, serveApp } from '../server.js';
import { type CallListener, digest, doubleApp } from './double-app.js';
import { lazyPhotos } from './lazy-photos.js';
import { type Posted, postForm } from './post-form.js';
import { countingInspector } from './seen-requests.js';
import { type TellOptions, type Told, tell } from './telling.js';

export type DoubleOptions = Omit<EmulatorOptions, 'photos'> & Partial<Pick<EmulatorOptions, 'photos'>>;

/** An emulator whose answers and callbacks its user decides. */
export interface Double extends Emulator {
  /** Faces counted so far, by the SHA-256 of the photo. */
  readonly faces: ReadonlyMap<string, number>;
  /** The check of a token, started if it has not been. Throws for a token that starts none. */
  check(token: string): Session;
  /** Ends a check with nobody told. `changes` are what callbacks and GetResult tell in place of their own fields. */
  end(token: string, outcome: Outcome, changes?: TellOptions['changes']): Session;
  /** What a callback of a check carries. */
  told(token: string, via: 'notify' | 'return', options: TellOptions): Told;
  /** Posts a callback to the address that the request for the token named, once. */
  post(token: string, via: 'notify' | 'return', options: TellOptions): Promise<Posted>;
}

/** What a double does around what the app does; the control API is such a thing. */
export type Around = (app: App, double: () => Double) => App;

/** Starts an emulator that asks the listener how to answer. Rejects as `startEmulator` of the server does. */
export async function startDouble(
  options: DoubleOptions,
  listener: CallListener,
  around: Around = (app) => app,
): Promise<Double> {
  const faces = new Map<string, number>();
  const own = options.photos === undefined ? lazyPhotos() : undefined;
  const photos = countingInspector(options.photos ?? own!, faces, digest);
  const settings = completeOptions({ ...options, photos, log: options.log ?? warnOfFaults });
  const closing = openClosing();
  const changedResults = new Map<string, Readonly<Record<string, unknown>>>();
  const app = createApp({ settings, photos, closing: closing.signal });
  const doubled = doubleApp({ app, listener, changedResults, closing: closing.signal });
  let double: Double | undefined;
  const emulator = await serveApp(
    around(doubled, () => double!),
    settings,
    closing,
  );

  const check = (token: string): Session => {
    const session = app.checks.start(doubled.tokenOf(token));
    if (session === undefined)
      throw new EmulatorOptionError(
        'token',
        token,
        'a token that this emulator has given out and that no page has used up',
      );
    return session;
  };
  const parts: TellParts = { app, behaviours: settings.behaviours };
  double = {
    ...emulator,
    faces,
    check,
    end(token, outcome, changes) {
      const session = app.checks.end(check(token), outcome);
      if (changes !== undefined) changedResults.set(session.bizId, changes);
      return session;
    },
    told: (token, via, tellOptions) => toldOf(check(token), via, tellOptions, parts),
    async post(token, via, tellOptions) {
      const session = check(token);
      const { notifyUrl, returnUrl } = session.grant;
      const told = toldOf(session, via, tellOptions, parts);
      return postForm(via === 'notify' ? notifyUrl : returnUrl, told, settings.notify, closing.signal);
    },
    async close() {
      await emulator.close();
      await own?.close();
    },
  };
  return double;
}

/** A fault is worth a word where nobody reads the log: else its answer would be taken for one of the service. */
function warnOfFaults(line: string): void {
  if (line.startsWith(FAULT)) process.emitWarning(line.slice(FAULT.length), 'FacegateEmulatorWarning');
}

interface TellParts {
  readonly app: App;
  readonly behaviours: Behaviours;
}

function toldOf(
  session: Session,
  via: 'notify' | 'return',
  options: TellOptions,
  { app, behaviours }: TellParts,
): Told {
  const telling = {
    requestId: behaviours['callback.request_id'](session.openedAtMs),
    timeUsed: behaviours['callback.time_used'](Math.max(0, Date.now() - session.openedAtMs)),
  };
  return tell(app.checks.resultOf(session), session.grant.account.apiSecret, telling, via, options, behaviours);
}
