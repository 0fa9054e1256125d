import { type AnyClientRule, anyClientRules, type ClientRuleId } from '../../contracts/client/client.js';
import type { Observation, Pilot, PostedStep } from './observation.js';
import type { Row } from './rows.js';
import type { Limits } from './settings.js';

/** How a rule ended in one check. */
export interface Ending {
  readonly status: 'passed' | 'failed' | 'not-run';
  /** What the client did; for one that was not run, why. */
  readonly actual: string;
  /** Due, but not decided. */
  readonly undecided?: true;
}

export interface JudgeSettings {
  readonly limits: Limits;
  readonly hasDone: boolean;
}

/** A client that waits less between two tries, the time apart that a request takes it, does not wait. */
const LEAST_WAIT_MS = 50;
/** No request takes a client longer than this; what does, is the machine. */
const LONGEST_LATENCY_MS = 400;
/** How much later than the limit an end may be seen. */
const LAG_MS = 1_000;
const DONE_LINE = `done: { url: "http://127.0.0.1:3000/checks/{biz_no}", verified: "$.state == 'verified'" }`;

const passed = (actual: string): Ending => ({ status: 'passed', actual });
const failed = (actual: string): Ending => ({ status: 'failed', actual });
const notRun = (actual: string): Ending => ({ status: 'not-run', actual });

export function ruleOf(id: ClientRuleId): AnyClientRule {
  return anyClientRules.find((rule) => rule.id === id)!;
}

/** Why a check cannot show a rule with this client; undefined where it can. Nothing is sent then. */
export function lacks(
  row: Row,
  rule: ClientRuleId,
  { hasDone }: JudgeSettings,
  pilot: Pilot | undefined,
): string | undefined {
  if (ruleOf(rule).done === true && !hasDone) return `it takes "done" to judge; add to the client file: ${DONE_LINE}`;
  if (pilot === undefined) return undefined;
  if (row.walk?.comparison !== undefined && pilot.comparisonType !== '0' && pilot.comparisonType !== '1')
    return `the client asks for liveness alone (comparison_type=${pilot.comparisonType}), so nothing is compared`;
  if (row.getResult.length > 0 && !pilot.asksResult) return 'the client does not ask GetResult';
  if (row.expects === 'page' && !pilot.pageShown)
    return 'the answer to "drive" shows no page; say where its address stands, e.g. open: "$.url"';
  return undefined;
}

/** What one check shows of one of its rules. */
export function judge(row: Row, rule: ClientRuleId, seen: Observation, { limits }: JudgeSettings): Ending {
  if (seen.appEnded !== '') return failed(`the client's program ended (${seen.appEnded})`);
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (asked.length === 0) return noRequest(rule, seen);
  if (rule !== 'client.token' && row.walk !== undefined && seen.tokens.length === 0)
    return { status: 'not-run', actual: `no token was asked for successfully: ${answersOf(seen)}`, undecided: true };
  switch (row.expects) {
    case 'plain':
      return judgePlain(rule, seen);
    case 'retried':
      return seen.tokens.length > 0
        ? passed(`tried again ${times(asked.length - 1, 'time')}, then a token`)
        : failed(
            asked.length === 1 ? 'not tried again' : `tried ${asked.length} times and given up: ${answersOf(seen)}`,
          );
    case 'gives up':
      return (
        endWithin(seen, limits, 'gave up') ??
        passed(`gave up after ${asked.length === 1 ? '1 try' : `${asked.length} tries`}`)
      );
    case 'survives':
      if (rule === 'client.errors.page') return strayPage(seen) ?? passed('no page');
      return endWithin(seen, limits, 'ended') ?? passed(`came to an end after ${times(asked.length, 'request')}`);
    case 'ends':
      return judgeEnd(rule, seen, limits);
    case 'waits':
      return judgeWaits(seen);
    case 'page':
      return judgePage(seen);
    case 'verified':
      return judgeVerified(seen);
    case 'not verified':
      return judgeNotVerified(seen);
    case 'returned':
      return judgeReturned(seen, limits);
    case 'result errors':
      return judgeResultErrors(seen, limits);
    case 'again':
      return judgeAgain(rule, seen);
  }
}

