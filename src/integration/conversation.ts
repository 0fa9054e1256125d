import type { ResultStep } from '../records/types.js';
import { sayOfAnswers } from '../sayings/answers.js';
import { sayOfClient as say } from '../sayings/client.js';
import { answerText, driveText } from './judge.js';
import { VISITOR_HEADER } from './ledger.js';
import type { Observation } from './observation.js';

const MOST_LINES = 20;
const MOST_CALLS = 25;
const KINDS = {
  'get-token': 'GetToken',
  'get-result': 'GetResult',
  page: say('thePage'),
  other: say('anotherPath'),
} as const;

/** What came, what was answered, and what the client printed, in order; times are since the check began. */
export function conversationOf(seen: Observation): ResultStep[] {
  const since = (ms: number) => Math.max(0, ms - seen.beganMs);
  const calls = seen.calls.slice(0, MOST_CALLS).flatMap(({ call, answer, answeredAtMs }) => {
    const visitor = call.headers[VISITOR_HEADER] !== undefined;
    const who = visitor ? 'userOpens' : call.kind === 'page' ? 'clientOpens' : 'came';
    const fields = ['comparison_type', 'biz_no', 'biz_id'].flatMap((name) =>
      call.fields[name] === undefined ? [] : [`${name}=${call.fields[name]}`],
    );
    const title = say(who, { what: KINDS[call.kind] });
    const came = { title, atMs: since(call.atMs), detail: fields.join(' ') };
    return [came, { title: say('answered'), atMs: since(answeredAtMs ?? seen.endedMs), detail: answerText(answer) }];
  });
  const more = seen.calls.length - MOST_CALLS;
  const posted = seen.posted.map(({ via, atMs, status, reason }) => ({
    title: say(via === 'notify' ? 'told' : 'returned'),
    atMs: since(atMs),
    detail: status === 0 ? sayOfAnswers('noAnswer', { reason }) : say('answeredWith', { status }),
  }));
  const drive = {
    title: say('begun'),
    atMs: seen.drive.ms,
    detail: `${driveText(seen)}${seen.drive.excerpt === '' ? '' : `: ${seen.drive.excerpt}`}`,
  };
  const lines = seen.output
    .slice(-MOST_LINES)
    .map(({ atMs, text }) => ({ title: say('printedLine'), atMs: since(atMs), detail: text.slice(0, 400) }));
  const done =
    seen.verified === null
      ? []
      : [{ title: '"done"', atMs: since(seen.endedMs), detail: say(seen.verified.end ? 'verified' : 'notVerified') }];
  const ended = seen.appEnded === '' ? [] : [{ title: say('ended'), atMs: since(seen.endedMs), detail: seen.appEnded }];
  const all = [...calls, ...posted, drive, ...lines, ...done, ...ended].sort((a, b) => a.atMs - b.atMs);
  const rest =
    more > 0
      ? [{ title: say('andSoOn'), atMs: since(seen.endedMs), detail: say('moreRequests', { count: more }) }]
      : [];
  return [
    ...all,
    ...rest,
    ...(seen.second === undefined
      ? []
      : [
          { title: say('secondCheck'), atMs: since(seen.second.beganMs), detail: '' },
          ...conversationOf(seen.second).map((step) => ({ ...step, atMs: step.atMs + since(seen.second!.beganMs) })),
        ]),
  ];
}
