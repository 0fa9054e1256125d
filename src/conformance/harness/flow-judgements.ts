import type { FlowExpectation, TokenExpectation } from '../../flow/expectations.js';
import { servesNoPage, undecided, whyNoCallback } from '../../flow/judge/seen.js';
import { judgeExpired, judgeRace, judgeSecondUse, judgeUnexpired, planExpiry } from '../../flow/judge/token.js';
import { judgeWalk } from '../../flow/judge/walk.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { type FlowCase, hasCamera } from './flow-groups.js';
import { flowResults, type ShownJudgement } from './flow-results.js';
import type { askToken, FlowToken } from './flow-token.js';
import type { FlowTools, Walk } from './flow-tools.js';
import type { Judged } from './judged.js';

/** Of a flow whose target has no page to walk. */
export const NO_PAGE: Judged & { readonly verdict: 'not-due' } = {
  verdict: 'not-due',
  note: say('noLivenessPage'),
};

/** After so many walks that found no page, and none that found one, no further token is asked for. */
const WALKS_TO_LEARN = 2;

/** Whether the walks of a run so far show that its target serves no liveness page. */
export function lacksPage(results: readonly Pick<ContractResult, 'steps' | 'note' | 'durationMs'>[]): boolean {
  // Of the results of one walk the first alone has its duration.
  const walked = results.filter(
    ({ steps, durationMs }) => durationMs > 0 && steps.some(({ title }) => title === say('opened')),
  );
  return walked.length >= WALKS_TO_LEARN && walked.every(({ note }) => note === NO_PAGE.note);
}

/** A walk that has its token, and what it is judged with. */
export interface Walked {
  readonly token: FlowToken;
  readonly walk: Walk;
  readonly tools: FlowTools;
  readonly fresh: () => ReturnType<typeof askToken>;
}

/** Walks as the cases want it: one judgement for each, in their order. */
export async function seeAndJudge(cases: readonly FlowCase[], walked: Walked): Promise<ShownJudgement[]> {
  const { scenario } = cases[0]!;
  if (scenario.kind === 'flow' && triesToken(scenario.see)) return [await judgeToken(scenario.see, walked)];
  const { token, walk, tools } = walked;
  const flow = await walk.walk(token.pageUrl, { camera: hasCamera(scenario) });
  const results = flowResults(flow, token.sent, tools);
  const judged: ShownJudgement[] = [];
  for (const planned of cases) {
    const { scenario: one } = planned;
    if (servesNoPage(flow.page)) judged.push(NO_PAGE);
    else if (one.kind === 'result') judged.push(await results.ask(planned, one));
    else if (triesToken(one.see)) throw new Error(`${planned.id}: a token is tried by itself`);
    else judged.push(judgeWalk(one.see, flow, token.sent));
  }
  return judged;
}

function triesToken(see: FlowExpectation): see is TokenExpectation {
  return see.startsWith('token ');
}

async function judgeToken(see: TokenExpectation, { token, walk, fresh }: Walked): Promise<Judged> {
  switch (see) {
    case 'token refused the second time': {
      const first = await walk.walk(token.pageUrl);
      if (servesNoPage(first.page)) return NO_PAGE;
      const worked = first.callbacks.length > 0;
      return judgeSecondUse(first, worked ? await walk.tryRefused(say('openedAgain'), token.pageUrl) : undefined);
    }
    case 'token refused while in use': {
      const race = await walk.race(token.pageUrl);
      return servesNoPage(race.flow.page) ? NO_PAGE : judgeRace(race);
    }
    case 'token refused after expired_time':
    case 'token works before expired_time': {
      const side = see === 'token works before expired_time' ? 'before' : 'after';
      const plan = planExpiry(side, token.expiredTime, Date.now(), token.skewMs);
      if (plan.kind === 'not-run') return { verdict: 'not-due', note: plan.why };
      if (side === 'before') {
        const flow = await walk.walk(token.pageUrl, { notBeforeMs: plan.atMs });
        return servesNoPage(flow.page) ? NO_PAGE : judgeUnexpired(flow, plan.expiresMs);
      }
      const refused = await walk.tryRefused(say('openedLate'), token.pageUrl, plan.atMs);
      const nowhere = servesNoPage(refused.page);
      if (refused.effects.length > 0 || (refused.page.refusal !== '' && !nowhere)) return judgeExpired(refused);
      // Refused for its age, or as any token would be: only the page of a new one tells.
      const other = await fresh();
      if ('notRun' in other) return { verdict: 'undecided', note: other.notRun };
      const flow = await walk.walk(other.pageUrl);
      if (servesNoPage(flow.page)) return NO_PAGE;
      const opened = nowhere && flow.page.refusal === '';
      return opened || flow.callbacks.length > 0 ? judgeExpired(refused) : undecided(whyNoCallback(flow));
    }
  }
}
