import { describe, expect, it } from 'vitest';
import { entryContract } from '../../../contracts/index.js';
import { classifyAnswer } from '../../contract/answer.js';
import { noted, sampleRequest } from './watch-send.js';

it.each([
  // status, body, what a watch notes
  [200, '{"token":"t","time_used":12}', { outcome: 'ok', serverMs: 12 }],
  [200, '{"token":"t","time_used":"soon"}', { outcome: 'ok', serverMs: null }],
  [403, '{"error_message":"CONCURRENCY_LIMIT_EXCEEDED","time_used":1}', { outcome: 'refused', serverMs: null }],
  [403, '{"error_message":"AUTHENTICATION_ERROR"}', { outcome: 'rejected', serverMs: null }],
  [429, 'slow down', { outcome: 'rejected', serverMs: null }],
  [500, '{"error_message":"INTERNAL_ERROR"}', { outcome: 'server-error', serverMs: null }],
  [502, '<html>', { outcome: 'server-error', serverMs: null }],
  [200, '<html>', { outcome: 'garbled', serverMs: null }],
])('%d %s', (status, body, expected) =>
  expect(noted(classifyAnswer(status, body, entryContract.answer))).toEqual(expected),
);

it('no answer, whether or not the request may have arrived', () => {
  expect(noted({ kind: 'unknown', why: 'reset' }).outcome).toBe('unanswered');
  expect(noted({ kind: 'unreachable', why: 'refused' }).outcome).toBe('unanswered');
});

describe('what a watch sends', () => {
  const aim = { url: 'http://x', proxy: null, apiKey: 'k', apiSecret: 's' };
  const fieldsOf = (photo?: Uint8Array) =>
    Object.fromEntries(
      sampleRequest(aim, photo, 'n1').parts.map(({ name, value }) => [name, Buffer.from(value).toString()]),
    );

  it('asks for liveness only without a photo', () => {
    expect(fieldsOf()).toMatchObject({
      api_key: 'k',
      api_secret: 's',
      comparison_type: '-1',
      biz_no: expect.stringContaining('n1'),
    });
    expect(Object.keys(fieldsOf())).not.toContain('image_ref1');
  });

  it('asks for a comparison with one, which needs a uuid', () => {
    expect(fieldsOf(Buffer.from('JPEG'))).toMatchObject({
      comparison_type: '0',
      uuid: expect.stringMatching(/^fg-/),
      image_ref1: 'JPEG',
    });
  });
});
