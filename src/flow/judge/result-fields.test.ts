import { describe, expect, it } from 'vitest';
import { FAILURE_REASONS } from '../../../contracts/callbacks/callbacks.js';
import * as judge from './result-fields.js';
import { callback, dataOf, flow } from './seen.fixture.js';
import type { FlowJudgement, SeenFlow } from './seen.js';

type Fields = Readonly<Record<string, unknown>>;
const told = (notify: Fields, back = notify): SeenFlow =>
  flow({ callbacks: [callback('notify', { data: dataOf(notify) }), callback('return', { data: dataOf(back) })] });
const liveness = (changes: Fields) => ({
  liveness_result: { result: 'success', failure_reason: null, log: '', version: '1', ...changes },
});
const failed = (failure_reason: unknown) => liveness({ result: 'failure', failure_reason });
const SAME = { confidence: 80.1, thresholds: { '1e-3': 60, '1e-4': 65.5, '1e-5': 70 } };

// [rule, judge, what a callback holds, verdict, what the report says]
it.each<[string, (flow: SeenFlow) => FlowJudgement, Fields, FlowJudgement['verdict'], string]>([
  ['callback.request_id', judge.judgeRequestId, {}, 'passed', '1462259748'],
  ['callback.request_id', judge.judgeRequestId, { request_id: undefined }, 'failed', 'request_id is missing'],
  ['callback.request_id', judge.judgeRequestId, { request_id: 7 }, 'failed', 'request_id is 7, not a string'],
  ['callback.request_id', judge.judgeRequestId, { request_id: '' }, 'failed', 'not a string'],
  ['callback.time_used', judge.judgeTimeUsed, {}, 'passed', '4120 ms'],
  ['callback.time_used', judge.judgeTimeUsed, { time_used: undefined }, 'failed', 'time_used is missing'],
  ['callback.time_used', judge.judgeTimeUsed, { time_used: 1.5 }, 'failed', 'not an integer'],
  ['callback.time_used', judge.judgeTimeUsed, { time_used: '5' }, 'failed', 'not an integer'],
  ['callback.time_used', judge.judgeTimeUsed, { time_used: -1 }, 'failed', 'not an integer'],
  ['callback.biz_id', judge.judgeBizId, {}, 'passed', '1462259748,cd'],
  ['callback.biz_id', judge.judgeBizId, { biz_id: 5 }, 'failed', 'biz_id is 5'],
  ['callback.biz_id', judge.judgeBizId, { biz_id: undefined }, 'failed', 'missing'],
  ['callback.liveness_result', judge.judgeLivenessResult, {}, 'passed', 'result "success"'],
  ['callback.liveness_result', judge.judgeLivenessResult, failed('timeout'), 'passed', 'result "failure"'],
  ['callback.liveness_result', judge.judgeLivenessResult, { liveness_result: undefined }, 'failed', 'missing'],
  ['callback.liveness_result', judge.judgeLivenessResult, { liveness_result: 'PASS' }, 'failed', 'not an object'],
  ['callback.liveness_result', judge.judgeLivenessResult, liveness({ log: undefined }), 'failed', 'log is missing'],
  ['callback.liveness_result', judge.judgeLivenessResult, liveness({ version: 2 }), 'failed', 'version is 2'],
  ['callback.liveness_result', judge.judgeLivenessResult, liveness({ result: true }), 'failed', 'result is true'],
  ['callback.failure_reason', judge.judgeFailureReason, {}, 'passed', 'null after success'],
  [
    'callback.failure_reason',
    judge.judgeFailureReason,
    liveness({ failure_reason: 'timeout' }),
    'failed',
    'after success',
  ],
  ['callback.failure_reason', judge.judgeFailureReason, liveness({ failure_reason: undefined }), 'failed', 'missing'],
  ...FAILURE_REASONS.map(
    (reason) => ['callback.failure_reason', judge.judgeFailureReason, failed(reason), 'passed', reason] as const,
  ).map(([rule, look, fields, verdict, text]): [string, typeof look, Fields, FlowJudgement['verdict'], string] => [
    rule,
    look,
    fields,
    verdict,
    text,
  ]),
  ['callback.failure_reason', judge.judgeFailureReason, failed(null), 'failed', 'null after failure'],
  ['callback.failure_reason', judge.judgeFailureReason, failed('mirror'), 'failed', 'which the page lacks'],
  ['callback.failure_reason', judge.judgeDocumentedReason, {}, 'undecided', 'passed although'],
  ['callback.failure_reason', judge.judgeDocumentedReason, failed('not_video'), 'passed', 'not_video'],
  ['callback.verify_result.null', judge.judgeNoVerifyResult, {}, 'passed', 'null'],
  ['callback.verify_result.null', judge.judgeNoVerifyResult, { verify_result: {} }, 'failed', 'not null'],
  ['callback.verify_result.null', judge.judgeNoVerifyResult, { verify_result: undefined }, 'failed', 'missing'],
  ['callback.verify_result.null', judge.judgeNoVerifyResultAfterFailure, {}, 'undecided', 'passed although'],
  ['callback.verify_result.null', judge.judgeNoVerifyResultAfterFailure, failed('timeout'), 'passed', 'null'],
  ['callback.verify_result.faceid', judge.judgeFaceid, { verify_result: { result_faceid: SAME } }, 'passed', '80.1'],
  [
    'callback.verify_result.faceid',
    judge.judgeFaceid,
    { verify_result: { error: 'VERIFY_API_FAILED' } },
    'passed',
    'VERIFY_API_FAILED',
  ],
  [
    'callback.verify_result.faceid',
    judge.judgeFaceid,
    { verify_result: { result_faceid: { error: 'X' } } },
    'passed',
    '"X"',
  ],
  ['callback.verify_result.faceid', judge.judgeFaceid, {}, 'failed', 'although a comparison was asked for'],
  ['callback.verify_result.faceid', judge.judgeFaceid, { verify_result: {} }, 'failed', 'result_faceid is missing'],
  [
    'callback.verify_result.faceid',
    judge.judgeFaceid,
    { verify_result: { result_faceid: { ...SAME, confidence: '80' } } },
    'failed',
    'confidence',
  ],
  [
    'callback.verify_result.faceid',
    judge.judgeFaceid,
    { verify_result: { result_faceid: { confidence: 1, thresholds: { '1e-3': 1 } } } },
    'failed',
    '1e-4',
  ],
  ['callback.verify_result.faceid', judge.judgeFaceid, failed('timeout'), 'undecided', 'liveness failed'],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, ['image_ref1', 'image_ref3']),
    { verify_result: { result_ref1: SAME, result_ref3: SAME } },
    'passed',
    'result_ref1, result_ref3',
  ],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, ['image_ref1']),
    { verify_result: { result_ref1: SAME, result_ref2: SAME } },
    'failed',
    'result_ref2',
  ],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, ['image_ref1']),
    { verify_result: { result_ref1: SAME, result_ref2: null } },
    'passed',
    'result_ref1',
  ],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, ['image_ref1', 'image_ref2']),
    { verify_result: { result_ref1: SAME } },
    'failed',
    'result_ref2 is missing',
  ],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, []),
    { verify_result: { result_faceid: SAME } },
    'passed',
    'none',
  ],
  [
    'callback.verify_result.ref',
    (seen) => judge.judgeRefs(seen, ['image_ref1']),
    { verify_result: { error: 'INTERNAL_ERROR' } },
    'undecided',
    'itself failed',
  ],
  [
    'callback.verify_result.error',
    judge.observeError,
    { verify_result: { result_faceid: { error: 'NO_FACE' } } },
    'observed',
    'NO_FACE',
  ],
  [
    'callback.verify_result.error',
    judge.observeError,
    { verify_result: { result_faceid: SAME } },
    'observed',
    'no comparison failed',
  ],
])('%s, %o of %j: %s, %s', (_rule, look, fields, verdict, text) => {
  const judged = look(told(fields));
  expect(judged.verdict).toBe(verdict);
  expect(JSON.stringify(judged)).toContain(JSON.stringify(text).slice(1, -1));
});

