import { parseObject } from '../../contract/answer.js';
import type { Fields } from '../../contract/fields.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import {
  type CallbackVia,
  callbacksOf,
  type FlowJudgement,
  failed,
  passed,
  type SeenCallback,
  type SeenFlow,
  undecided,
  whyNoCallback,
} from './seen.js';

/** What was found in one callback's `data`. */
export type Found =
  | { readonly kind: 'right'; readonly text: string }
  | { readonly kind: 'wrong'; readonly text: string }
  /** The callback cannot show it, e.g. liveness did not end OK. */
  | { readonly kind: 'mute'; readonly text: string };

/**
 * Judges what stands in the callbacks: every one with `data` must be right, and both notify and return must have come with
 * `data` for a pass. What is missing altogether is another rule's failure, so it leaves this one undecided.
 */
export function judgeData(flow: SeenFlow, look: (callback: SeenCallback, data: string) => Found): FlowJudgement {
  if (flow.callbacks.length === 0) return undecided(whyNoCallback(flow));
  const found = flow.callbacks.flatMap((callback) =>
    callback.data === undefined ? [] : [{ via: callback.via, ...look(callback, callback.data) }],
  );
  const wrong = found.find(({ kind }) => kind === 'wrong');
  if (wrong !== undefined) {
    const others = found.filter(({ kind, via }) => kind === 'right' && via !== wrong.via);
    return failed(`${wrong.via}: ${wrong.text}`, others.length > 0 ? say('rightIn', { via: others[0]!.via }) : '');
  }
  const mute = found.find(({ kind }) => kind === 'mute');
  if (mute !== undefined) return undecided(`${mute.via}: ${mute.text}`);
  const missing = (['notify', 'return'] as const).filter((via) => !found.some((one) => one.via === via));
  if (missing.length > 0) return undecided(missing.map((via) => whyMissing(flow, via)).join('; '));
  return passed(`notify: ${found.find(({ via }) => via === 'notify')!.text}; return: ${textOf(found, 'return')}`);
}

/** The JSON object of `data`; a text that says why there is none. */
export function readData(data: string): Fields | string {
  return parseObject(data, 'data');
}

function whyMissing(flow: SeenFlow, via: CallbackVia): string {
  return say(callbacksOf(flow, via).length === 0 ? 'noneCameTo' : 'noDataIn', { field: `${via}_url` });
}

function textOf(found: readonly (Found & { via: CallbackVia })[], via: CallbackVia): string {
  return found.find((one) => one.via === via)!.text;
}
