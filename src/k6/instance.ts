import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ProxyAddress } from '../network/proxy.js';
import { sharedClock } from './clock.js';
import { dialer, loadUndici } from './dialer.js';
import type { Environment } from './environment.js';
import { dealt, readSegmentation, type Segmentation } from './execution-segment.js';
import { LOAD_EXIT } from './exit-codes.js';
import { Deadlines } from './http/deadlines.js';
import { TIMED_OUT } from './http/failure.js';
import { loadHtml, readsHtml } from './http/html.js';
import { RequestFailed } from './http/request-failed.js';
import { SendBudget } from './http/send-budget.js';
import type { Boot, Called, Declared, InstanceApi, InstanceEvent, Part, Report } from './instance-api.js';
import { BUILTIN } from './metrics/builtin.js';
import { PointSink } from './metrics/points.js';
import { MetricStore } from './metrics/store.js';
import { plain, untakable } from './options/exported.js';
import { maxVusOf } from './options/scenario-types.js';
import { completeSettings } from './options/settings.js';
import { runScenario } from './run-scenario.js';
import { type CompiledScript, compileScript } from './script.js';
import type { SecretSources } from './secret-sources.js';
import { setupJson } from './setup-data.js';
import { watchStrayRejections } from './stray-rejections.js';
import { packFiles } from './summary-files.js';
import { thrownText } from './thrown.js';
import { Vu } from './vu.js';
import { VuPool } from './vu-pool.js';

/** How long requests in flight may take when the budget is used up, and how often they are looked for. */
const DRAIN_MS = 5000;
const LOOK_EVERY_MS = 20;

/** The event-loop monitor looks every so often; what it shows above that is lag. */
const LAG_RESOLUTION_MS = 10;

/** The engine on one thread: the script, its VUs and what they measure. */
export class Instance implements InstanceApi {
  readonly #emit: (event: InstanceEvent) => void;
  readonly #now = sharedClock();
  readonly #stop = new AbortController();
  readonly #lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
  #script: CompiledScript | undefined;
  #env: Readonly<Record<string, string>> = {};
  #secrets: SecretSources = {};
  #proxy: ProxyAddress = null;
  #part: Part | undefined;
  #environment: Environment | undefined;
  #segmentation: Segmentation | undefined;
  #pool: VuPool | undefined;
  #cut: NodeJS.Timeout | undefined;
  #overBudget = false;
  #unwatch: () => void = () => {};
  #takeStray: ((reason: unknown) => void) | undefined;
  /** The VU that runs setup(), teardown() or handleSummary() at the moment. */
  #calling: Vu | undefined;

  constructor(emit: (event: InstanceEvent) => void) {
    this.#emit = emit;
  }

