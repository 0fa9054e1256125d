import type { Browser } from '@playwright/test';
import { launchBrowser } from '../../flow/browser.js';
import { PREFERRED_PORTS, type Receiver, startReceiver } from '../../flow/callback-receiver.js';
import type { FlowSettings } from '../../flow/settings.js';
import { FLOW_TIMES, type FlowTimes, PERSON_TIMES } from '../../flow/times.js';
import type { ProxyAddress } from '../../network/proxy.js';
import type { CaseTools } from './case-run.js';

/** What a worker keeps for all its flows: one browser and one receiver of callbacks, started when first needed. */
export interface FlowStage {
  readonly settings: FlowSettings;
  readonly times: FlowTimes;
  /** Rejects with the reason when one of them cannot be started. */
  ready(): Promise<{ readonly browser: Browser; readonly receiver: Receiver }>;
  close(): Promise<void>;
}

export interface FlowTools extends CaseTools {
  readonly stage: FlowStage;
  /** Tells the person in front of the camera what to do; nobody when there is none. */
  readonly prompt: (text: string) => Promise<void>;
}

/** The stage of a worker; nothing is started yet. */
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
      return { browser: openBrowser, receiver: openReceiver };
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
