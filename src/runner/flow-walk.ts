import type { BrowserContext, Page } from '@playwright/test';
import type { SeenCallback, SeenFlow, SeenPage } from '../contract/flow.js';
import { describeCallback } from '../contract/flow-posted.js';
import type { SeenRefusal } from '../contract/flow-token.js';
import type { ResultStep } from '../records/types.js';
import type { Arrival, Mailbox } from './callback-receiver.js';
import { signaturesOf } from './callback-signatures.js';
import { openContext } from './flow-browser.js';
import { getPlainly, openPage } from './flow-page.js';
import type { FlowTimes } from './flow-times.js';
import type { FlowTools } from './flow-tools.js';
import { askPermit } from './permit.js';

/** The budget of the run is used up. */
export class NoPermit extends Error {}

/** One case's browser and mailbox, with the list of what happened. */
export class FlowWalk {
  readonly steps: ResultStep[] = [];
  private readonly begunMs = performance.now();
  private context: BrowserContext | undefined;
  private page: Page | undefined;
  private navigation = '';
  private reported = 0;
  private readonly times: FlowTimes;

  constructor(
    private readonly tools: FlowTools,
    private readonly mailbox: Mailbox,
    private readonly credential: { readonly apiKey: string; readonly apiSecret: string },
  ) {
    this.times = tools.stage.times;
  }

  step(title: string, detail: string, atMs = performance.now()): void {
    this.steps.push({ title, atMs: atMs - this.begunMs, detail });
  }

  elapsedMs(): number {
    return performance.now() - this.begunMs;
  }

  /** Opens the page and waits for the callbacks of both ways. */
  async walk(pageUrl: string): Promise<SeenFlow> {
    const { mailbox, times } = this;
    const page = await this.open('page opened', pageUrl);
    const came = await mailbox.waitFor((arrivals) => arrivals.length > 0, this.waitAfter(page, times.endWithinMs));
    let deadlineMs = Number.POSITIVE_INFINITY;
    if (came) {
      deadlineMs = performance.now() + times.othersWithinMs;
      const inTime = await mailbox.waitFor(both, times.othersWithinMs);
      if (!inTime) await mailbox.waitFor(both, times.lateWithinMs);
      await mailbox.waitFor(() => false, times.settleMs);
    }
    this.reportArrivals();
    return {
      page,
      callbacks: mailbox.arrivals.map((arrival) => this.seenCallback(arrival, deadlineMs)),
      navigation: this.navigation,
      endWithinMs: times.endWithinMs,
      othersWithinMs: times.othersWithinMs,
    };
  }

  /** Opens a page that must be refused, in a fresh context, and looks whether it leads to another result. */
  async tryRefused(title: string, pageUrl: string): Promise<SeenRefusal> {
    const { mailbox, times } = this;
    const before = [...mailbox.arrivals];
    const page = await this.open(title, pageUrl);
    const waitedMs = this.waitAfter(page, times.silentMs);
    await mailbox.waitFor((arrivals) => effectsOf(before, arrivals).length > 0, waitedMs);
    this.reportArrivals();
    const effects = effectsOf(before, mailbox.arrivals);
    // Last, as it may use a token up that is wrongly taken again.
    await this.permit();
    const plain = await getPlainly(pageUrl);
    this.step('plain GET', plain.refusal === '' ? `status ${plain.status}` : plain.refusal);
    return { page, plain, effects, waitedMs };
  }

  /** A picture of the page as it is now; undefined when there is none to be had. */
  async screenshot(): Promise<Uint8Array | undefined> {
    try {
      await this.page?.waitForLoadState('load', { timeout: 1_000 });
    } catch {
      // A page that goes on loading is shown as it is.
    }
    try {
      return await this.page?.screenshot({ timeout: 5_000 });
    } catch (error) {
      this.step('no screenshot', (error as Error).message.split('\n')[0]!);
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
    this.page = undefined;
  }

  private async open(title: string, pageUrl: string): Promise<SeenPage> {
    await this.close();
    await this.permit();
    const { browser } = await this.tools.stage.ready();
    this.context = await openContext(browser, pageUrl, this.tools.stage.settings.loopback);
    this.context.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(this.mailbox.returnUrl))
        this.navigation ||= request.method();
    });
    const opened = await openPage(this.context, pageUrl);
    this.page = opened.page;
    this.step(title, opened.seen.refusal === '' ? `status ${opened.seen.status}` : opened.seen.refusal);
    return opened.seen;
  }

  /** A page that says it refuses is not waited for as long as one that says nothing. */
  private waitAfter({ status, refusal }: SeenPage, otherwiseMs: number): number {
    if (refusal === '') return otherwiseMs;
    return status === 0 || status >= 400 ? this.times.refusedMs : this.times.saidMs;
  }

  private async permit(): Promise<void> {
    const permit = await askPermit(this.tools.plan.permitUrl);
    if (!permit.granted) throw new NoPermit(permit.reason);
  }

  private reportArrivals(): void {
    const { arrivals } = this.mailbox;
    for (const arrival of arrivals.slice(this.reported))
      this.step(arrival.via, describeCallback(this.seenCallback(arrival, Number.POSITIVE_INFINITY)), arrival.atMs);
    this.reported = arrivals.length;
  }

  private seenCallback(arrival: Arrival, deadlineMs: number): SeenCallback {
    const { via, atMs, method, contentType, form, data, sign } = arrival;
    const { apiKey, apiSecret } = this.credential;
    return {
      via,
      atMs: atMs - this.begunMs,
      late: atMs > deadlineMs,
      method,
      contentType,
      form,
      data: data?.toString('utf8'),
      sign: sign?.toString('utf8'),
      signatures: data === undefined ? [] : signaturesOf(data, apiKey, apiSecret),
    };
  }
}

function both(arrivals: readonly Arrival[]): boolean {
  return ['notify', 'return'].every((via) => arrivals.some((arrival) => arrival.via === via));
}

/**
 * Arrivals that only another liveness result explains: any further way back to return_url, and a notification that says
 * something new. The same notification again is a service that repeats it.
 */
function effectsOf(before: readonly Arrival[], now: readonly Arrival[]): Arrival['via'][] {
  const known = new Set(before.map(({ data }) => data?.toString('latin1')));
  return now
    .slice(before.length)
    .filter(({ via, data }) => via === 'return' || !known.has(data?.toString('latin1')))
    .map(({ via }) => via);
}
