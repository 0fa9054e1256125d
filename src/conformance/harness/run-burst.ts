import { setTimeout as sleep } from 'node:timers/promises';
import { type BurstCount, countBurst } from '../../contract/burst.js';
import { contractById } from '../../contract/contracts.js';
import { undecided } from '../../flow/judge/seen.js';
import type { ContractResult, ResultStep } from '../../records/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { BurstScenario } from '../scenario/types.js';
import { type BurstMember, sendBurst } from '../send/burst.js';
import { burstExpectation, findLimit, tryRounds } from './burst-rounds.js';
import { type CaseTools, noteAccount, prepare, type Ready, recordAnswer, shownBody } from './case-run.js';
import { type Judged, judgedResult, notSent } from './judged.js';
import { askPermit } from './permit.js';

/** Time for a server to count the answered requests out again. */
const SETTLE_MS = 300;

let knownLimit: number | undefined;

/** Sends bursts with an exact number of requests in flight and judges who was refused. */
export async function runBurst(
  planned: PlannedScenario,
  scenario: BurstScenario,
  tools: CaseTools,
): Promise<ContractResult> {
  const { plan, recorder } = tools;
  const contract = contractById(plan.contracts, planned.contract);
  const expected = burstExpectation(scenario.burst, contract);
  if (plan.burstsForbidden !== '')
    return judgedResult(planned, { verdict: 'not-due', note: plan.burstsForbidden }, { expected });
  const begunMs = performance.now();
  const steps: ResultStep[] = [];
  const seen = { curl: '', body: '' };
  let sent = 0;

  const send = async (size: number): Promise<BurstCount | Judged> => {
    await sleep(SETTLE_MS);
    const prepared: Ready[] = [];
    for (; prepared.length < size; sent += 1) {
      const one = prepare(planned.id, contract.id, scenario, sent, tools);
      if ('notRun' in one) return notSent(one);
      prepared.push(one);
    }
    for (const _ of prepared) {
      const permit = await askPermit(plan.permitUrl);
      if (!permit.granted) return undecided(permit.reason);
    }
    await tools.known.share(prepared.flatMap(({ sensitive }) => sensitive));
    const atMs = performance.now() - begunMs;
    const members = await sendBurst(prepared.map(({ request }) => request));
    await tools.known.refresh();
    const about = { contract: contract.id, scenario: planned.id, kind: 'judged', attempt: 0 } as const;
    members.forEach((member, place) => {
      recordAnswer(member, { ...about, curl: prepared[place]!.curl }, tools);
    });
    for (const [place, { answer }] of members.entries()) {
      const lost = await noteAccount(prepared[place]!, answer, planned.id, tools);
      if (lost !== undefined) return undecided(lost);
    }
    const count = countBurst(members, contract);
    steps.push({ title: say('atOnce', { count: size }), atMs, detail: detailOf(count) });
    seen.curl = prepared[0]?.curl ?? '';
    seen.body = bodyOfOther(members, count, recorder);
    return count;
  };

  const limit = plan.concurrencyLimit ?? knownLimit ?? (await findLimit(send));
  if (typeof limit === 'number') knownLimit = limit;
  const judged = typeof limit === 'number' ? await tryRounds(scenario.burst, limit, send) : limit;
  return judgedResult(planned, judged, { expected, ...seen, steps, durationMs: performance.now() - begunMs });
}

function detailOf({ granted, refused, internal, overlapped }: BurstCount): string {
  const answered = say('answered', { count: granted, more: refused });
  const all = internal > 0 ? say('toBeTriedAgain', { what: answered, count: internal }) : answered;
  return overlapped ? say('together', { what: all }) : all;
}

/** The first answer that is neither a success nor a refusal; empty where there is none. */
function bodyOfOther(members: readonly BurstMember[], { others }: BurstCount, recorder: CaseTools['recorder']): string {
  const other = members.find(({ answer }) => answer === others[0]);
  return other === undefined ? '' : shownBody(other, recorder);
}
