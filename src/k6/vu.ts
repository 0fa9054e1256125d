import { after } from './clock.js';
import type { Environment } from './environment.js';
import { ConnectionPool } from './http/connection-pool.js';
import { CookieJar } from './http/cookies.js';
import type { Failure } from './http/failure.js';
import { Interrupted } from './interrupted.js';
import { BUILTIN } from './metrics/builtin.js';
import type { TagContext } from './metrics/tag-context.js';
import { consoleFor } from './modules/console.js';
import { openFor } from './modules/open.js';
import { requireFor } from './modules/require.js';
import { seededMath } from './modules/seeded-math.js';
import { timersFor } from './modules/timers.js';
import { webCryptoFor } from './modules/web-crypto.js';
import type { Iteration, ScenarioRun } from './scenario-run.js';
import { type ScriptInstance, vuGlobal } from './script.js';
import type { VuState } from './script-vu.js';
import { thrownText } from './thrown.js';
import { Waiting } from './waiting/waiting.js';

/** How an iteration ended: `failed` means with an exception, which still counts as an iteration. */
export type IterationEnd = 'completed' | 'failed' | 'interrupted';

const NO_TAGS: Readonly<Record<string, string>> = {};

const INTERRUPTED: Failure = { code: 1000, text: 'the iteration was interrupted' };

/** What happens to a VU. "Work" is what takes time: requests, timers, sleep. */
type VuEvent = 'called' | 'returned' | 'threw' | 'settled' | 'interrupted';

/**
 * Where a VU stands, and where what happens takes it. What is not in the table changes nothing.
 *
 * | state     | is                                                | called  | returned | threw  | settled | interrupted |
 * | --------- | ------------------------------------------------- | ------- | -------- | ------ | ------- | ----------- |
 * | `init`    | its init code runs, or waits at its top level     |         |          |        | idle    |             |
 * | `idle`    | free                                              | running |          |        |         |             |
 * | `running` | in a function of the script                       |         | ending   | failed |         | over        |
 * | `ending`  | behind it, with work that it started              |         |          | failed | idle    | over        |
 * | `failed`  | after an exception, its work being cut off        |         |          |        | idle    | over        |
 * | `over`    | of no further use                                 |         |          |        |         |             |
 */
const NEXT: Readonly<Record<VuState, Readonly<Partial<Record<VuEvent, VuState>>>>> = {
  init: { settled: 'idle' },
  idle: { called: 'running' },
  running: { returned: 'ending', threw: 'failed', interrupted: 'over' },
  ending: { settled: 'idle', threw: 'failed', interrupted: 'over' },
  failed: { settled: 'idle', interrupted: 'over' },
  over: {},
};

/** One virtual user: its own run of the script, its connections, cookies and tags. */
export class Vu {
  readonly connections: ConnectionPool;
  readonly instance: ScriptInstance;
  /** Cookies of this iteration. */
  cookies = new CookieJar();
  /** Settles once the init code has come to its end; undefined when it has already. */
  opened: Promise<void> | undefined;
  iteration: Iteration | undefined;
  iterationsInInstance = 0;
  iterationInScenario = 0;
  readonly #perScenario = new Map<string, number>();
  context: TagContext;
  group = '';
  /** Tags the script sets on the VU itself. */
  tags: Readonly<Record<string, string>> = NO_TAGS;
  metadata: Record<string, string> = {};
  /** Whether the first request of the iteration was corrected for what its arrival waited. */
  corrected = false;
  bytesSent = 0;
  bytesReceived = 0;
  #scenario: ScenarioRun | undefined;
  #call: (data: unknown) => unknown = () => undefined;
  #scenarioTags: Record<string, string> = {};
  #state: VuState = 'init';
  /** How much work is under way. */
  #pending = 0;
  /** Whether the running call has started anything that takes time. */
  #worked = false;
  /** Tells what belongs to the running call from what an earlier one left behind. */
  #turn = 0;
  /** When the running call and all it started had ended. */
  #endedAtMs = 0;
  /** The call that was found waiting for nothing when last looked at. */
  #idleTurn = 0;
  #finish: (end: IterationEnd) => void = () => {};
  /** What waits for the end of the init code. */
  #opening: { done(): void; failed(error: unknown): void } | undefined;
  readonly timers: { clearAll(): void };
  readonly random = seededMath();
  /** How this VU's blocking calls are waited for. */
  readonly waiting = new Waiting((error) => {
    this.environment.stop({ kind: 'lacking', message: this.environment.script.placed(error) });
  });
  /** Calls off the sleep under way. */
  #sleeping: (() => void) | undefined;
  /** The script's `__ENV`. */
  readonly env: Record<string, string>;
  #data: { json: string; value: unknown } | undefined;

