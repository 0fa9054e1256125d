import type { Browser } from '@playwright/test';
import { launchBrowser } from '../../flow/browser.js';
import { PREFERRED_PORTS, type Receiver, startReceiver } from '../../flow/callback-receiver.js';
import type { FlowSettings } from '../../flow/settings.js';
import { FLOW_TIMES, PERSON_TIMES } from '../../flow/times.js';
import type { ProxyAddress } from '../../network/proxy.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { FlowStage } from './flow-tools.js';
import { FlowWalk } from './flow-walk.js';

/** The stage of a worker: one browser and one receiver of callbacks, started when first needed. */
export function openStage(
  settings: FlowSettings,
  proxy: ProxyAddress,
  times = settings.person ? PERSON_TIMES : FLOW_TIMES,
): FlowStage {
  let browser: Promise<Browser> | undefined;
  let receiver: Promise<Receiver> | undefined;
  return {
    settings,
    times,
    async ready() {
      // A browser that has ended, by a fault or by hand, is started again.
      if (browser !== undefined && !(await browser).isConnected()) browser = undefined;
      browser ??= launchBrowser(settings, proxy);
      receiver ??= startReceiver(receiverSettings(settings));
      const [openBrowser, openReceiver] = await Promise.all([browser, receiver]);
      return {
        receiver: openReceiver,
        begin: (tools, mailbox, credential) => new FlowWalk(tools, openBrowser, mailbox, credential),
        ended: () => (openBrowser.isConnected() ? '' : say('browserEnded')),
      };
    },
    async close() {
      const started = await Promise.allSettled([browser, receiver]);
      for (const one of started) if (one.status === 'fulfilled') await one.value?.close();
    },
  };
}

function receiverSettings({ callbacks }: FlowSettings) {
  if (callbacks === null) return { host: '127.0.0.1', ports: PREFERRED_PORTS, publicUrl: '' };
  return { host: callbacks.host, ports: [callbacks.port], publicUrl: callbacks.publicUrl };
}
