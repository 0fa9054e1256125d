import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
/** What was seen of a liveness flow, as the judges need it. Shapes only. */

export type CallbackVia = 'notify' | 'return';

/** A request that came to a callback address. */
export interface SeenCallback {
  readonly via: CallbackVia;
  /** Milliseconds since the case began. */
  readonly atMs: number;
  /** It came after the deadline for it. */
  readonly late: boolean;
  readonly method: string;
  /** Where `data` and `sign` were looked for, by the content type; `none`: in nothing that is known. */
  readonly form: 'urlencoded' | 'multipart' | 'json' | 'query' | 'none';
  /** Empty when there was none. */
  readonly contentType: string;
  readonly data: string | undefined;
  readonly sign: string | undefined;
  /** Signatures of the received bytes of `data`: the right one first, then wrong makes, each with its name. */
  readonly signatures: readonly NamedSignature[];
}

export interface NamedSignature {
  readonly name: string;
  readonly value: string;
}

/** The liveness page as it was opened. */
export interface SeenPage {
  /** HTTP status; 0 when there was no answer. */
  readonly status: number;
  /** Why it counts as refused, e.g. `403 TOKEN_USED`, or why there was no answer; empty for a page. */
  readonly refusal: string;
  /** When the answer came, Unix ms by the clock here. */
  readonly answeredMs: number;
}

/** Words of an answer that speaks of the link itself, and so comes from its page. */
const OF_A_LINK = /token|link|expire|\bused\b|_used|session|令牌|链接|过期|失效/i;

/** A target may have no liveness page: its path, or the GET of it, is answered as any that is not there. */
export function servesNoPage({ status, refusal }: SeenPage): boolean {
  return [405, 501].includes(status) || (status === 404 && !OF_A_LINK.test(refusal));
}

/** A flow from the opening of the page to the callbacks. */
export interface SeenFlow {
  readonly page: SeenPage;
  /** In the order of their arrival. */
  readonly callbacks: readonly SeenCallback[];
  /** Method by which the browser itself went to return_url; empty when it did not. */
  readonly navigation: string;
  /** How long the first callback was waited for, and then the others; milliseconds. */
  readonly endWithinMs: number;
  readonly othersWithinMs: number;
}

/** A judge's decision on a flow. `undecided`: what the rule looks into was not there; `observed`: the rule is silent. */
export type FlowJudgement =
  | { readonly verdict: 'observed'; readonly actual: string; readonly note: string }
  | { readonly verdict: 'passed' | 'failed'; readonly actual: string; readonly note: string }
  | { readonly verdict: 'undecided'; readonly note: string };

export const passed = (actual: string, note = ''): FlowJudgement => ({ verdict: 'passed', actual, note });
export const failed = (actual: string, note = ''): FlowJudgement => ({ verdict: 'failed', actual, note });
export const observed = (actual: string): FlowJudgement => ({ verdict: 'observed', actual, note: '' });
export const undecided = (note: string): FlowJudgement => ({ verdict: 'undecided', note });

/** The callbacks of one way. */
export function callbacksOf(flow: SeenFlow, via: CallbackVia): readonly SeenCallback[] {
  return flow.callbacks.filter((callback) => callback.via === via);
}

/** Why a flow without any callback shows nothing; the page comes first. */
export function whyNoCallback({ page, endWithinMs }: SeenFlow): string {
  if (page.refusal !== '') return page.status === 0 ? page.refusal : say('pageRefused', { answer: page.refusal });
  return say('noCallback', { count: Math.round(endWithinMs / 1000) });
}
