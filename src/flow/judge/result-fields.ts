import { FAILURE_REASONS } from '../../../contracts/callbacks/callbacks.js';
import type { Fields } from '../../contract/fields.js';
import { sayOfAnswers } from '../../sayings/answers.js';
import { sayOfCallbacks as say } from '../../sayings/callbacks.js';
import { type Found, judgeData, readData } from './data.js';
import { type FlowJudgement, observed, type SeenFlow } from './seen.js';
import { isNot, show } from './value.js';

// The rules of what both callbacks carry (contracts/callbacks): each judge looks at one field and leaves the others alone.

/** Beside a failure of the two fields that callbacks of earlier years are known to lack. */
const KNOWN_DIFFERENCE = say('knownDifference');

/** Rule `callback.request_id`. */
export function judgeRequestId(flow: SeenFlow): FlowJudgement {
  return withNote(
    look(flow, ({ request_id: value }) => stringFound('request_id', value)),
    KNOWN_DIFFERENCE,
  );
}

/** Rule `callback.time_used`. */
export function judgeTimeUsed(flow: SeenFlow): FlowJudgement {
  const judged = look(flow, ({ time_used: value }) => {
    if (value === undefined) return wrong(sayOfAnswers('missing', { field: 'time_used' }));
    return Number.isInteger(value) && (value as number) >= 0
      ? right(`${value} ms`)
      : wrong(isNot('time_used', value, sayOfAnswers('milliseconds', { type: sayOfAnswers('integer') })));
  });
  return withNote(judged, KNOWN_DIFFERENCE);
}

/** Rule `callback.biz_id`: a string, the same in notify and return. */
export function judgeBizId(flow: SeenFlow): FlowJudgement {
  const first = bizIdsOf(flow)[0];
  return look(flow, ({ biz_id: value }) => {
    const found = stringFound('biz_id', value);
    if (found.kind === 'wrong' || value === first) return found;
    return wrong(say('otherBefore', { field: 'biz_id', value: show(value), other: show(first) }));
  });
}

/** The biz_id of each callback that told one, in the order of their arrival. */
export function bizIdsOf(flow: SeenFlow): string[] {
  return flow.callbacks.flatMap(({ data }) => {
    const fields = data === undefined ? '' : readData(data);
    return typeof fields === 'object' && typeof fields.biz_id === 'string' ? [fields.biz_id] : [];
  });
}

/** Rule `callback.liveness_result`. */
export function judgeLivenessResult(flow: SeenFlow): FlowJudgement {
  return lookAtLiveness(flow, (liveness) => {
    for (const name of ['result', 'log', 'version']) {
      const value = liveness[name];
      const field = `liveness_result.${name}`;
      if (value === undefined) return wrong(sayOfAnswers('missing', { field }));
      if (typeof value !== 'string') return wrong(isNot(field, value, sayOfAnswers('string')));
    }
    return liveness.result === ''
      ? wrong(sayOfAnswers('empty', { what: 'liveness_result.result' }))
      : right(say('result', { value: show(liveness.result) }));
  });
}

/** Rule `callback.failure_reason`, however the check ended. */
export function judgeFailureReason(flow: SeenFlow): FlowJudgement {
  return lookAtLiveness(flow, (liveness) => {
    const { failure_reason: reason } = liveness;
    const field = 'failure_reason';
    if (succeeded(liveness)) {
      if (reason === undefined) return wrong(say('missingAfterSuccess', { field }));
      return reason === null
        ? right(say('nullAfterSuccess'))
        : wrong(say('afterSuccess', { field, value: show(reason) }));
    }
    if (reason === undefined || reason === null)
      return wrong(say('afterFailure', { field, value: reason === null ? 'null' : say('gone') }));
    return (FAILURE_REASONS as readonly unknown[]).includes(reason)
      ? right(say('reasonAfterFailure', { value: String(reason) }))
      : wrong(say('notOnPage', { field, value: show(reason) }));
  });
}

