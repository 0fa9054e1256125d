import { describe, expect, it } from 'vitest';
import { readCallback } from './callback-form.js';

const URLENCODED = 'application/x-www-form-urlencoded';
const read = async (target: string, contentType: string, body: string | Buffer) => {
  const { form, data, sign } = await readCallback(target, contentType, Buffer.from(body as string));
  return { form, data: data?.toString('latin1'), sign: sign?.toString('latin1') };
};
const part = (name: string, value: string, more = '') =>
  `--b\r\nContent-Disposition: form-data; name="${name}"${more}\r\n\r\n${value}\r\n`;

describe('data and sign of a callback', () => {
  it.each([
    // what came                    target    content type                        body                                  form          data        sign
    ['a urlencoded form', '/', URLENCODED, 'data=%7B%22a%22%3A1%7D&sign=ab', 'urlencoded', '{"a":1}', 'ab'],
    ['plus signs and equals signs', '/', URLENCODED, 'data=a+b%2Bc==&sign=', 'urlencoded', 'a b+c==', ''],
    ['bytes that are no UTF-8', '/', `${URLENCODED}; charset=GBK`, 'data=%d6%d0', 'urlencoded', '\xd6\xd0', undefined],
    ['the first of two', '/', URLENCODED, 'data=1&data=2', 'urlencoded', '1', undefined],
    ['a name without a value', '/', URLENCODED, 'data&sign=x', 'urlencoded', '', 'x'],
    ['a broken escape', '/', URLENCODED, 'data=%zz%4', 'urlencoded', '%zz%4', undefined],
    [
      'a multipart form',
      '/',
      'multipart/form-data; boundary=b',
      `${part('data', '{"a":"\xe4"}')}${part('sign', 'ab')}--b--\r\n`,
      'multipart',
      '{"a":"\xc3\xa4"}',
      'ab',
    ],
    ['multipart without a boundary', '/', 'multipart/form-data', 'x', 'multipart', undefined, undefined],
    [
      'multipart that breaks off',
      '/',
      'multipart/form-data; boundary=b',
      part('data', '1'),
      'multipart',
      '1',
      undefined,
    ],
    [
      'multipart with a large part that is no field, and padded boundaries',
      '/',
      'multipart/form-data; boundary=b',
      `--b\r\nX: y\r\n\r\n${'x'.repeat(20_000)}\r\n${part('data', '1')}--b--\r\n`.replaceAll('--b\r\n', '--b \r\n'),
      'multipart',
      '1',
      undefined,
    ],
    ['JSON', '/', 'application/json', '{"data":"{}","sign":"ab"}', 'json', '{}', 'ab'],
    ['JSON with data as an object', '/', 'application/json', '{"data":{"a":1}}', 'json', '{"a":1}', undefined],
    [
      'JSON nested 100,000 deep (trust row 25)',
      '/',
      'application/json',
      `{"data":${'['.repeat(1e5)}${']'.repeat(1e5)}}`,
      'none',
      undefined,
      undefined,
    ],
    ['a query', '/n?data=%7B%7D&sign=ab', '', '', 'query', '{}', 'ab'],
    ['text', '/', 'text/plain', 'hello', 'none', undefined, undefined],
    ['nothing', '/', '', '', 'none', undefined, undefined],
  ])('%s', async (_what, target, contentType, body, form, data, sign) => {
    expect(await read(target, contentType, body)).toEqual({ form, data, sign });
  });
});
