import { setTimeout as sleep } from 'node:timers/promises';
import type { FlowTools, ReadyStage, Walk } from '../conformance/harness/flow-tools.js';
import { effectsOf, hasBoth, seenCallback } from '../conformance/harness/seen-callback.js';
import type { Credential } from '../conformance/scenario/expand.js';
import type { Mailbox, Receiver } from '../flow/callback-receiver.js';
import type { SeenFlow, SeenPage } from '../flow/judge/seen.js';
import type { SeenRace, SeenRefusal } from '../flow/judge/token.js';
import { getPlainly, refusalOf } from '../flow/page.js';
import type { ResultStep } from '../records/types.js';

/** A stage whose walks need no browser: for the emulator's own page alone, whose events they report in its place. */
export function plainStage(receiver: Receiver): ReadyStage {
  return {
    receiver,
    begin: (tools, mailbox, credential) => new PlainWalk(tools, mailbox, credential),
    ended: () => '',
  };
}

/** A frame as a camera would give it: the smallest text that begins and ends like a JPEG. */
const FRAME = `data:image/jpeg;base64,${Buffer.concat([
  Buffer.from('ffd8ffe0', 'hex'),
  Buffer.alloc(60, 7),
  Buffer.from('ffd9', 'hex'),
]).toString('base64')}`;
const FRAMES = 20;

/** What the page says of itself: the check that it is, and where it reports. */
interface Opened {
  readonly page: SeenPage;
  readonly session: string;
  readonly eventsUrl: string;
}

/** The form by which the page leaves, as the emulator tells it. */
interface Leave {
  readonly method: 'GET' | 'POST';
  readonly action: string;
  readonly fields: Readonly<Record<string, string>>;
}

class PlainWalk implements Walk {
  readonly steps: ResultStep[] = [];
  private readonly begunMs = performance.now();
  private readonly waysBack: string[] = [];

  constructor(
    private readonly tools: FlowTools,
    private readonly mailbox: Mailbox,
    private readonly credential: Credential,
  ) {}

  step(title: string, detail: string, atMs = performance.now()): void {
    this.steps.push({ title, atMs: atMs - this.begunMs, detail });
  }

  elapsedMs(): number {
    return performance.now() - this.begunMs;
  }

  async walk(pageUrl: string, { notBeforeMs = 0, camera = true } = {}): Promise<SeenFlow> {
    await sleep(Math.max(0, notBeforeMs - Date.now()));
    const opened = await this.open('page opened', pageUrl);
    await this.finish(opened, camera);
    return this.collect(opened.page);
  }

  async race(pageUrl: string): Promise<SeenRace> {
    const first = await this.open('page opened', pageUrl);
    const second = await this.open('opened in a second window', pageUrl);
    await this.finish(first, true);
    await this.finish(second, true);
    const flow = await this.collect(first.page);
    return { flow, second: second.page, waysBack: this.waysBack.length };
  }

  async tryRefused(title: string, pageUrl: string, notBeforeMs = 0): Promise<SeenRefusal> {
    await sleep(Math.max(0, notBeforeMs - Date.now()));
    const before = [...this.mailbox.arrivals];
    const opened = await this.open(title, pageUrl);
    await this.finish(opened, true);
    const waitedMs = this.tools.stage.times.settleMs;
    await this.mailbox.waitFor((arrivals) => effectsOf(before, arrivals).length > 0, waitedMs);
    const plain = await getPlainly(pageUrl);
    return { page: opened.page, plain, effects: effectsOf(before, this.mailbox.arrivals), waitedMs };
  }

  async screenshot(): Promise<undefined> {
    return undefined;
  }

  async close(): Promise<void> {}

  private async open(title: string, pageUrl: string): Promise<Opened> {
    const response = await fetch(pageUrl, { headers: { Accept: 'text/html' } });
    const body = await response.text();
    const refusal = refusalOf(response.status, body);
    this.step(title, refusal === '' ? `status ${response.status}` : refusal);
    const told = (name: string) => new RegExp(` data-${name}="([^"]*)"`).exec(body)?.[1] ?? '';
    return {
      page: { status: response.status, refusal, answeredMs: Date.now() },
      session: told('session'),
      eventsUrl: new URL(told('events'), pageUrl).href,
    };
  }

  /** Reports what the page would report, and leaves as it would. */
  private async finish({ session, eventsUrl }: Opened, camera: boolean): Promise<void> {
    if (session === '') return;
    const tell = async (event: string, more: Readonly<Record<string, string>> = {}) => {
      const response = await fetch(eventsUrl, {
        method: 'POST',
        body: new URLSearchParams({ session, event, ...more }),
      });
      return ((await response.json()) as { leave?: Leave | null }).leave ?? undefined;
    };
    const images = { best: FRAME, action1: FRAME, action2: FRAME };
    if (camera) await tell('started');
    const leave = camera ? await tell('finished', { frames: String(FRAMES), ...images }) : await tell('unsupported');
    if (leave !== undefined) await this.leave(leave);
  }

  private async leave({ method, action, fields }: Leave): Promise<void> {
    const body = new URLSearchParams(fields);
    const url = method === 'GET' ? `${action.split('?')[0]}?${body}` : action;
    if (url.startsWith(this.mailbox.returnUrl)) this.waysBack.push(method);
    await fetch(url, method === 'GET' ? {} : { method, body });
  }

  private async collect(page: SeenPage): Promise<SeenFlow> {
    const { endWithinMs, othersWithinMs, settleMs } = this.tools.stage.times;
    const { mailbox } = this;
    const came = page.refusal === '' && (await mailbox.waitFor((arrivals) => arrivals.length > 0, endWithinMs));
    const deadlineMs = performance.now() + othersWithinMs;
    if (came) {
      await mailbox.waitFor(hasBoth, othersWithinMs);
      await mailbox.waitFor(() => false, settleMs);
    }
    const callbacks = mailbox.arrivals.map((one) => seenCallback(one, this.begunMs, deadlineMs, this.credential));
    return { page, callbacks, navigation: this.waysBack[0] ?? '', endWithinMs, othersWithinMs };
  }
}
