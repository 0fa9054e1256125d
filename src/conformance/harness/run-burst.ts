import { setTimeout as sleep } from 'node:timers/promises';
import { describeAnswer } from '../../contract/answer.js';
import { type BurstCount, countBurst } from '../../contract/burst.js';
import { contractById } from '../../contract/contracts.js';
import { signalText } from '../../contract/signals.js';
import type { Contract } from '../../contract/types.js';
import type { ContractResult, ResultStep } from '../../records/types.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { BurstScenario } from '../scenario/types.js';
import { sendBurst } from '../send/burst.js';
import { type CaseTools, prepare, recordAnswer, shownBody } from './case-run.js';
import { askPermit } from './permit.js';
import { resultOf } from './result-of.js';

/** Time for a server to count the answered requests out again. */
const SETTLE_MS = 300;
const ROUNDS = 3;
const SEARCH_UP_TO = 64;

function expectation(burst: BurstScenario['burst'], contract: Contract): string {
  const refused = `refused with ${signalText('too many in flight', contract)}`;
  switch (burst) {
    case 'at the limit':
      return 'every request answered, none refused';
    case 'one above the limit':
      return `one request ${refused}, every other answered`;
    case 'far above the limit':
      return `the excess ${refused}, as many answered as the limit allows`;
    case 'after a burst':
      return 'every request answered as before the burst';
  }
}

/** Ends a case early: with a verdict, or because it cannot be run. */
class Ended extends Error {
  constructor(
    readonly status: 'failed' | 'not-run',
    readonly text: string,
    readonly inconclusive = status === 'not-run',
  ) {
    super(text);
  }
}

let knownLimit: number | undefined;

/** Sends bursts with an exact number of requests in flight and judges who was refused. */
export async function runBurst(
  planned: PlannedScenario,
  scenario: BurstScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const expected = expectation(scenario.burst, contractById(tools.plan.contracts, planned.contract));
  if (tools.plan.burstsForbidden !== '')
    return resultOf(planned, 'not-run', { expected, note: tools.plan.burstsForbidden });
  const run = new BurstRun(planned, scenario, tools);
  try {
    const limit = await run.limit();
    const actual = await run.judge(limit);
    return resultOf(planned, 'passed', { expected, actual, note: `limit ${limit}`, ...run.seen() });
  } catch (error) {
    if (!(error instanceof Ended)) throw error;
    const given =
      error.status === 'failed' ? { actual: error.text } : { note: error.text, inconclusive: error.inconclusive };
    return resultOf(planned, error.status, { expected, ...given, ...run.seen() });
  }
}

class BurstRun {
  private readonly begunMs = performance.now();
  private readonly steps: ResultStep[] = [];
  private sent = 0;
  private curl = '';
  private body = '';

  constructor(
    private readonly planned: PlannedScenario,
    private readonly scenario: BurstScenario,
    private readonly tools: CaseTools,
  ) {}

  seen(): Pick<ContractResult, 'durationMs' | 'curl' | 'body' | 'steps'> {
    return { durationMs: performance.now() - this.begunMs, curl: this.curl, body: this.body, steps: this.steps };
  }

  /** The contracted limit, or the one found by doubling: what a burst with refusals let through. */
  async limit(): Promise<number> {
    const contracted = this.tools.plan.concurrencyLimit ?? knownLimit;
    if (contracted !== undefined) return contracted;
    for (let size = 2; size <= SEARCH_UP_TO; size *= 2) {
      const count = await this.burst(size);
      if (count.refused > 0 && count.internal === 0) {
        knownLimit = count.granted;
        return count.granted;
      }
    }
    throw new Ended(
      'not-run',
      `no request was refused with up to ${SEARCH_UP_TO} in flight; state concurrency_limit in the target file`,
      false,
    );
  }

