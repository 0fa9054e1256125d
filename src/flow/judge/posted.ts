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
    const other = via === 'notify' ? 'return' : 'notify';
    return failed(`nothing came to ${name} within ${seconds} s after ${other}_url`);
  }
  if (right === undefined) return failed(`${name} got ${describeCallback(came[0])}`);
  if (right.late) return failed(`${name} got its POST late, more than ${seconds} s after the end of the page`);
  if (via === 'return' && flow.navigation === '')
    return failed('return_url got a POST, but the browser stayed on the page: it was not sent there');
  if (via === 'return' && flow.navigation !== 'POST')
    return failed(`the browser went to return_url by ${flow.navigation}`);
  return passed(describeCallback(right), doubles(right, came));
}

/** One line, e.g. `GET with a query, with data and sign` or `POST of application/xml, without data`. */
export function describeCallback({ method, form, contentType, data, sign }: SeenCallback): string {
  const what: Readonly<Record<SeenCallback['form'], string>> = {
    urlencoded: 'of a urlencoded form',
    multipart: 'of a multipart form',
    json: 'of JSON',
    query: 'with a query',
    none: contentType === '' ? 'without a form' : `of ${contentType}`,
  };
  const fields = `${data === undefined ? 'without' : 'with'} data${sign === undefined ? '' : data === undefined ? ', with sign' : ' and sign'}`;
  return `${method} ${what[form]}, ${fields}`;
}

function isFormPost({ method, form, data }: SeenCallback): boolean {
  return method === 'POST' && (form === 'urlencoded' || form === 'multipart') && data !== undefined && data !== '';
}

function doubles(right: SeenCallback, came: readonly SeenCallback[]): string {
  const others = came.filter((callback) => callback !== right);
  if (others.length === 0) return '';
  const same = others.every(({ data, sign }) => data === right.data && sign === right.sign);
  return `it came ${came.length} times, ${same ? 'each time with the same content' : 'not always with the same content'}`;
}
