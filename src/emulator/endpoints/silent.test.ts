import { describe, expect, test } from 'vitest';
import { ask, DATA_SOURCE, LIVENESS_ONLY, testApp, withFields } from '../testing/test-app.js';
import { behaveLike } from './silent.js';

const like = (rule: string, name: string, seen: string) => testApp({ behaveLike: [{ rule, name, seen }] });

describe('an emulator that behaves like a service that was seen', () => {
  test.each([
    ['scene_id.unknown', 'a scene that does not exist', '400 BAD_ARGUMENTS:scene_id', LIVENESS_ONLY, { scene_id: 'x' }],
    ['return_url.format', 'an FTP URL', '400 BAD_ARGUMENTS:return_url', LIVENESS_ONLY, { return_url: 'ftp://a.b/' }],
    [
      'idcard_number.checksum',
      'a wrong check digit',
      '400 INVALID_IDCARD_NUMBER',
      DATA_SOURCE,
      { idcard_number: '110101199003071231' },
    ],
  ] as const)('refuses as it was seen to: %s, %s', async (rule, name, seen, base, changes) => {
    const app = like(rule, name, seen);
    const { status, error } = await ask(app, withFields(base, changes));
    expect(`${status} ${error}`).toBe(seen);
    expect((await ask(app, withFields(base, {}))).status).toBe(name === 'a wrong check digit' ? 400 : 200);
  });

  test('accepts what it was seen to accept', async () => {
    const wrong = withFields(LIVENESS_ONLY, { screen_replay: '2' });
    expect((await ask(testApp(), wrong)).status).toBe(400);
    expect((await ask(like('screen_replay.other', '2', '200 and a token'), wrong)).status).toBe(200);
  });

  test('tells a repeated biz_no from a new one', async () => {
    const app = like('biz_no.unique', 'the same request a second time', '400 BAD_ARGUMENTS:biz_no');
    expect((await ask(app, LIVENESS_ONLY)).status).toBe(200);
    expect((await ask(app, LIVENESS_ONLY)).error).toBe('BAD_ARGUMENTS:biz_no');
    expect((await ask(app, withFields(LIVENESS_ONLY, { biz_no: 'other' }))).status).toBe(200);
  });

  test('names the rules that it cannot imitate', () => {
    const seen = { name: 'x', seen: '200 and a token' };
    expect(
      behaveLike([
        { rule: 'image_ref.types', ...seen },
        { rule: 'biz_no.unique', ...seen },
      ]).left,
    ).toEqual(['image_ref.types']);
  });
});