  async declare({ path, code, map, env, secrets, proxy }: Boot): ReturnType<InstanceApi['declare']> {
    this.#env = env;
    this.#secrets = secrets;
    this.#proxy = proxy;
    try {
      if (readsHtml(code)) await loadHtml();
      const script = compileScript(path, code, map);
      this.#script = script;
      this.#unwatch = watchStrayRejections({
        owns: (reason) =>
          !(reason instanceof Error) || reason instanceof RequestFailed || script.appearsIn(reason.stack ?? ''),
        take: (reason) => this.#onStray(reason),
      });
      const environment = this.#newEnvironment({
        settings: completeSettings([]),
        index: 0,
        of: 1,
        thresholdKeys: [],
        wantsPoints: false,
        counters: new SharedArrayBuffer(0),
        budget: undefined,
      });
      const exports = await this.#opened(environment);
      const options = exports.options ?? {};
      const problems = untakable(options);
      if (problems.length > 0) return { ok: false, exitCode: LOAD_EXIT.invalidConfig, message: problems.join('\n') };
      const declared: Declared = {
        options: plain(options),
        exports: Object.keys(exports).filter((name) => typeof exports[name] === 'function'),
        metrics: environment.store.metrics,
      };
      return { ok: true, declared };
    } catch (error) {
      return { ok: false, exitCode: LOAD_EXIT.scriptException, message: this.#caused(error) };
    }
  }

  async prepare(part: Part): Promise<Called> {
    const { settings, index, of } = part;
    this.#part = part;
    this.#segmentation = readSegmentation(settings.executionSegment, settings.executionSegmentSequence);
    this.#environment = this.#newEnvironment(part);
    const share = dealt(this.#segmentation.share, index, of);
    if (this.#proxy !== null || Object.values(this.#env).some((value) => value.startsWith('https:')))
      await loadUndici();
    this.#pool = new VuPool(this.#environment, share);
    try {
      await this.#pool.fill(plannedVus(part, this.#segmentation));
    } catch (error) {
      return { ok: false, message: this.#caused(error) };
    }
    return { ok: true, json: '' };
  }

  setup(): Promise<Called> {
    return this.#call('setup', []);
  }

  async run(data: string, startAtMs: number): Promise<void> {
    const environment = this.#environment!;
    environment.startedAtMs = startAtMs;
    this.#lag.enable();
    const { settings, index, of, counters } = this.#part!;
    const shared = new Int32Array(counters);
    await Promise.all(
      settings.scenarios.map((scenario, position) =>
        runScenario({
          scenario,
          environment,
          segmentation: this.#segmentation!,
          pool: this.#pool!,
          index,
          of,
          startAtMs,
          data,
          stop: this.#stop.signal,
          nextShared: () => Atomics.add(shared, position, 1),
        }),
      ),
    );
    this.#lag.disable();
    clearTimeout(this.#cut);
  }

  async stop(drainMs: number, onceIdle: boolean): Promise<void> {
    this.#stop.abort();
    clearTimeout(this.#cut);
    const calling = this.#calling;
    const cut = (): void => {
      this.#pool?.closeAll();
      calling?.interrupt();
    };
    if (!onceIdle) {
      this.#cut = setTimeout(cut, drainMs);
      return;
    }
    const lastAt = this.#now() + drainMs;
    let idle = 0;
    const look = (): void => {
      const inFlight = (this.#pool?.inFlight ?? 0) + (calling?.connections.inFlight ?? 0);
      idle = inFlight === 0 ? idle + 1 : 0;
      // Twice, as what has just arrived may still be on its way to the script.
      if (idle >= 2 || this.#now() >= lastAt) cut();
      else this.#cut = setTimeout(look, LOOK_EVERY_MS);
    };
    look();
  }

  teardown(data: string): Promise<Called> {
    return this.#call('teardown', data === '' ? [undefined] : [JSON.parse(data)]);
  }

  summarize(data: string): Promise<Called> {
    return this.#call('handleSummary', [JSON.parse(data)]);
  }

  async report(): Promise<Report> {
    const { store, counts } = this.#environment!;
    this.#pool?.endForsaken();
    store.points?.flush();
    const lagMs = (nanoseconds: number): number =>
      Number.isFinite(nanoseconds) ? Math.max(0, nanoseconds / 1e6 - LAG_RESOLUTION_MS) : 0;
    return {
      ...store.drain(),
      vusActive: counts.vusActive,
      vusInitialized: counts.vusInitialized,
      lagMaxMs: this.#lag.count > 0 ? lagMs(this.#lag.max) : 0,
      lagP99Ms: this.#lag.count > 0 ? lagMs(this.#lag.percentile(99)) : 0,
    };
  }

  async close(): Promise<void> {
    this.#unwatch();
    clearTimeout(this.#cut);
    this.#lag.disable();
    this.#pool?.closeAll();
    this.#environment?.deadlines.close();
  }

  /** Calls an exported function on a VU of its own, as k6 does. */
  async #call(name: string, args: readonly unknown[]): Promise<Called> {
    const environment = this.#environment!;
    try {
      const vu = new Vu(environment, 0, 0);
      await vu.opened;
      const call = vu.instance.exports[name] as (...args: readonly unknown[]) => unknown;
      if (name !== 'handleSummary') {
        vu.enterGroup(`::${name}`);
        // There from the start: a setup() that is cut off has bytes to its name, too.
        for (const metric of [BUILTIN.dataSent, BUILTIN.dataReceived]) vu.context.series(metric);
      }
      this.#calling = vu;
      let thrown: { error: unknown } | undefined;
      let result: unknown;
      vu.onException = (error) => {
        thrown = { error };
      };
      const end = await vu.execute(
        () => call(...args),
        (returned) => {
          result = returned;
        },
      );
      this.#calling = undefined;
      vu.close();
      if (name !== 'handleSummary') {
        this.#measureBytes(vu);
      }
      if (thrown !== undefined) return { ok: false, message: this.#caused(thrown.error) };
      if (end === 'interrupted') return { ok: false, message: `${name}() was interrupted` };
      return handOver(name, result);
    } catch (error) {
      return { ok: false, message: this.#caused(error) };
    }
  }

  /** Runs the init code, to see what it exports. Rejects with what it throws, or leaves rejected. */
  async #opened(environment: Environment): Promise<Readonly<Record<string, unknown>>> {
    let stray: { reason: unknown } | undefined;
    this.#takeStray = (reason) => {
      stray ??= { reason };
    };
    const vu = new Vu(environment, 0, 0);
    await vu.opened;
    await new Promise((resolve) => setImmediate(resolve));
    this.#takeStray = undefined;
    if (stray !== undefined) throw stray.reason;
    return vu.instance.exports;
  }

  /** A rejection nobody awaits: in setup() and teardown() an exception like any other, elsewhere said and left at that. */
  #onStray(reason: unknown): void {
    if (this.#takeStray !== undefined) this.#takeStray(reason);
    else if (this.#calling !== undefined) this.#calling.onException(reason);
    else this.#emit({ type: 'log', level: 'error', text: `Uncaught (in promise) ${this.#explained(reason)}` });
  }

  /** Adds what a VU outside of the scenarios has sent and received so far. */
  #measureBytes(vu: Vu): void {
    vu.context.series(BUILTIN.dataSent).add(vu.bytesSent, this.#now());
    vu.context.series(BUILTIN.dataReceived).add(vu.bytesReceived, this.#now());
  }

  #newEnvironment({ settings, thresholdKeys, wantsPoints, budget }: Part): Environment {
    const now = this.#now;
    const epochShiftMs = Date.now() - now();
    const points = wantsPoints
      ? new PointSink((batch) => this.#emit({ type: 'points', batch }), epochShiftMs)
      : undefined;
    const environment: Environment = {
      script: this.#script!,
      settings,
      env: this.#env,
      secrets: this.#secrets,
      store: new MetricStore(thresholdKeys, new Set(settings.systemTags), points),
      now,
      deadlines: new Deadlines(now, (exchange) => exchange.connection?.abort(TIMED_OUT)),
      dial: dialer(now, settings.insecureSkipTlsVerify, this.#proxy),
      budget: budget === undefined ? undefined : new SendBudget(budget),
      sharedArrays: new Map(),
      counts: { iterationsCompleted: 0, iterationsInterrupted: 0, vusActive: 0, vusInitialized: 0 },
      startedAtMs: undefined,
      epochShiftMs,
      log: (level, text) => this.#emit({ type: 'log', level, text }),
      stop: (stop) => {
        if (stop.kind !== 'budget') this.#stop.abort();
        else if (this.#overBudget) return;
        else void this.stop(DRAIN_MS, true);
        this.#overBudget ||= stop.kind === 'budget';
        this.#emit({ type: 'stop', stop });
      },
      fail: (message) => this.#emit({ type: 'fail', message }),
    };
    return environment;
  }

  /** What was thrown and where in the script, without the stack. */
  #caused(error: unknown): string {
    if (!(error instanceof Error)) return thrownText(error);
    return this.#script?.placed(error) ?? `${error.name}: ${error.message}`;
  }

  #explained(error: unknown): string {
    const text = error instanceof Error ? (error.stack ?? `${error.name}: ${error.message}`) : thrownText(error);
    return this.#script?.locate(text) ?? text;
  }
}

/** What a function of the script returned, as the master needs it. Throws for data of setup() that cannot be handed on. */
function handOver(name: string, result: unknown): Called {
  if (name === 'setup') return { ok: true, json: result === undefined ? '' : setupJson(result) };
  if (name === 'teardown') return { ok: true, json: '' };
  const { files, failure } = packFiles(result, (bytes) => Buffer.from(bytes).toString('base64'));
  return failure === '' ? { ok: true, json: JSON.stringify(files) } : { ok: false, message: failure };
}

/** How many VUs the scenarios of a thread may use at the same time, by their planned times. */
function plannedVus({ settings, index, of }: Part, segmentation: Segmentation): number {
  const share = segmentation.share;
  return settings.scenarios.reduce((sum, scenario) => {
    const most = 'preAllocatedVus' in scenario ? scenario.preAllocatedVus : maxVusOf(scenario);
    const threads = Math.min(of, Math.max(1, share.count(most)));
    return sum + (index < threads ? dealt(share, index, threads).count(most) : 0);
  }, 0);
}
