import { sayOfAnswers } from '../../sayings/answers.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { judgeData } from './data.js';
import type { FlowJudgement, SeenFlow } from './seen.js';

/** Rule `notify_url.signature`: `sign` is the lower-case hex SHA-1 of api_secret + data, of the bytes as they came. */
export function judgeSignature(flow: SeenFlow): FlowJudgement {
  return judgeData(flow, ({ sign, signatures }) => {
    if (sign === undefined) return { kind: 'wrong', text: say('noSign') };
    if (sign === '') return { kind: 'wrong', text: sayOfAnswers('empty', { what: 'sign' }) };
    const [right, ...others] = signatures;
    if (sign === right?.value) return { kind: 'right', text: say('right') };
    if (sign.toLowerCase() === right?.value) return { kind: 'wrong', text: say('signUpperCase') };
    if (sign.trim() === right?.value) return { kind: 'wrong', text: say('signPadded') };
    const named = others.find(({ value }) => value === sign);
    if (named !== undefined) return { kind: 'wrong', text: say('signIs', { what: named.name }) };
    return { kind: 'wrong', text: say('signWrong', { count: sign.length }) };
  });
}
