import { describe, expect, it } from 'vitest';
import { judgePosted } from './posted.js';
import { callback, flow } from './seen.fixture.js';
import type { SeenCallback, SeenFlow } from './seen.js';

const both = (changes: Partial<SeenCallback>): Partial<SeenFlow> => ({
  callbacks: [callback('notify', changes), callback('return', changes)],
});

describe('notify_url.post and return_url.post', () => {
  it.each([
    // what came                                what of it                                                           verdict   in the text
    ['a urlencoded form', {}, 'passed', 'POST of a urlencoded form, with data and sign'],
    [
      'a multipart form',
      both({ form: 'multipart', contentType: 'multipart/form-data' }),
      'passed',
      'POST of a multipart',
    ],
    ['a form without sign', both({ sign: undefined }), 'passed', 'with data'],
    [
      'GET with a query',
      both({ method: 'GET', form: 'query', contentType: '' }),
      'failed',
      'GET with a query, with data',
    ],
    [
      'GET with nothing',
      both({ method: 'GET', form: 'none', contentType: '', data: undefined, sign: undefined }),
      'failed',
      'GET without a form',
    ],
    ['PUT', both({ method: 'PUT' }), 'failed', 'PUT of a urlencoded form'],
    [
      'JSON instead of a form',
      both({ form: 'json', contentType: 'application/json' }),
      'failed',
      'POST of JSON, with data',
    ],
    [
      'text instead of a form',
      both({ form: 'none', contentType: 'text/plain', data: undefined, sign: undefined }),
      'failed',
      'POST of text/plain',
    ],
    ['a form without data', both({ data: undefined }), 'failed', 'without data, with sign'],
    ['a form with empty data', both({ data: '' }), 'failed', 'POST of a urlencoded form'],
    ['it in a late POST', both({ late: true }), 'failed', 'late, more than 15 s after'],
  ] as const)('%s', (_what, changes, verdict, text) => {
    for (const via of ['notify', 'return'] as const) {
      const judged = judgePosted(via, flow(changes));
      expect(judged).toMatchObject({ verdict, actual: expect.stringContaining(text) });
    }
  });

  it('trust row 17: missing: a failure once the other has come', () => {
    expect(judgePosted('notify', flow({ callbacks: [callback('return')] }))).toMatchObject({
      verdict: 'failed',
      actual: 'nothing came to notify_url within 15 s after return_url',
    });
    expect(judgePosted('return', flow({ callbacks: [callback('notify')], navigation: '' }))).toMatchObject({
      verdict: 'failed',
      actual: 'nothing came to return_url within 15 s after notify_url',
    });
  });

  it('neither came: not decided, as the page may need a person or was refused', () => {
    const none = { callbacks: [], navigation: '' };
    expect(judgePosted('notify', flow(none))).toEqual({
      verdict: 'undecided',
      note: expect.stringContaining('--person'),
    });
    const refused = flow({ ...none, page: { status: 403, refusal: '403 TOKEN_USED', answeredMs: 0 } });
    expect(judgePosted('return', refused)).toEqual({
      verdict: 'undecided',
      note: 'the liveness page was refused: 403 TOKEN_USED',
    });
  });

  it.each([
    // what                          second callback                     note
    ['the same again', {}, 'it came 2 times, each time with the same content'],
    ['something else afterwards', { data: '{"status":"FAILED"}' }, 'it came 2 times, not always with the same content'],
    ['the same again, late', { late: true }, 'it came 2 times, each time with the same content'],
  ] as const)('%s: a note, never a failure', (_what, second, note) => {
    const twice = flow({ callbacks: [callback('notify'), callback('return'), callback('notify', second)] });
    expect(judgePosted('notify', twice)).toMatchObject({ verdict: 'passed', note });
  });

  it('a right POST after a wrong one counts', () => {
    const callbacks = [callback('notify', { method: 'HEAD', data: undefined }), callback('notify'), callback('return')];
    expect(judgePosted('notify', flow({ callbacks }))).toMatchObject({ verdict: 'passed' });
  });

  it('to return_url the browser itself must go', () => {
    expect(judgePosted('return', flow({ navigation: '' }))).toMatchObject({
      verdict: 'failed',
      actual: expect.stringContaining('the browser stayed on the page'),
    });
    expect(judgePosted('return', flow({ navigation: 'GET' }))).toMatchObject({ verdict: 'failed' });
    expect(judgePosted('notify', flow({ navigation: '' }))).toMatchObject({ verdict: 'passed' });
  });
});
