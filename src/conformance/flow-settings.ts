import type { FlowSettings } from '../flow/settings.js';
import type { FoundBrowser } from '../run/find-browser.js';
import type { Target } from '../run/target/types.js';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';

/** How the user wants flows walked. */
export interface FlowWishes {
  readonly headed: boolean;
  readonly person: boolean;
  readonly sandbox: boolean;
}

/** How this run walks the liveness flow, or why it cannot; the film for the camera is drawn when it begins. */
export function flowSettings(
  { loopback, callbacks }: Pick<Target, 'loopback' | 'callbacks'>,
  browser: FoundBrowser,
  { headed, person, sandbox }: FlowWishes,
  shortLifeUrl: string,
  trustedKeys: readonly string[],
): FlowSettings {
  return {
    notRun: whyNot(browser, loopback || callbacks !== null),
    browserPath: 'path' in browser ? browser.path : '',
    headed: headed || person,
    person,
    sandbox,
    loopback,
    callbacks:
      callbacks === null
        ? null
        : { host: callbacks.listen.host, port: callbacks.listen.port, publicUrl: callbacks.publicUrl },
    shortLifeUrl,
    cameraFile: '',
    trustedKeys,
  };
}

function whyNot(browser: FoundBrowser, calledBack: boolean): string {
  if ('missing' in browser) return say('noBrowser', { reason: `${browser.missing}; ${browser.cure}` });
  if (calledBack) return '';
  return say('cannotCallBack');
}
