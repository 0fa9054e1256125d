import { describe, expect, it } from 'vitest';
import type { Fields } from '../../contract/fields.js';
import type { ResultExpectation } from '../expectations.js';
import { judgeResult } from './result.js';
import { callback, dataOf, flow } from './seen.fixture.js';
import type { FlowJudgement } from './seen.js';

const JPEG = 'data:image/jpeg;base64,/9j/4AAQ';
const result = (changes: Fields = {}): Fields => ({ ...JSON.parse(dataOf()), ...changes });
const sent = { text: (name: string) => (name === 'biz_no' ? 'order-1' : ''), photos: [] };
const judged = (see: ResultExpectation, fields: Fields) =>
  judgeResult(see, fields, flow(), sent, (base64) => base64.startsWith('/9j/'));

it.each<[ResultExpectation, Fields, FlowJudgement['verdict'], string]>([
  ['the fields of a result', {}, 'passed', 'success'],
  ['the fields of a result', { biz_no: 7 }, 'failed', 'biz_no is 7'],
  ['the fields of a result', { biz_id: undefined }, 'failed', 'biz_id is missing'],
  ['the fields of a result', { liveness_result: null }, 'failed', 'liveness_result is null, not an object'],
  ['the fields of a result', { verify_result: 'x' }, 'failed', 'verify_result is'],
  ['biz_no comes back', {}, 'passed', 'equal'],
  ['biz_no comes back', { biz_no: 'ORDER-1' }, 'failed', 'upper case'],
  ['biz_extra_data comes back', {}, 'passed', 'equal'],
  ['biz_extra_data comes back', { biz_extra_data: undefined }, 'failed', 'is not there'],
  ['the same as the callbacks', {}, 'passed', 'equal'],
  ['the same as the callbacks', { biz_id: 'other' }, 'failed', 'biz_id is'],
  ['the same as the callbacks', { verify_result: {} }, 'failed', 'verify_result is {}'],
  ['no images', {}, 'passed', 'no images'],
  ['no images', { images: null }, 'passed', 'null'],
  ['no images', { images: {} }, 'failed', 'images is {}'],
  ['the best image', { images: { image_best: JPEG } }, 'passed', 'image_best'],
  ['the best image', { images: { image_best: null } }, 'passed', 'image_best'],
  ['the best image', { images: null }, 'passed', 'null'],
  ['the best image', {}, 'failed', 'images is missing'],
  ['the best image', { images: {} }, 'failed', 'image_best is missing'],
  ['the best image', { images: { image_best: 'data:image/png;base64,/9j/' } }, 'failed', 'does not begin with'],
  ['the best image', { images: { image_best: 'data:image/jpeg;base64,aGk=' } }, 'failed', 'is no JPEG'],
  ['all images', { images: { image_best: JPEG, image_action1: JPEG } }, 'passed', 'image_best, image_action1'],
  ['all images', { images: { image_best: JPEG, image_action1: 5 } }, 'failed', 'image_action1 is 5'],
])('%s of %j: %s, %s', (see, changes, verdict, text) => {
  const found = judged(see, result(changes));
  expect(found.verdict).toBe(verdict);
  expect(JSON.stringify(found)).toContain(JSON.stringify(text).slice(1, -1));
});

describe('the same as the callbacks', () => {
  it('is not decided when none told a result', () => {
    const silent = flow({ callbacks: [callback('notify', { data: 'nothing' })] });
    expect(judgeResult('the same as the callbacks', result(), silent, sent, () => true).verdict).toBe('undecided');
  });
});
