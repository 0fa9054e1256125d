import type { Fields } from '../../contract/fields.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import type { Found } from './data.js';
import { lookAtComparisons } from './result-fields.js';
import { type FlowJudgement, type SeenFlow, undecided } from './seen.js';

const FIELDS = ['screen_replay_confidence', 'screen_replay_threshold'];

/**
 * Rule `screen_replay.result`: with 1, `verify_result.face_genuineness` has two numbers; with 0 it has neither. Where there is
 * no `verify_result`, nothing is shown.
 */
export function judgeScreenReplay(flow: SeenFlow, wanted: boolean): FlowJudgement {
  if (flow.callbacks.some(({ data }) => data !== undefined && /"verify_result"\s*:\s*null/.test(data)))
    return undecided(say('noPlaceForReplay'));
  return lookAtComparisons(flow, ({ face_genuineness: value }): Found => {
    const genuineness = value !== null && typeof value === 'object' ? (value as Fields) : {};
    const there = FIELDS.filter((name) => genuineness[name] !== undefined && genuineness[name] !== null);
    if (!wanted) {
      return there.length === 0
        ? { kind: 'right', text: say('noReplayFields') }
        : { kind: 'wrong', text: say('has', { field: 'face_genuineness', names: there.join(', ') }) };
    }
    const missing = FIELDS.find((name) => typeof genuineness[name] !== 'number');
    return missing === undefined
      ? { kind: 'right', text: FIELDS.join(', ') }
      : { kind: 'wrong', text: say('noNumber', { field: `verify_result.face_genuineness.${missing}` }) };
  });
}