function noRequest(rule: ClientRuleId, seen: Observation): Ending {
  const drive = driveText(seen);
  if (rule === 'client.token') return failed(`no request for a token came; "drive" ${drive}`);
  return { status: 'not-run', actual: `no request for a token came; "drive" ${drive}`, undecided: true };
}

function judgePlain(rule: ClientRuleId, seen: Observation): Ending {
  if (rule === 'client.token') return seen.tokens.length > 0 ? passed('200 token') : failed(answersOf(seen));
  if (rule === 'client.callback.form') return judgeForm(seen.posted);
  return judgeVerified(seen);
}

/** Whether callbacks were taken. */
export function judgeForm(posted: readonly PostedStep[]): Ending {
  const wrong = posted.filter(({ via, status }) => !(status >= 200 && status < (via === 'notify' ? 300 : 400)));
  const text = (step: PostedStep) =>
    `${step.via}_url answered ${step.status === 0 ? `nothing: ${step.reason}` : step.status}`;
  return wrong.length > 0 ? failed(wrong.map(text).join('; ')) : passed(posted.map(text).join('; '));
}

/** Undefined where it came to an end within the limits. */
function endWithin(seen: Observation, limits: Limits, how: string): Ending | undefined {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (asked.length > limits.tries)
    return failed(`${asked.length} requests, and it went on; the limit is ${limits.tries} tries`);
  const lastMs = Math.max(...asked.map(({ call }) => call.atMs)) - seen.beganMs;
  if (lastMs > limits.seconds * 1000 + LAG_MS)
    return failed(`still asking after ${seconds(lastMs)}; the limit is ${limits.seconds} s`);
  if (seen.drive.status === 0 || seen.drive.ms > limits.seconds * 1000 + LAG_MS)
    return failed(`had not ${how} within ${limits.seconds} s; "drive" ${driveText(seen)}`);
  return undefined;
}

function strayPage(seen: Observation): Ending | undefined {
  const opened = seen.calls.filter(({ call }) => call.kind === 'page');
  const shown = seen.page.kind === 'other' && seen.tokens.length === 0 ? seen.page.address : undefined;
  if (shown !== undefined) return failed(`a page was opened without a token: ${shown}`);
  if (opened.length > 0 && seen.tokens.length === 0) return failed('the page was asked for without a token');
  return undefined;
}

function judgeEnd(rule: ClientRuleId, seen: Observation, limits: Limits): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (rule === 'client.errors.repeat')
    return asked.length > 1
      ? failed(`sent again ${asked.length - 1 === 1 ? 'once' : `${asked.length - 1} times`}: ${answersOf(seen)}`)
      : passed('one request');
  if (rule === 'client.errors.page') return strayPage(seen) ?? passed('no page');
  // A client that repeats for ever has no end for that reason, which its own rule tells.
  if (asked.length > 1) return notRun('the request was sent again, which client.errors.repeat tells');
  const { drive } = seen;
  if (drive.status === 0 || drive.ms > limits.seconds * 1000 + LAG_MS)
    return failed(`no end within ${limits.seconds} s; "drive" ${driveText(seen)}`);
  return passed(`"drive" ${driveText(seen)}`);
}

function judgeWaits(seen: Observation): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  const gaps = asked.slice(1).map(({ call }, index) => call.atMs - (asked[index]!.answeredAtMs ?? call.atMs));
  if (gaps.length === 0) return passed('not tried again');
  // One wait that chance made short is none, and one that the machine made long is no wait.
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)]!;
  const told = gaps.map((gap) => `${Math.round(gap)} ms`).join(', ');
  // From its being driven to its first request it has had to do at least as much.
  const latencyMs = Math.min(LONGEST_LATENCY_MS, asked[0]!.call.atMs - seen.beganMs);
  return middle < LEAST_WAIT_MS + latencyMs ? failed(`tried again after ${told}`) : passed(`waited ${told}`);
}

