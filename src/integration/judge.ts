import { type AnyClientRule, anyClientRules, type ClientRuleId } from '../../contracts/client/client.js';
import { sayOfClient as say } from '../sayings/client.js';
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
  if (ruleOf(rule).done === true && !hasDone) return say('needsDone', { text: DONE_LINE });
  if (pilot === undefined) return undefined;
  if (row.walk?.comparison !== undefined && pilot.comparisonType !== '0' && pilot.comparisonType !== '1')
    return say('livenessAlone', { value: pilot.comparisonType });
  if (row.getResult.length > 0 && !pilot.asksResult) return say('asksNoResult');
  if (row.expects === 'page' && !pilot.pageShown) return say('showsNoPage');
  return undefined;
}

/** What one check shows of one of its rules. */
export function judge(row: Row, rule: ClientRuleId, seen: Observation, { limits }: JudgeSettings): Ending {
  if (seen.appEnded !== '') return failed(say('programEnded', { reason: seen.appEnded }));
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (asked.length === 0) return noRequest(rule, seen);
  if (rule !== 'client.token' && row.walk !== undefined && seen.tokens.length === 0)
    return { status: 'not-run', actual: say('noTokenAsked', { answers: answersOf(seen) }), undecided: true };
  switch (row.expects) {
    case 'plain':
      return judgePlain(rule, seen);
    case 'retried':
      return seen.tokens.length > 0
        ? passed(asked.length === 2 ? say('triedAgainOnce') : say('triedAgain', { count: asked.length - 1 }))
        : failed(
            asked.length === 1 ? say('notAgain') : say('givenUp', { count: asked.length, answers: answersOf(seen) }),
          );
    case 'gives up':
      return (
        endWithin(seen, limits, 'notGivenUp') ??
        passed(asked.length === 1 ? say('gaveUpOnce') : say('gaveUp', { count: asked.length }))
      );
    case 'survives':
      if (rule === 'client.errors.page') return strayPage(seen) ?? passed(say('noPage'));
      return (
        endWithin(seen, limits, 'notEnded') ??
        passed(asked.length === 1 ? say('endedAfterOne') : say('endedAfter', { count: asked.length }))
      );
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
  const none = say('noRequest', { drive: driveText(seen) });
  if (rule === 'client.token') return failed(none);
  return { status: 'not-run', actual: none, undecided: true };
}

function judgePlain(rule: ClientRuleId, seen: Observation): Ending {
  if (rule === 'client.token')
    return seen.tokens.length > 0 ? passed(say('tokenAnswer', { status: 200 })) : failed(answersOf(seen));
  if (rule === 'client.callback.form') return judgeForm(seen.posted);
  return judgeVerified(seen);
}

/** Whether callbacks were taken. */
export function judgeForm(posted: readonly PostedStep[]): Ending {
  const wrong = posted.filter(({ via, status }) => !(status >= 200 && status < (via === 'notify' ? 300 : 400)));
  const text = ({ via, status, reason }: PostedStep) =>
    status === 0
      ? say('urlSilent', { field: `${via}_url`, reason })
      : say('urlAnswered', { field: `${via}_url`, status });
  return wrong.length > 0 ? failed(wrong.map(text).join('; ')) : passed(posted.map(text).join('; '));
}

/** Undefined where it came to an end within the limits. */
function endWithin(seen: Observation, limits: Limits, otherwise: 'notGivenUp' | 'notEnded'): Ending | undefined {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (asked.length > limits.tries) return failed(say('tooManyTries', { count: asked.length, of: limits.tries }));
  const lastMs = Math.max(...asked.map(({ call }) => call.atMs)) - seen.beganMs;
  if (lastMs > limits.seconds * 1000 + LAG_MS)
    return failed(say('stillAsking', { seconds: seconds(lastMs), of: limits.seconds }));
  if (seen.drive.status === 0 || seen.drive.ms > limits.seconds * 1000 + LAG_MS)
    return failed(say(otherwise, { of: limits.seconds, drive: driveText(seen) }));
  return undefined;
}

function strayPage(seen: Observation): Ending | undefined {
  const opened = seen.calls.filter(({ call }) => call.kind === 'page');
  const shown = seen.page.kind === 'other' && seen.tokens.length === 0 ? seen.page.address : undefined;
  if (shown !== undefined) return failed(say('pageWithoutToken', { url: shown }));
  if (opened.length > 0 && seen.tokens.length === 0) return failed(say('askedWithoutToken'));
  return undefined;
}

function judgeEnd(rule: ClientRuleId, seen: Observation, limits: Limits): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  if (rule === 'client.errors.repeat')
    return asked.length > 1
      ? failed(
          asked.length === 2
            ? say('sentAgainOnce', { answers: answersOf(seen) })
            : say('sentAgain', { count: asked.length - 1, answers: answersOf(seen) }),
        )
      : passed(say('oneRequest'));
  if (rule === 'client.errors.page') return strayPage(seen) ?? passed(say('noPage'));
  // A client that repeats for ever has no end for that reason, which its own rule tells.
  if (asked.length > 1) return notRun(say('repeatTells'));
  const { drive } = seen;
  if (drive.status === 0 || drive.ms > limits.seconds * 1000 + LAG_MS)
    return failed(say('noEnd', { of: limits.seconds, drive: driveText(seen) }));
  return passed(driveText(seen));
}

