import { after, pause } from '../clock.js';
import type { RampingVus } from '../options/scenario-types.js';
import type { Vu } from '../vu.js';
import type { ExecutorContext } from './context.js';

/** From `atMs` into the scenario on, `vus` are wanted. */
export interface VuStep {
  readonly atMs: number;
  readonly vus: number;
}

/** When the number of wanted VUs changes: each stage spreads its steps evenly over its time, the last one at its end. Of steps at the same time only the last counts. */
export function vuSteps({ startVus, stages }: Pick<RampingVus, 'startVus' | 'stages'>): VuStep[] {
  const steps: VuStep[] = [{ atMs: 0, vus: startVus }];
  let vus = startVus;
  let startMs = 0;
  for (const { durationMs, target } of stages) {
    const change = Math.abs(target - vus);
    const way = Math.sign(target - vus);
    for (let i = 1; i <= change; i++) steps.push({ atMs: startMs + (durationMs * i) / change, vus: vus + way * i });
    vus = target;
    startMs += durationMs;
  }
  return steps.filter(({ atMs }, index) => steps[index + 1]?.atMs !== atMs);
}

/** One place among the VUs that come and go: while wanted, a VU iterates in it. */
class Seat {
  #wanted = false;
  #looping: Promise<void> | undefined;
  #vu: Vu | undefined;
  #cancelCut: () => void = () => {};

  constructor(
    readonly context: ExecutorContext,
    readonly endsAt: number,
  ) {}

  take(): void {
    this.#wanted = true;
    this.#cancelCut();
    this.#looping ??= this.#loop();
  }

  /** Lets the running iteration finish within `gracefulMs`. */
  leave(gracefulMs: number): void {
    if (!this.#wanted) return;
    this.#wanted = false;
    if (this.#looping === undefined) return;
    this.#cancelCut = after(gracefulMs, () => this.#vu?.interrupt());
  }

  async left(): Promise<void> {
    await this.#looping;
    this.#cancelCut();
  }

  async #loop(): Promise<void> {
    const { context } = this;
    const { run } = context;
    this.#vu = context.acquire();
    while (this.#wanted && !context.stop.aborted && context.now() < this.endsAt) {
      const end = await context.iterate(this.#vu, context.workShare.nth(run.begun++));
      if (end === 'interrupted') break;
    }
    context.release(this.#vu);
    this.#vu = undefined;
    this.#looping = undefined;
    this.#cancelCut();
  }
}

/** VUs that come and go in straight lines; one that goes gets `gracefulRampDown` for its running iteration. */
export async function rampingVus(scenario: RampingVus, context: ExecutorContext): Promise<void> {
  const { startsAtMs } = context.run;
  const steps = vuSteps(scenario);
  const last = steps.at(-1)!;
  // As in k6, time at the end without a VU is not waited for.
  const lastsMs = last.vus === 0 ? last.atMs : scenario.stages.reduce((sum, stage) => sum + stage.durationMs, 0);
  const endsAt = startsAtMs + lastsMs;
  const seats: Seat[] = [];
  let taken = 0;
  for (const { atMs, vus } of steps) {
    await pause(startsAtMs + atMs - context.now(), context.stop);
    if (context.stop.aborted) break;
    const wanted = context.vuShare.count(vus);
    for (; taken < wanted; taken++) {
      seats[taken] ??= new Seat(context, endsAt);
      seats[taken]!.take();
    }
    for (; taken > wanted; taken--) seats[taken - 1]!.leave(scenario.gracefulRampDownMs);
  }
  await pause(endsAt - context.now(), context.stop);
  await Promise.all(seats.map((seat) => seat.left()));
}