function judgePage(seen: Observation): Ending {
  const token = seen.tokens.at(-1);
  if (token === undefined) return failed(`no token was taken: ${answersOf(seen)}`);
  if (seen.page.kind === 'page' && seen.page.token === token) return passed('the page of the token');
  if (seen.page.kind === 'other') return failed(`the page of another token: ${seen.page.address}`);
  return failed(`no page; "drive" ${driveText(seen)}`);
}

function judgeVerified({ verified, doneFailed, posted }: Observation): Ending {
  if (verified === null) return { status: 'not-run', actual: doneFailed || 'not asked', undecided: true };
  if (verified.end) return passed('verified');
  const ever = verified.ever ? 'verified for a time, and not in the end' : 'not verified';
  const told = posted.map(({ via, status, reason }) => `${via} ${status === 0 ? reason : status}`).join(', ');
  return failed(`${ever}; ${told}${doneFailed === '' ? '' : `; "done": ${doneFailed}`}`);
}

function judgeNotVerified({ verified, doneFailed }: Observation): Ending {
  if (verified === null) return { status: 'not-run', actual: doneFailed || 'not asked', undecided: true };
  return verified.ever ? failed('verified') : passed('not verified');
}

function judgeReturned({ posted }: Observation, { seconds: limit }: Limits): Ending {
  const back = posted.find(({ via }) => via === 'return');
  if (back === undefined) return { status: 'not-run', actual: 'nobody returned', undecided: true };
  if (back.status === 0) return failed(`return_url gave no answer within ${limit} s: ${back.reason}`);
  return back.status >= 500
    ? failed(`return_url answered ${back.status}`)
    : passed(`return_url answered ${back.status}`);
}

function judgeResultErrors(seen: Observation, limits: Limits): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-result').length;
  if (asked > limits.tries)
    return failed(`${asked} requests for the result, and it went on; the limit is ${limits.tries} tries`);
  const silent = seen.posted.find(({ status }) => status === 0);
  if (silent !== undefined) return failed(`${silent.via}_url gave no answer: ${silent.reason}`);
  return asked === 0
    ? notRun('the client did not ask GetResult this time')
    : passed(`${times(asked, 'request')} for the result`);
}

function judgeAgain(rule: ClientRuleId, seen: Observation): Ending {
  const { second } = seen;
  if (second === undefined) return { status: 'not-run', actual: 'there was no second check', undecided: true };
  if (rule === 'client.token.once') {
    const { page } = second;
    const old =
      page.kind === 'page'
        ? seen.tokens.includes(page.token)
        : page.kind === 'other' && seen.tokens.some((token) => page.address.includes(token));
    return old
      ? failed('the second check was led to the page of the first token')
      : passed(second.tokens.length > 0 ? 'a token of its own' : 'no second page');
  }
  const bizNos = (one: Observation) =>
    one.calls.flatMap(({ call, answer }) =>
      call.kind === 'get-token' && (answer?.token ?? '') !== '' ? [call.fields.biz_no ?? ''] : [],
    );
  const twice = bizNos(second).find((bizNo) => bizNos(seen).includes(bizNo));
  return twice === undefined ? passed('a serial number of its own') : failed(`biz_no "${twice}" came for both checks`);
}

/** How the requests for a token were answered, e.g. `500 INTERNAL_ERROR, 200 token`. */
export function answersOf({ calls }: Pick<Observation, 'calls'>): string {
  const texts = calls.filter(({ call }) => call.kind === 'get-token').map(({ answer }) => answerText(answer));
  const more = texts.length - 5;
  return `${texts.slice(0, 5).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

export function answerText(
  answer: { readonly status: number; readonly error: string; readonly token: string } | undefined,
): string {
  if (answer === undefined) return 'not answered';
  if (answer.status === 0) return 'reset';
  return `${answer.status}${answer.error === '' ? (answer.token === '' ? '' : ' token') : ` ${answer.error}`}`;
}

export function driveText({ drive }: Pick<Observation, 'drive'>): string {
  return drive.status === 0
    ? `got no answer: ${drive.error}`
    : `was answered ${drive.status} after ${seconds(drive.ms)}`;
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function times(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