  /** Runs the script's init code. Throws what that throws. */
  constructor(
    readonly environment: Environment,
    readonly idInInstance: number,
    readonly idInTest: number,
  ) {
    this.connections = new ConnectionPool(
      environment.dial,
      environment.settings.noConnectionReuse ? 0 : environment.settings.batchPerHost,
      environment.now,
      environment.budget,
    );
    this.context = environment.store.context({ ...environment.settings.tags, group: '' });
    const timers = timersFor(this);
    this.timers = timers;
    const globals = {
      open: openFor(this),
      // What goes on in the script after an iteration was cut off would not run at all on k6.
      console: consoleFor((level, text) => {
        if (this.#state !== 'failed' && this.#state !== 'over') environment.log(level, text);
      }),
      setTimeout: timers.setTimeout,
      clearTimeout: timers.clearTimeout,
      setInterval: timers.setInterval,
      clearInterval: timers.clearInterval,
      crypto: webCryptoFor(this),
      Math: this.random.math,
      TextEncoder,
      TextDecoder,
    };
    const own = vuGlobal(globals);
    this.env = { ...environment.env };
    this.instance = environment.script.run({
      require: requireFor(this, timers),
      globals: own,
      env: this.env,
      vu: idInTest,
    });
    if (this.instance.later === undefined && this.#pending === 0) this.#moves('settled');
    else this.opened = this.#open(this.instance.later);
  }

  get state(): VuState {
    return this.#state;
  }

  /** Whether an iteration, or a call like setup(), is under way and may ask for more. */
  get active(): boolean {
    return this.#state === 'running' || this.#state === 'ending';
  }

  /** Takes the VU where an event takes it; false where it takes it nowhere. */
  #moves(event: VuEvent): boolean {
    const next = NEXT[this.#state][event];
    if (next === undefined) return false;
    this.#state = next;
    return true;
  }

  /** Waits for what the init code left to be done, and for its top-level `await`. */
  async #open(later: Promise<void> | undefined): Promise<void> {
    let waits = later !== undefined;
    const rest = new Promise<void>((done, failed) => {
      this.#opening = { done, failed };
    });
    later
      ?.finally(() => {
        waits = false;
      })
      .then(this.#settleSoon, (error: unknown) => this.#opening?.failed(error));
    if (this.#pending === 0) this.#settleSoon();
    try {
      await rest;
      if (waits) throw new Error('a top-level await waits for a promise that nothing settles');
      await later;
    } finally {
      this.#opening = undefined;
    }
    this.#moves('settled');
    this.opened = undefined;
  }

  /** Throws when the engine is called outside of where `what` may be used, or after the iteration was interrupted. */
  assertRunning(what: string): void {
    if (this.active) return;
    if (this.#state === 'init')
      throw new Error(`${what} may not be used in the init context; move it into the default function or setup()`);
    throw new Interrupted('the iteration was interrupted');
  }

  enterGroup(group: string): void {
    this.group = group;
    this.context = this.context.under('group', group);
  }

  refreshTags(): void {
    const { settings, store } = this.environment;
    this.context = store.context({ ...settings.tags, ...this.#scenarioTags, ...this.tags, group: this.group });
  }

  /** Something the iteration has to wait for. */
  beginWork(): void {
    this.#pending += 1;
    this.#worked = true;
  }

  endWork(): void {
    this.#pending -= 1;
    if (this.#pending > 0 || NEXT[this.#state].settled === undefined) return;
    this.#endedAtMs = this.environment.now();
    // What waits for this work without being awaited itself goes on first, and may start more.
    this.#settleSoon();
  }

  /** Runs one iteration. Never throws: an exception in the script is logged, and the end says so. */
  run(iteration: Iteration, data: string): Promise<IterationEnd> {
    if (this.opened !== undefined) return this.opened.then(() => this.run(iteration, data));
    const { scenario } = iteration;
    const { environment } = this;
    this.iteration = iteration;
    if (this.#scenario !== scenario) this.#enter(scenario);
    this.group = '';
    if (this.tags === NO_TAGS) this.context = scenario.context;
    else this.refreshTags();
    this.iterationInScenario = this.#perScenario.get(scenario.scenario.name) ?? 0;
    this.#perScenario.set(scenario.scenario.name, this.iterationInScenario + 1);
    this.instance.setIteration(this.iterationInScenario);
    this.corrected = false;
    if (!environment.settings.noCookiesReset) this.cookies.clear();
    const startedAt = environment.now();
    const sentBefore = this.bytesSent;
    const receivedBefore = this.bytesReceived;
    const call = this.#call;
    return this.execute(() => call(this.#dataFrom(data))).then((end) => {
      this.#measure(iteration, end, startedAt, this.#endedAtMs, sentBefore, receivedBefore);
      this.iterationsInInstance += 1;
      if (environment.settings.noVuConnectionReuse) this.connections.closeIdle();
      return end;
    });
  }

  /** Sets the VU up for a scenario: its function and its environment. */
  #enter(scenario: ScenarioRun): void {
    this.#scenario = scenario;
    this.#scenarioTags = scenario.tags;
    this.tags = NO_TAGS;
    this.#call = this.instance.exports[scenario.scenario.exec] as (data: unknown) => unknown;
    Object.assign(this.env, scenario.scenario.env);
  }

  /** Calls a function of the script and waits until all it started has ended; `take` gets what it returns. */
  execute(call: () => unknown, take: (result: unknown) => void = () => {}): Promise<IterationEnd> {
    this.#moves('called');
    this.#pending = 0;
    this.#worked = false;
    const turn = ++this.#turn;
    this.waiting.reset();
    return new Promise((resolve) => {
      this.#finish = resolve;
      try {
        const result = this.waiting.inTurn(call);
        if (typeof (result as PromiseLike<unknown> | null | undefined)?.then === 'function') {
          (result as PromiseLike<unknown>).then(
            (value) => {
              take(value);
              if (turn === this.#turn) this.#onReturn();
            },
            (error: unknown) => {
              if (turn === this.#turn) this.fail(error);
            },
          );
        } else {
          take(result);
          this.#onReturn();
        }
      } catch (error) {
        this.fail(error);
      }
    });
  }

  /** Ends the iteration at once: requests are cut, timers cleared, further calls of the engine throw. */
  interrupt(): void {
    const failed = this.#state === 'failed';
    if (!this.#moves('interrupted')) return;
    this.#cutOff();
    if (!failed) this.#endedAtMs = this.environment.now();
    this.#finish(failed ? 'failed' : 'interrupted');
  }

  /**
   * Ends a call that waits for a promise nothing can settle any more, when two looks in a row find it so: as in k6 its
   * iteration is over and counts.
   */
  endIfForsaken(): void {
    if (this.#state !== 'running' || this.#pending > 0) return;
    if (this.#idleTurn === this.#turn) {
      this.environment.log('warning', 'an iteration waits for a promise that nothing settles any more: it is ended');
      this.#turn += 1;
      this.#onReturn();
    } else this.#idleTurn = this.#turn;
  }

  close(): void {
    this.interrupt();
    this.timers.clearAll();
    this.connections.closeIdle();
  }

  /** Called with what an exception in the script was, other than the interruption of its iteration. */
  onException: (error: unknown) => void = (error) => {
    const text = error instanceof Error ? (error.stack ?? error.message) : `Uncaught ${thrownText(error)}`;
    this.environment.log('error', this.environment.script.locate(text));
  };

  /** Ends the iteration with an exception, wherever in the script it was thrown: what is still under way is cut off, as in k6. */
  fail(error: unknown): void {
    this.#opening?.failed(error);
    if (!this.#moves('threw')) return;
    this.onException(error);
    this.#endedAtMs = this.environment.now();
    if (this.#pending === 0) this.#settleWhenDone();
    else this.#cutOff();
  }

  /** Lets time pass. A sleep that is cut off never comes back. */
  sleep(ms: number): Promise<void> {
    this.beginWork();
    return new Promise((resolve) => {
      this.#sleeping = after(ms, () => {
        this.#sleeping = undefined;
        resolve();
        this.endWork();
      });
    });
  }

  #cutOff(): void {
    if (this.#sleeping !== undefined) {
      this.#sleeping();
      this.#sleeping = undefined;
      this.endWork();
    }
    this.timers.clearAll();
    this.connections.abortAll(INTERRUPTED);
  }

  #onReturn(): void {
    if (!this.#moves('returned')) return;
    this.#endedAtMs = this.environment.now();
    if (this.#pending === 0) this.#settleWhenDone();
  }

  #settleWhenDone(): void {
    if (this.#worked && !this.waiting.mixed) this.#settle();
    // A chain of promises that nobody awaits may not have come to its next request yet.
    else this.#settleSoon();
  }

  readonly #settleSoon = (): void => {
    setImmediate(this.#settle);
  };

  readonly #settle = (): void => {
    if (this.#pending > 0) return;
    if (this.#state === 'init') {
      this.#opening?.done();
      return;
    }
    const end = this.#state === 'failed' ? 'failed' : 'completed';
    if (this.#moves('settled')) this.#finish(end);
  };

  #measure(
    { lagMs, droppedAt }: Iteration,
    end: IterationEnd,
    startedAt: number,
    endedAt: number,
    sentBefore: number,
    receivedBefore: number,
  ): void {
    const { counts } = this.environment;
    const { context } = this;
    context.series(BUILTIN.dataSent).add(this.bytesSent - sentBefore, endedAt);
    context.series(BUILTIN.dataReceived).add(this.bytesReceived - receivedBefore, endedAt);
    if (end === 'interrupted') {
      counts.iterationsInterrupted += 1;
      return;
    }
    counts.iterationsCompleted += 1;
    context.series(BUILTIN.iterations).add(1, endedAt);
    context.series(BUILTIN.iterationDuration).add(endedAt - startedAt, endedAt);
    if (lagMs === undefined) return;
    const corrected = context.series(BUILTIN.iterationDurationCorrected);
    corrected.add(endedAt - startedAt + lagMs, endedAt);
    for (const dueAt of droppedAt) corrected.add(endedAt - dueAt, endedAt);
  }

  /** The VU's own copy of what setup() returned. */
  #dataFrom(json: string): unknown {
    if (this.#data?.json !== json)
      this.#data = { json, value: json === '' ? undefined : (JSON.parse(json) as unknown) };
    return this.#data.value;
  }
}
