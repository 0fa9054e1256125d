import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { openContext } from '../../flow/browser.js';
import type { Arrival, Mailbox } from '../../flow/callback-receiver.js';
import { describeCallback } from '../../flow/judge/posted.js';
import type { SeenCallback, SeenFlow, SeenPage } from '../../flow/judge/seen.js';
import type { SeenRace, SeenRefusal } from '../../flow/judge/token.js';
import { getPlainly, openPage, textsOf } from '../../flow/page.js';
import type { FlowTimes } from '../../flow/times.js';
import type { ResultStep } from '../../records/types.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { FlowTools, Walk } from './flow-tools.js';
import { askPermit } from './permit.js';
import { effectsOf, hasBoth, seenCallback } from './seen-callback.js';

/** The budget of the run is used up. */
export class NoPermit extends Error {}

const CLOSE_TIMEOUT_MS = 10_000;

/** A walk in windows of the browser. */
export class FlowWalk implements Walk {
  readonly steps: ResultStep[] = [];
  private readonly begunMs = performance.now();
  private readonly contexts: BrowserContext[] = [];
  private page: Page | undefined;
  /** Methods by which the browser went to return_url. */
  private readonly waysBack: string[] = [];
  private reported = 0;
  /** Why a window was closed in the middle; empty when none was. */
  private closed = '';
  private readonly times: FlowTimes;

  constructor(
    private readonly tools: FlowTools,
    private readonly browser: Browser,
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

  /** Opens the page, not before a time (Unix ms), with or without a camera, and waits for the callbacks of both ways. */
  async walk(pageUrl: string, { notBeforeMs = 0, camera = true } = {}): Promise<SeenFlow> {
    await this.tools.prompt(say('lookIntoCamera'));
    const page = await this.open(say('opened'), pageUrl, notBeforeMs, camera);
    return this.collect(page);
  }

  /** Opens the page in two windows, the second while the first is under way. */
  async race(pageUrl: string): Promise<SeenRace> {
    await this.tools.prompt(say('useBothWindows'));
    // Both windows stand ready before the first is used: the second is to open while the first is under way.
    const windows = [await this.window(pageUrl), await this.window(pageUrl)] as const;
    const first = await this.visit(say('opened'), windows[0], pageUrl);
    const second = await this.visit(say('openedTwice'), windows[1], pageUrl);
    await this.collect(first);
    const waitedMs = this.waitAfter(second, this.times.silentMs);
    await this.mailbox.waitFor(() => this.waysBack.length > 1, waitedMs);
    this.reportArrivals();
    return { flow: this.seenFlow(first, Number.POSITIVE_INFINITY), second, waysBack: this.waysBack.length };
  }

  /** Opens a page that must be refused, not before a time, in a fresh context, and looks whether it leads to another result. */
  async tryRefused(title: string, pageUrl: string, notBeforeMs = 0): Promise<SeenRefusal> {
    const { mailbox, times } = this;
    await this.tools.prompt(say('tryOnceMore'));
    await this.close();
    const before = [...mailbox.arrivals];
    const page = await this.open(title, pageUrl, notBeforeMs);
    const waitedMs = this.waitAfter(page, times.silentMs);
    await mailbox.waitFor((arrivals) => effectsOf(before, arrivals).length > 0, waitedMs);
    this.reportArrivals();
    const effects = effectsOf(before, mailbox.arrivals);
    // Last, as it may use a token up that is wrongly taken again.
    await this.permit();
    const plain = await getPlainly(pageUrl, this.tools.plan.proxy);
    this.step(say('plainGet'), plain.refusal === '' ? say('status', { status: plain.status }) : plain.refusal);
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
      if (this.page === undefined || !(await this.mayBeShown(this.page))) return undefined;
      return await this.page.screenshot({ timeout: this.times.pictureMs });
    } catch (error) {
      this.step(say('noScreenshot'), (error as Error).message.split('\n')[0]!);
      return undefined;
    }
  }

