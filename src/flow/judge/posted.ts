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

/**
 * Rules `return_url.post` and `notify_url.post`: a form POST (urlencoded or multipart) with `data` came in time; to
 * return_url the browser itself went. Missing, late and double are told apart; a double is a note, as a service may retry.
 */
export function judgePosted(via: CallbackVia, flow: SeenFlow): FlowJudgement {
  if (flow.callbacks.length === 0) return undecided(whyNoCallback(flow));
  const name = `${via}_url`;
  const came = callbacksOf(flow, via);
  const right = came.find(isFormPost);
  const seconds = Math.round(flow.othersWithinMs / 1000);
  if (came[0] === undefined) {
    const other = via === 'notify' ? 'return_url' : 'notify_url';
    return failed(say('nothingCame', { field: name, count: seconds, other }));
  }
  if (right === undefined) return failed(say('got', { field: name, what: describeCallback(came[0]) }));
  if (right.late) return failed(say('gotLate', { field: name, count: seconds }));
  if (via === 'return' && flow.navigation === '') return failed(say('stayed'));
  if (via === 'return' && flow.navigation !== 'POST') return failed(say('wentBy', { method: flow.navigation }));
  return passed(describeCallback(right), doubles(right, came));
}

/** One line, e.g. `GET with a query, with data and sign` or `POST of application/xml, without data`. */
export function describeCallback({ method, form, contentType, data, sign }: SeenCallback): string {
  const what: Readonly<Record<SeenCallback['form'], string>> = {
    urlencoded: say('urlencoded'),
    multipart: say('multipart'),
    json: say('json'),
    query: say('query'),
    none: contentType === '' ? say('noForm') : say('otherType', { type: contentType }),
  };
  const signed = data === undefined ? 'withSign' : 'withBoth';
  const unsigned = data === undefined ? 'withNeither' : 'withData';
  return say(sign === undefined ? unsigned : signed, { method, what: what[form] });
}

function isFormPost({ method, form, data }: SeenCallback): boolean {
  return method === 'POST' && (form === 'urlencoded' || form === 'multipart') && data !== undefined && data !== '';
}

function doubles(right: SeenCallback, came: readonly SeenCallback[]): string {
  const others = came.filter((callback) => callback !== right);
  if (others.length === 0) return '';
  const same = others.every(({ data, sign }) => data === right.data && sign === right.sign);
  return say(same ? 'severalSame' : 'severalOther', { count: came.length });
}
