import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { type FlowJudgement, failed, passed, type SeenFlow, type SeenPage, undecided, whyNoCallback } from './seen.js';

/** What an opening that must be refused led to. */
export interface SeenRefusal {
  readonly page: SeenPage;
  /** What a plain GET that asks for JSON got. */
  readonly plain: SeenPage;
  /** Callbacks of another liveness result: empty when the opening had no effect. */
  readonly effects: readonly ('notify' | 'return')[];
  /** How long was waited for effects, milliseconds. */
  readonly waitedMs: number;
}

/**
 * Rule `token.single-use`. How a server refuses is not written, so the effect counts: a second result (a callback) breaks the
 * rule. An error status, an error message, or a page from which nothing comes keeps it; the note says which.
 */
export function judgeSecondUse(first: SeenFlow, second: SeenRefusal | undefined): FlowJudgement {
  const whyNot = firstUseFault(first);
  if (whyNot !== undefined) return whyNot;
  if (second === undefined) return undecided(say('notOpenedAgain'));
  return judgeRefusal(second, say('secondOpening'), say('firstWorked'));
}

/** Two openings of one token at the same time. */
export interface SeenRace {
  /** The first opening and every callback, whichever opening it comes from. */
  readonly flow: SeenFlow;
  readonly second: SeenPage;
  /** How often a browser went to return_url; a request of the server there is no way back. */
  readonly waysBack: number;
}

/** Rule `token.single-use`, with the second opening while the first is under way: one of them may come to a result. */
export function judgeRace({ flow, second, waysBack }: SeenRace): FlowJudgement {
  const whyNot = firstUseFault(flow);
  if (whyNot !== undefined) return whyNot;
  const results = new Set(
    flow.callbacks.flatMap(({ via, data }) => (via === 'notify' && data !== undefined ? [data] : [])),
  );
  if (waysBack > 1 || results.size > 1) return failed(say('twoResults', { count: waysBack, of: results.size }));
  if (second.status >= 500)
    return undecided(say('gotNoAnswer', { what: say('secondOpening'), reason: second.refusal }));
  const answer = second.refusal === '' ? say('pageWithStatus', { status: second.status }) : second.refusal;
  return passed(say('oneResult', { answer }));
}

/** Rule `token.expiry`, after the time: judged like a second use. */
export function judgeExpired(seen: SeenRefusal): FlowJudgement {
  return judgeRefusal(seen, say('lateOpening'), '');
}

/**
 * Rule `token.expiry`, before the time: the page opens and liveness takes place. A refusal that came only when the time was
 * over says nothing.
 */
export function judgeUnexpired(flow: SeenFlow, expiresMs: number): FlowJudgement {
  const leftMs = expiresMs - flow.page.answeredMs;
  const whyNot = firstUseFault(flow);
  if (whyNot === undefined) return passed(say('openedInTime', { count: Math.round(leftMs / 1000) }));
  if (leftMs > 0) return whyNot;
  return undecided(say('tooSlow'));
}

function firstUseFault(flow: SeenFlow): FlowJudgement | undefined {
  if (flow.callbacks.length > 0) return undefined;
  const { status, refusal } = flow.page;
  if (status !== 0 && status < 500 && refusal !== '') return failed(say('unusedRefused', { answer: refusal }));
  return undecided(whyNoCallback(flow));
}

function judgeRefusal({ page, plain, effects, waitedMs }: SeenRefusal, what: string, note: string): FlowJudgement {
  if (effects.length > 0) {
    const names = [...new Set(effects)].map((via) => `${via}_url`).join(', ');
    return failed(say('anotherResult', { what, names }), note);
  }
  // A server that breaks refuses nothing.
  if (page.status === 0 || page.status >= 500) return undecided(say('gotNoAnswer', { what, reason: page.refusal }));
  const answer =
    page.refusal === ''
      ? say('nothingFromPage', { status: page.status, count: Math.round(waitedMs / 1000) })
      : page.refusal;
  const other = plain.refusal === '' ? say('status', { status: plain.status }) : plain.refusal;
  return passed(say('wasRefused', { what, answer, other }), note);
}

/** When to open a page to try expiry. */
export type ExpiryPlan =
  /** Unix ms by the clock here; `expiresMs` for a server whose clock is ahead is earlier than it says. */
  | { readonly kind: 'at'; readonly atMs: number; readonly expiresMs: number }
  | { readonly kind: 'not-run'; readonly why: string };

/** The longest life that is waited for. */
const LONGEST_WAIT_MS = 90_000;
const AFTER_MS = 2_000;

/**
 * Plans the opening shortly before (40 % of the life, at least 4 s) or after (2 s) `expired_time`. A server's clock may
 * differ: `skewMs`, server minus here, moves the opening to the safe side and never to the other. A life of more than 90 s
 * is not waited for: then the opening "before" is at once.
 */
export function planExpiry(
  side: 'before' | 'after',
  expiredTime: unknown,
  nowMs: number,
  skewMs: number | null,
): ExpiryPlan {
  if (typeof expiredTime !== 'number' || !Number.isInteger(expiredTime))
    return { kind: 'not-run', why: say('noExpiredTime') };
  // The Date header has whole seconds and travels: less than two seconds are no difference.
  const skew = skewMs === null || Math.abs(skewMs) < 2_000 ? 0 : skewMs;
  const expiresMs = expiredTime * 1000;
  const lifeMs = expiresMs - nowMs;
  if (side === 'before') {
    const safeMs = expiresMs - Math.max(0, skew);
    const openMs = safeMs - Math.max(4_000, 0.4 * lifeMs);
    const atMs = lifeMs > LONGEST_WAIT_MS ? nowMs : Math.max(nowMs, openMs);
    return { kind: 'at', atMs, expiresMs: safeMs };
  }
  if (lifeMs > LONGEST_WAIT_MS) {
    return {
      kind: 'not-run',
      why: say('livesTooLong', { count: Math.round(lifeMs / 1000), of: LONGEST_WAIT_MS / 1000 }),
    };
  }
  const atMs = expiresMs + Math.max(0, -skew) + AFTER_MS;
  if (atMs - nowMs > LONGEST_WAIT_MS + AFTER_MS) {
    return {
      kind: 'not-run',
      why: say('clockBehind', { count: Math.round(-skew / 1000), of: LONGEST_WAIT_MS / 1000 }),
    };
  }
  return { kind: 'at', atMs: Math.max(nowMs, atMs), expiresMs };
}