  /** Nothing can be taken out of a picture: a page with a value that must not be written down gets none. */
  private async mayBeShown(page: Page): Promise<boolean> {
    const texts = await textsOf(page, this.times.pictureMs);
    const { redactor } = this.tools.recorder;
    if (texts?.every((text) => redactor.redact(text) === text)) return true;
    const why = say(texts === undefined ? 'notLookedThrough' : 'showsSecret');
    this.step(say('noScreenshot'), why);
    return false;
  }

  /** Closes the windows. */
  async close(): Promise<void> {
    this.page = undefined;
    const open = this.contexts.splice(0);
    if (!this.browser.isConnected()) return;
    // A page that keeps its process busy may not hold up the next case.
    for (const context of open) await Promise.race([context.close().catch(() => undefined), sleep(CLOSE_TIMEOUT_MS)]);
  }

  private async open(title: string, pageUrl: string, notBeforeMs = 0, camera = true): Promise<SeenPage> {
    // The window is ready by then, so that the page is asked for on time.
    const window = await this.window(pageUrl, camera);
    await sleep(Math.max(0, notBeforeMs - Date.now()));
    return this.visit(title, window, pageUrl);
  }

  /** An empty window, in a context of its own, from which each way to return_url is counted. */
  private async window(pageUrl: string, camera = true): Promise<Page> {
    await this.permit();
    const context = await openContext(this.browser, pageUrl, this.tools.stage.settings);
    if (!camera) await context.addInitScript(takeCameraAway);
    this.contexts.push(context);
    context.on('request', (request) => {
      if (request.isNavigationRequest() && request.url().startsWith(this.mailbox.returnUrl))
        this.waysBack.push(request.method());
    });
    return context.newPage();
  }

  private async visit(title: string, window: Page, pageUrl: string): Promise<SeenPage> {
    const seen = await openPage(window, pageUrl, (why) => this.noteClosed(why));
    this.page = window;
    this.step(title, seen.refusal === '' ? say('status', { status: seen.status }) : seen.refusal);
    return seen;
  }

  private noteClosed(why: string): void {
    this.closed ||= why;
    this.step(say('windowClosed'), why);
  }

  /** Waits for the first callback, then for the others: late ones only so that late can be told from never. */
  private async collect(page: SeenPage): Promise<SeenFlow> {
    const { mailbox, times } = this;
    const came = await mailbox.waitFor((arrivals) => arrivals.length > 0, this.waitAfter(page, times.endWithinMs));
    const deadlineMs = performance.now() + times.othersWithinMs;
    if (came) {
      const inTime = await mailbox.waitFor(hasBoth, times.othersWithinMs);
      if (!inTime) await mailbox.waitFor(hasBoth, times.lateWithinMs);
      await mailbox.waitFor(() => false, times.settleMs);
    }
    this.reportArrivals();
    return this.seenFlow(page, deadlineMs);
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

  private seenFlow(page: SeenPage, deadlineMs: number): SeenFlow {
    const { endWithinMs, othersWithinMs } = this.times;
    const callbacks = this.mailbox.arrivals.map((arrival) => this.seenCallback(arrival, deadlineMs));
    // A page that was closed while it was walked is as good as none.
    const seen = this.closed === '' ? page : { ...page, status: 0, refusal: this.closed };
    return { page: seen, callbacks, navigation: this.waysBack[0] ?? '', endWithinMs, othersWithinMs };
  }

  private seenCallback(arrival: Arrival, deadlineMs: number): SeenCallback {
    return seenCallback(arrival, this.begunMs, deadlineMs, this.credential);
  }
}

/** Runs in the page: every question for a camera is answered as on a machine that has none. */
function takeCameraAway(): void {
  const media = (globalThis as { navigator?: { mediaDevices?: { getUserMedia: unknown } } }).navigator?.mediaDevices;
  if (media !== undefined)
    media.getUserMedia = () => Promise.reject(new DOMException('Requested device not found', 'NotFoundError'));
}
