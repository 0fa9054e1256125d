import { describe, expect, it } from 'vitest';
import { describeChange, judgeEcho } from './echo.js';
import { callback, dataOf, flow } from './seen.fixture.js';

const withFields = (fields: Readonly<Record<string, unknown>>) => callback('notify', { data: dataOf(fields) });
const judged = (sent: string, fields: Readonly<Record<string, unknown>>) =>
  judgeEcho(flow({ callbacks: [withFields(fields), { ...withFields(fields), via: 'return' }] }), 'biz_no', sent);

describe('biz_no.echo and biz_extra_data.echo', () => {
  it.each(['order-1', '  订单 😀 e\u0301 ', 'a\r\nb\nc', '"<b>&amp;\\', '007'])('%j comes back', (sent) => {
    expect(judged(sent, { biz_no: sent })).toMatchObject({ verdict: 'passed' });
  });

  it("is not found in the H5 product's biz_info", () => {
    expect(judged('n', { biz_no: undefined, biz_info: { biz_no: 'n' } })).toMatchObject({
      verdict: 'failed',
      actual: 'notify: biz_no is not there; biz_info has it, as the H5 product writes it',
    });
  });

  it.each([
    // sent                        came back                       how the report names it
    [' a ', 'a', 'trimmed'],
    ['<b> & "x"', '&lt;b&gt; &amp; &quot;x&quot;', 'HTML-escaped'],
    ['<b> "x" \'y\'', '&lt;b&gt; &quot;x&quot; &#39;y&#39;', 'HTML-escaped'],
    ['Ab', 'ab', 'lower case'],
    ['Ab', 'AB', 'upper case'],
    ['e\u0301', '\u00e9', 'Unicode-normalised'],
    ['a b%', 'a%20b%25', 'percent-encoded'],
    ['1+1', '1 1', 'plus signs as spaces'],
    ['c:\\x', 'c:x', 'without its backslashes'],
    ['a\nb', 'ab', 'without its line breaks'],
    ['a\nb', 'a\r\nb', 'CR LF'],
    ['a\r\nb', 'a\nb', '(LF)'],
    ['a😀', 'a?', '? for its emoji'],
    ['a😀', 'a', 'without its emoji'],
    ['订a', '?a', '? for all but ASCII'],
    ['a'.repeat(9), 'a'.repeat(4), 'cut, after 4 of 9 characters'],
    ['订单😀1', '订单😀2', 'differs from character 4 on: "1" was sent, "2" came back'],
    ['ab', 'abc', 'differs from character 3 on: nothing more was sent, "c" came back'],
    ['7', 7, 'as a JSON number, not as a string'],
    ['["a"]', ['a'], 'as an array, not as a string'],
    ['x', null, 'as null'],
    ['x', undefined, 'is not there'],
    ['x', '', 'empty'],
  ])('%j back as %j fails: %s', (sent, value, text) => {
    expect(describeChange('biz_no', sent, value)).toContain(text);
    expect(judged(sent, { biz_no: value })).toMatchObject({
      verdict: 'failed',
      actual: `notify: ${describeChange('biz_no', sent, value)}`,
    });
  });

  it('fails in the one callback that is wrong, and says that the other is right', () => {
    const callbacks = [callback('notify'), callback('return', { data: dataOf({ biz_no: undefined }) })];
    expect(judgeEcho(flow({ callbacks }), 'biz_no', 'order-1')).toEqual({
      verdict: 'failed',
      actual: 'return: biz_no is not there',
      note: 'in notify it is right',
    });
  });

  it('looks into every callback, a repeated one as well', () => {
    const callbacks = [callback('notify'), callback('return'), withFields({ biz_no: 'other' })];
    expect(judgeEcho(flow({ callbacks }), 'biz_no', 'order-1')).toMatchObject({ verdict: 'failed' });
  });

  it.each(['', 'biz_no=order-1', '"order-1"', '{"biz_no":'])(
    'data that is no JSON object (%j) shows nothing',
    (data) => {
      const callbacks = [callback('notify', { data }), callback('return')];
      expect(judgeEcho(flow({ callbacks }), 'biz_no', 'order-1')).toMatchObject({ verdict: 'failed' });
    },
  );

  it('is not decided by what did not come, however the check ended', () => {
    expect(judgeEcho(flow({ callbacks: [callback('notify')] }), 'biz_no', 'order-1')).toEqual({
      verdict: 'undecided',
      note: 'no callback came to return_url',
    });
    const failedLiveness = dataOf({ liveness_result: { result: 'failure', failure_reason: 'timeout' } });
    const callbacks = [callback('notify', { data: failedLiveness }), callback('return', { data: failedLiveness })];
    expect(judgeEcho(flow({ callbacks }), 'biz_no', 'order-1')).toMatchObject({ verdict: 'passed' });
  });
});