describe('callback.biz_id', () => {
  it('is the same in notify and return', () => {
    expect(judge.judgeBizId(told({ biz_id: 'a' }, { biz_id: 'b' }))).toMatchObject({
      verdict: 'failed',
      actual: 'return: biz_id is "b", while the callback before had "a"',
    });
  });
});

describe('callback.same', () => {
  it('compares as JSON, whatever the order of fields', () => {
    const other = { liveness_result: { version: '2.0', log: '', failure_reason: null, result: 'success' } };
    expect(judge.judgeSame(told({}, other))).toMatchObject({ verdict: 'passed' });
    expect(judge.judgeSame(told({}, { request_id: 'another', time_used: 1 }))).toMatchObject({ verdict: 'passed' });
  });

  it.each<[string, Fields]>([
    ['verify_result', { verify_result: {} }],
    ['liveness_result', failed('timeout')],
    ['biz_id', { biz_id: 'x' }],
    ['biz_no', { biz_no: 'x' }],
    ['biz_extra_data', { biz_extra_data: 'x' }],
  ])('another %s in return fails', (name, fields) => {
    expect(judge.judgeSame(told({}, fields))).toMatchObject({
      verdict: 'failed',
      actual: expect.stringContaining(`return: ${name} is`),
    });
  });
});

it('names the known difference of captured callbacks beside a missing request_id and time_used', () => {
  for (const judged of [
    judge.judgeRequestId(told({ request_id: undefined })),
    judge.judgeTimeUsed(told({ time_used: undefined })),
  ])
    expect(judged.note).toContain('captured in 2016 and 2019');
});
