import { describe, expect, it } from 'vitest';
import { callback, flow, RIGHT_SIGN } from './seen.fixture.js';
import { judgeSignature } from './signature.js';

const judged = (sign: string | undefined) =>
  judgeSignature(flow({ callbacks: [callback('notify', { sign }), callback('return')] }));

describe('notify_url.signature', () => {
  it.each([
    // sign                                        what the report says
    [RIGHT_SIGN.toUpperCase(), 'sign is right but in upper case'],
    [` ${RIGHT_SIGN}\n`, 'sign is right but with whitespace around it'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'sign is the MD5 of api_secret + data'],
    [undefined, 'there is no sign'],
    ['', 'sign is empty'],
    ['0'.repeat(40), 'nor any usual mistake: 40 characters'],
  ])('%j fails: %s', (sign, text) => {
    expect(judged(sign)).toMatchObject({
      verdict: 'failed',
      actual: expect.stringContaining(`notify: `),
      note: 'in return it is right',
    });
    expect(judged(sign)).toMatchObject({ actual: expect.stringContaining(text) });
  });

  it('is judged in both callbacks', () => {
    expect(judged(RIGHT_SIGN)).toMatchObject({ verdict: 'passed' });
    const callbacks = [callback('notify'), callback('return', { sign: 'x' })];
    expect(judgeSignature(flow({ callbacks }))).toMatchObject({ verdict: 'failed', note: 'in notify it is right' });
  });

  it('is not decided by what did not come', () => {
    expect(judgeSignature(flow({ callbacks: [callback('return')] }))).toEqual({
      verdict: 'undecided',
      note: 'no callback came to notify_url',
    });
    const callbacks = [callback('notify', { data: undefined, sign: undefined }), callback('return')];
    expect(judgeSignature(flow({ callbacks }))).toEqual({ verdict: 'undecided', note: 'notify_url got no data' });
  });
});