/** Rule `callback.failure_reason` of a check that had to fail; one that passed all the same shows nothing. */
export function judgeDocumentedReason(flow: SeenFlow): FlowJudgement {
  return unlessPassed(flow, () => judgeFailureReason(flow));
}

/** Rule `callback.verify_result.null`. */
export function judgeNoVerifyResult(flow: SeenFlow): FlowJudgement {
  return look(flow, ({ verify_result: value }) => {
    if (value === undefined) return wrong(say('notMissing', { field: 'verify_result' }));
    return value === null ? right('null') : wrong(isNot('verify_result', value, 'null'));
  });
}

/** Rule `callback.verify_result.null` of a check that had to fail. */
export function judgeNoVerifyResultAfterFailure(flow: SeenFlow): FlowJudgement {
  return unlessPassed(flow, () => judgeNoVerifyResult(flow));
}

/** Rule `callback.verify_result.faceid`: a comparison, or an error in its place or in the place of all comparisons. */
export function judgeFaceid(flow: SeenFlow): FlowJudgement {
  return lookAtComparisons(flow, (verify) => {
    if (typeof verify.error === 'string') return right(say('error', { value: show(verify.error) }));
    return comparisonFound('result_faceid', verify.result_faceid);
  });
}

/** Rule `callback.verify_result.ref`: one comparison for each photo that was sent, none for another. */
export function judgeRefs(flow: SeenFlow, photos: readonly string[]): FlowJudgement {
  const expected = photos.map((name) => name.replace('image_ref', 'result_ref'));
  return lookAtComparisons(flow, (verify) => {
    if (typeof verify.error === 'string') return mute(say('comparisonFailed', { value: show(verify.error) }));
    for (const name of expected) {
      const found = comparisonFound(name, verify[name]);
      if (found.kind !== 'right') return found;
    }
    const others = Object.keys(verify).filter((key) => /^result_ref/.test(key) && !expected.includes(key));
    const extra = others.find((key) => verify[key] !== null);
    if (extra !== undefined) return wrong(say('photoNotSent', { field: 'verify_result', other: extra }));
    return right(expected.length === 0 ? say('none') : expected.join(', '));
  });
}

/** Rule `callback.verify_result.error`, silent: tells which errors were seen. */
export function observeError(flow: SeenFlow): FlowJudgement {
  const errors = new Set<string>();
  const judged = lookAtComparisons(flow, (verify) => {
    for (const value of [verify, ...Object.values(verify)]) {
      if (isObject(value) && value.error !== undefined) errors.add(show(value.error));
    }
    return right('');
  });
  if (judged.verdict !== 'passed') return judged;
  return observed(errors.size === 0 ? say('noFailure') : say('error', { value: [...errors].join(', ') }));
}

/** Fields that are the result; a serial number and a duration may belong to the callback itself. */
const RESULT_FIELDS = ['biz_id', 'biz_no', 'biz_extra_data', 'liveness_result', 'verify_result'];

/** Rule `callback.same`: equal as JSON, whatever the order of fields. */
export function judgeSame(flow: SeenFlow): FlowJudgement {
  const first = flow.callbacks.flatMap(({ data }) => (data === undefined ? [] : [readData(data)]))[0];
  return look(flow, (fields) => {
    const different = typeof first === 'object' ? differenceOf(first, fields) : undefined;
    return different === undefined ? right('equal') : wrong(different);
  });
}

/** The first field of the result that differs, as a sentence; undefined when none does. */
export function differenceOf(told: Fields, now: Fields, names: readonly string[] = RESULT_FIELDS): string | undefined {
  const name = names.find((field) => canonical(told[field]) !== canonical(now[field]));
  if (name === undefined) return undefined;
  return now[name] === undefined
    ? sayOfAnswers('missing', { field: name })
    : say('changed', { field: name, value: show(now[name]), other: show(told[name]) });
}

