import type { FlowJudgement, SeenFlow } from './flow.js';
import { judgeData, readData } from './flow-data.js';

/**
 * Rule `screen_replay.result`: with 1 the result gains a screen-replay field, with 0 it lacks it. The page does not name the
 * field, so any key anywhere in `data` with "replay" in its name counts (`screen_replay`, `screenReplayResult`, …), unless
 * its value is null. A result that is not OK shows nothing: the field belongs to a check that was passed.
 */
export function judgeScreenReplay(flow: SeenFlow, wanted: boolean): FlowJudgement {
  return judgeData(flow, (_callback, data) => {
    const fields = readData(data);
    if (typeof fields === 'string') return { kind: 'mute', text: `${fields}, so no field can be looked for` };
    const key = findKey(fields);
    if (key !== undefined) return { kind: wanted ? 'right' : 'wrong', text: `data has the field ${key}` };
    if (typeof fields.status === 'string' && fields.status !== 'OK')
      return { kind: 'mute', text: `liveness ended as ${fields.status}; the field is promised only once it is OK` };
    return { kind: wanted ? 'wrong' : 'right', text: 'data has no screen-replay field' };
  });
}

/** The path of the first key with "replay" in its name and a value that is not null. */
function findKey(value: unknown, path = ''): string | undefined {
  if (value === null || typeof value !== 'object') return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const here = path === '' ? key : `${path}.${key}`;
    if (/replay/i.test(key) && inner !== null) return here;
    const found = findKey(inner, here);
    if (found !== undefined) return found;
  }
  return undefined;
}