  async judge(limit: number): Promise<string> {
    switch (this.scenario.burst) {
      case 'at the limit':
        return this.expectNone(limit, ROUNDS);
      case 'one above the limit':
        return this.expectExcess(limit, limit + 1);
      case 'far above the limit':
        return this.expectExcess(limit, Math.max(limit * 2, limit + 2));
      case 'after a burst':
        return this.expectRecovery(limit);
    }
  }

  private async expectNone(limit: number, rounds: number): Promise<string> {
    for (let round = 0; round < rounds; round += 1) {
      const { refused, size } = await this.burst(limit);
      if (refused > 0)
        throw new Ended('failed', `${refused} of ${size} requests refused although ${size} may be in flight`);
    }
    return `${rounds} bursts of ${limit}: none refused`;
  }

  private async expectExcess(limit: number, size: number): Promise<string> {
    const counts: BurstCount[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const count = await this.burst(size);
      counts.push(count);
      const most = size - limit;
      if (count.refused > most)
        throw new Ended(
          'failed',
          `${count.refused} of ${size} requests refused, ${count.refused - most} more than the excess over ${limit}`,
        );
      if (count.refused + count.internal < most && count.overlapped) {
        throw new Ended(
          'failed',
          `${count.granted} of ${size} requests answered although only ${limit} may be in flight, and all were in flight at once`,
        );
      }
    }
    if (counts.every(({ refused }) => refused === 0)) {
      throw new Ended(
        'not-run',
        `no request was refused, but the answers came too fast to prove that ${size} were in flight at once`,
      );
    }
    return `${ROUNDS} bursts of ${size}: ${counts.map(({ refused }) => refused).join(', ')} refused`;
  }

  private async expectRecovery(limit: number): Promise<string> {
    await this.burst(Math.max(limit * 2, limit + 2));
    await this.expectNone(1, 3);
    await this.expectNone(limit, 1);
    return `after a burst above the limit 3 single requests and a burst of ${limit}: none refused`;
  }

  private async burst(size: number): Promise<BurstCount> {
    await sleep(SETTLE_MS);
    const prepared = Array.from({ length: size }, () => {
      const one = prepare(this.planned.id, this.planned.contract, this.scenario, this.sent, this.tools);
      this.sent += 1;
      if ('notRun' in one) throw new Ended('not-run', one.notRun, one.inconclusive);
      return one;
    });
    for (const _ of prepared) {
      const permit = await askPermit(this.tools.plan.permitUrl);
      if (!permit.granted) throw new Ended('not-run', permit.reason);
    }
    const { known } = this.tools;
    await known.share(prepared.flatMap(({ sensitive }) => sensitive));
    const atMs = performance.now() - this.begunMs;
    const members = await sendBurst(prepared.map(({ request }) => request));
    await known.refresh();
    members.forEach((member, place) => {
      recordAnswer(
        member,
        {
          contract: this.planned.contract,
          scenario: this.planned.id,
          kind: 'judged',
          attempt: 0,
          curl: prepared[place]!.curl,
        },
        this.tools,
      );
    });
    const count = countBurst(members, contractById(this.tools.plan.contracts, this.planned.contract));
    const detail = [`${count.granted} answered`, `${count.refused} refused`];
    if (count.internal > 0) detail.push(`${count.internal} to be tried again`);
    if (count.overlapped) detail.push('all in flight at once, by the time they say they took');
    this.steps.push({ title: `${size} requests at once`, atMs, detail: detail.join(', ') });
    this.curl = prepared[0]?.curl ?? '';
    if (count.unanswered[0] !== undefined) throw new Ended('not-run', describeAnswer(count.unanswered[0]));
    if (count.others[0] !== undefined) {
      const other = members.find(({ answer }) => answer === count.others[0]);
      if (other !== undefined) this.body = shownBody(other, this.tools.recorder);
      throw new Ended('failed', `${describeAnswer(count.others[0])} (${count.others.length} of ${size} requests)`);
    }
    return count;
  }
}
