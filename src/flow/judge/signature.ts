import { judgeData } from './data.js';
import type { FlowJudgement, SeenFlow } from './seen.js';

/** Rule `notify_url.signature`: `sign` is the lower-case hex SHA-1 of api_secret + data, of the bytes as they came. */
export function judgeSignature(flow: SeenFlow): FlowJudgement {
  return judgeData(flow, ({ sign, signatures }) => {
    if (sign === undefined) return { kind: 'wrong', text: 'there is no sign' };
    if (sign === '') return { kind: 'wrong', text: 'sign is empty' };
    const [right, ...others] = signatures;
    if (sign === right?.value) return { kind: 'right', text: 'right' };
    if (sign.toLowerCase() === right?.value) return { kind: 'wrong', text: 'sign is right but in upper case' };
    if (sign.trim() === right?.value) return { kind: 'wrong', text: 'sign is right but with whitespace around it' };
    const named = others.find(({ value }) => value === sign);
    if (named !== undefined) return { kind: 'wrong', text: `sign is ${named.name}` };
    return { kind: 'wrong', text: `sign is not right, nor any usual mistake: ${sign.length} characters` };
  });
}
