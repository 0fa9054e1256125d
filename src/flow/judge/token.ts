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
  if (second === undefined) return undecided('the page was not opened a second time');
  return judgeRefusal(second, 'the second opening', 'the first opening worked');
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
  if (waysBack > 1 || results.size > 1)
    return failed(
      `two openings at the same time led to two results: ${waysBack} ways back to return_url, ${results.size} different notifications`,
    );
  const shown = second.refusal === '' ? `a page with status ${second.status}` : second.refusal;
  return passed(`of two openings at the same time one led to a result; the second got ${shown}`);
}

/** Rule `token.expiry`, after the time: judged like a second use. */
export function judgeExpired(seen: SeenRefusal): FlowJudgement {
  return judgeRefusal(seen, 'the opening after expired_time', '');
}

/**
 * Rule `token.expiry`, before the time: the page opens and liveness takes place. A refusal that came only when the time was
 * over says nothing.
 */
export function judgeUnexpired(flow: SeenFlow, expiresMs: number): FlowJudgement {
  const leftMs = expiresMs - flow.page.answeredMs;
  const whyNot = firstUseFault(flow);
  if (whyNot === undefined)
    return passed(`opened ${Math.round(leftMs / 1000)} s before expired_time, liveness took place`);
  if (leftMs > 0) return whyNot;
  return undecided('the page was answered after expired_time, although it was asked for before: too slow to tell');
}

function firstUseFault(flow: SeenFlow): FlowJudgement | undefined {
  if (flow.callbacks.length > 0) return undefined;
  if (flow.page.status !== 0 && flow.page.refusal !== '')
    return failed(`an unused token in its life was refused: ${flow.page.refusal}`);
  return undecided(whyNoCallback(flow));
}

function judgeRefusal({ page, plain, effects, waitedMs }: SeenRefusal, what: string, note: string): FlowJudgement {
  if (effects.length > 0) {
    const came = [...new Set(effects)].map((via) => `${via}_url`).join(' and ');
    return failed(`${what} led to another liveness result: ${came} was called`, note);
  }
  if (page.status === 0) return undecided(`${what} got no answer: ${page.refusal}`);
  const shown =
    page.refusal === ''
      ? `a page with status ${page.status} from which nothing came in ${Math.round(waitedMs / 1000)} s`
      : page.refusal;
  const told = plain.refusal === '' ? `status ${plain.status}` : plain.refusal;
  return passed(`${what} was refused: ${shown}; to a client that asks for JSON: ${told}`, note);
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
    return { kind: 'not-run', why: 'the answer has no expired_time to wait for' };
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
      why: `tokens of this target live ${Math.round(lifeMs / 1000)} s; only up to ${LONGEST_WAIT_MS / 1000} s are waited for: try a target whose tokens live shorter`,
    };
  }
  const atMs = expiresMs + Math.max(0, -skew) + AFTER_MS;
  if (atMs - nowMs > LONGEST_WAIT_MS + AFTER_MS) {
    return {
      kind: 'not-run',
      why: `the server's Date is ${Math.round(-skew / 1000)} s behind this machine's clock, so its tokens may live as long; only up to ${LONGEST_WAIT_MS / 1000} s are waited for`,
    };
  }
  return { kind: 'at', atMs: Math.max(nowMs, atMs), expiresMs };
}