/** JSON with its keys in order, so that equal values have equal texts. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_key, inner: unknown) =>
      isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
    ) ?? ''
  );
}

/** A comparison as the page describes it: a confidence with its thresholds, or an error. */
function comparisonFound(name: string, value: unknown): Found {
  const field = `verify_result.${name}`;
  if (value === undefined) return wrong(sayOfAnswers('missing', { field }));
  if (value === null) return wrong(say('isNull', { field }));
  if (!isObject(value)) return wrong(isNot(field, value, sayOfAnswers('object')));
  if (typeof value.error === 'string') return right(say('withError', { field: name, value: show(value.error) }));
  const { confidence, thresholds } = value;
  if (typeof confidence !== 'number') return wrong(isNot(`${field}.confidence`, confidence, sayOfAnswers('number')));
  if (!isObject(thresholds)) return wrong(isNot(`${field}.thresholds`, thresholds, sayOfAnswers('object')));
  const missing = ['1e-3', '1e-4', '1e-5'].find((rate) => typeof thresholds[rate] !== 'number');
  if (missing !== undefined)
    return wrong(
      say('noThreshold', { field: `${field}.thresholds`, value: show(thresholds[missing]), other: missing }),
    );
  return right(say('withConfidence', { field: name, value: confidence }));
}

function look(flow: SeenFlow, judge: (fields: Fields) => Found): FlowJudgement {
  return judgeData(flow, (_callback, data) => {
    const fields = readData(data);
    return typeof fields === 'string' ? wrong(say('unreadable', { reason: fields })) : judge(fields);
  });
}

function lookAtLiveness(flow: SeenFlow, judge: (liveness: Fields) => Found): FlowJudgement {
  return look(flow, ({ liveness_result: value }) => {
    if (value === undefined) return wrong(sayOfAnswers('missing', { field: 'liveness_result' }));
    return isObject(value) ? judge(value) : wrong(isNot('liveness_result', value, sayOfAnswers('object')));
  });
}

/** Looks into `verify_result` where a comparison is promised: after a check that passed. */
export function lookAtComparisons(flow: SeenFlow, judge: (verify: Fields) => Found): FlowJudgement {
  return look(flow, ({ verify_result: value, liveness_result: liveness }) => {
    if (isObject(liveness) && !succeeded(liveness))
      return mute(say('livenessFailed', { value: show(liveness.failure_reason) }));
    if (value === undefined) return wrong(sayOfAnswers('missing', { field: 'verify_result' }));
    if (value === null) return wrong(say('nullComparison', { field: 'verify_result' }));
    return isObject(value) ? judge(value) : wrong(isNot('verify_result', value, sayOfAnswers('object')));
  });
}

function unlessPassed(flow: SeenFlow, judge: () => FlowJudgement): FlowJudgement {
  const passes = flow.callbacks.some(({ data }) => {
    const fields = data === undefined ? '' : readData(data);
    return typeof fields === 'object' && isObject(fields.liveness_result) && succeeded(fields.liveness_result);
  });
  if (passes) return { verdict: 'undecided', note: say('passedWithoutCamera') };
  return judge();
}

function withNote(judged: FlowJudgement, note: string): FlowJudgement {
  return judged.verdict === 'failed' ? { ...judged, note: [judged.note, note].filter(Boolean).join('; ') } : judged;
}

function stringFound(name: string, value: unknown): Found {
  if (value === undefined) return wrong(sayOfAnswers('missing', { field: name }));
  return typeof value === 'string' && value !== ''
    ? right(`"${value}"`)
    : wrong(isNot(name, value, sayOfAnswers('string')));
}

function succeeded({ result }: Fields): boolean {
  return result === 'success';
}

function isObject(value: unknown): value is Fields {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

const right = (text: string): Found => ({ kind: 'right', text });
const wrong = (text: string): Found => ({ kind: 'wrong', text });
const mute = (text: string): Found => ({ kind: 'mute', text });
