import { describe, expect, test } from 'vitest';
import { bizNoOf, PHOTO_FIELDS, requestFields, runSeed } from './request-fields.js';
import { targetFrom } from './target.js';

const target = targetFrom({ FACEGATE_URL: 'http://127.0.0.1:1' });
const account = { apiKey: 'k', apiSecret: 's' };

describe('the request', () => {
  test('without photos it asks for liveness only', () => {
    expect(requestFields(target, account, 'fg-1', false)).toEqual({
      api_key: 'k',
      api_secret: 's',
      comparison_type: '-1',
      return_url: 'https://example.com/return',
      notify_url: 'https://example.com/notify',
      biz_no: 'fg-1',
    });
  });

  test('with photos it compares with them, which needs a uuid', () => {
    expect(requestFields(target, account, 'fg-1', true)).toMatchObject({ comparison_type: '0', uuid: 'fg-fg-1' });
    expect(PHOTO_FIELDS).toEqual(['image_ref1', 'image_ref2', 'image_ref3']);
  });

  test('biz_no differs between users, requests and runs, and keeps within 128 bytes', () => {
    const seeds = [runSeed({}), runSeed({}), runSeed({ FACEGATE_SEED: 'x'.repeat(200) })];
    const all = seeds.flatMap((seed) => [1, 2, 11].flatMap((vu) => [1, 2, 11].map((n) => bizNoOf(seed, vu, n))));
    expect(new Set(all).size).toBe(27);
    expect(Math.max(...all.map((bizNo) => bizNo.length))).toBeLessThanOrEqual(128);
    expect(bizNoOf('s', 1, 11)).not.toBe(bizNoOf('s', 11, 1));
  });
});