function judgeWaits(seen: Observation): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-token');
  const gaps = asked.slice(1).map(({ call }, index) => call.atMs - (asked[index]!.answeredAtMs ?? call.atMs));
  if (gaps.length === 0) return passed(say('notAgain'));
  // One wait that chance made short is none, and one that the machine made long is no wait.
  const middle = [...gaps].sort((a, b) => a - b)[Math.floor((gaps.length - 1) / 2)]!;
  const times = gaps.map((gap) => `${Math.round(gap)} ms`).join(', ');
  // From its being driven to its first request it has had to do at least as much.
  const latencyMs = Math.min(LONGEST_LATENCY_MS, asked[0]!.call.atMs - seen.beganMs);
  return middle < LEAST_WAIT_MS + latencyMs ? failed(say('againAfter', { times })) : passed(say('waited', { times }));
}

function judgePage(seen: Observation): Ending {
  const token = seen.tokens.at(-1);
  if (token === undefined) return failed(say('noTokenTaken', { answers: answersOf(seen) }));
  if (seen.page.kind === 'page' && seen.page.token === token) return passed(say('pageOfToken'));
  if (seen.page.kind === 'other') return failed(say('otherPage', { url: seen.page.address }));
  return failed(say('noPageShown', { drive: driveText(seen) }));
}

function judgeVerified({ verified, doneFailed, posted }: Observation): Ending {
  if (verified === null) return { status: 'not-run', actual: doneFailed || say('notAsked'), undecided: true };
  if (verified.end) return passed(say('verified'));
  const ever = say(verified.ever ? 'verifiedForATime' : 'notVerified');
  const told = posted.map(({ via, status, reason }) => `${via} ${status === 0 ? reason : status}`).join(', ');
  return failed([ever, told, ...(doneFailed === '' ? [] : [say('doneFailed', { reason: doneFailed })])].join('; '));
}

function judgeNotVerified({ verified, doneFailed }: Observation): Ending {
  if (verified === null) return { status: 'not-run', actual: doneFailed || say('notAsked'), undecided: true };
  return verified.ever ? failed(say('verifiedAllTheSame')) : passed(say('notVerified'));
}

function judgeReturned({ posted }: Observation, { seconds: limit }: Limits): Ending {
  const back = posted.find(({ via }) => via === 'return');
  if (back === undefined) return { status: 'not-run', actual: say('nobodyReturned'), undecided: true };
  if (back.status === 0) return failed(say('returnSilent', { field: 'return_url', of: limit, reason: back.reason }));
  const answered = say('urlAnswered', { field: 'return_url', status: back.status });
  return back.status >= 500 ? failed(answered) : passed(answered);
}

function judgeResultErrors(seen: Observation, limits: Limits): Ending {
  const asked = seen.calls.filter(({ call }) => call.kind === 'get-result').length;
  if (asked > limits.tries) return failed(say('tooManyResults', { count: asked, of: limits.tries }));
  const silent = seen.posted.find(({ status }) => status === 0);
  if (silent !== undefined) return failed(say('silent', { field: `${silent.via}_url`, reason: silent.reason }));
  if (asked === 0) return notRun(say('askedNoResult'));
  return passed(asked === 1 ? say('resultOnce') : say('results', { count: asked }));
}

function judgeAgain(rule: ClientRuleId, seen: Observation): Ending {
  const { second } = seen;
  if (second === undefined) return { status: 'not-run', actual: say('noSecondCheck'), undecided: true };
  if (rule === 'client.token.once') {
    const { page } = second;
    const old =
      page.kind === 'page'
        ? seen.tokens.includes(page.token)
        : page.kind === 'other' && seen.tokens.some((token) => page.address.includes(token));
    return old ? failed(say('firstToken')) : passed(say(second.tokens.length > 0 ? 'ownToken' : 'noSecondPage'));
  }
  const bizNos = (one: Observation) =>
    one.calls.flatMap(({ call, answer }) =>
      call.kind === 'get-token' && (answer?.token ?? '') !== '' ? [call.fields.biz_no ?? ''] : [],
    );
  const twice = bizNos(second).find((bizNo) => bizNos(seen).includes(bizNo));
  return twice === undefined ? passed(say('ownNumber')) : failed(say('sameNumber', { name: twice }));
}

/** How the requests for a token were answered, e.g. `500 INTERNAL_ERROR, 200 token`. */
export function answersOf({ calls }: Pick<Observation, 'calls'>): string {
  const texts = calls.filter(({ call }) => call.kind === 'get-token').map(({ answer }) => answerText(answer));
  const more = texts.length - 5;
  const what = texts.slice(0, 5).join(', ');
  return more > 0 ? say('more', { what, count: more }) : what;
}

export function answerText(
  answer: { readonly status: number; readonly error: string; readonly token: string } | undefined,
): string {
  if (answer === undefined) return say('notAnswered');
  if (answer.status === 0) return say('reset');
  if (answer.error !== '') return `${answer.status} ${answer.error}`;
  return answer.token === '' ? String(answer.status) : say('tokenAnswer', { status: answer.status });
}

export function driveText({ drive }: Pick<Observation, 'drive'>): string {
  return drive.status === 0
    ? say('driveUnanswered', { reason: drive.error })
    : say('driveAnswered', { status: drive.status, seconds: seconds(drive.ms) });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}
