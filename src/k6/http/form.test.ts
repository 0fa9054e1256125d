import { describe, expect, it } from 'vitest';
import { FileData, multipart, urlEncoded } from './form.js';
import { selectJson } from './json-path.js';

describe('a form', () => {
  it.each([
    [{ b: '1', a: '2' }, 'a=2&b=1'], //                           sorted by name, as k6 does
    [{ a: '1 2+3' }, 'a=1+2%2B3'],
    [{ a: "ü!'()*~-_." }, 'a=%C3%BC%21%27%28%29%2A~-_.'],
    [{ a: ['x', 'y'], b: [] }, 'a=x&a=y'],
    [
      { a: null, b: undefined, c: { e: [1, null], d: 'x' } },
      'a=%3Cnil%3E&b=%3Cnil%3E&c=map%5Bd%3Ax+e%3A%5B1+%3Cnil%3E%5D%5D',
    ], // as k6 writes what is no text
    [
      { at: new Date(1500), on: new Date(0) },
      'at=1970-01-01+00%3A00%3A01.5+%2B0000+UTC&on=1970-01-01+00%3A00%3A00+%2B0000+UTC',
    ],
    [{ a: 5, b: true, c: 0 }, 'a=5&b=true&c=0'],
    [{ 'a&b': '=' }, 'a%26b=%3D'],
    [{}, ''],
  ])('%j is %s', (fields, payload) => {
    expect(urlEncoded(fields)).toEqual({ payload, contentType: 'application/x-www-form-urlencoded' });
  });

  it('with a file is multipart, bytes untouched, quotes in names escaped', () => {
    const { payload, contentType } = multipart({
      field: 'value',
      photo: new FileData(new Uint8Array([0, 255, 10]), 'a"b.jpg', 'image/jpeg'),
    });
    const boundary = contentType.replace('multipart/form-data; boundary=', '');
    expect((payload as Buffer).toString('latin1').replaceAll(boundary, 'B')).toBe(
      '--B\r\nContent-Disposition: form-data; name="field"\r\n\r\nvalue\r\n' +
        '--B\r\nContent-Disposition: form-data; name="photo"; filename="a\\"b.jpg"\r\nContent-Type: image/jpeg\r\n\r\n\u0000\u00ff\n\r\n--B--\r\n',
    );
  });
});

describe('a path into JSON', () => {
  const value = { a: { 'b.c': [{ n: 1 }, { n: 2 }, {}] }, zero: 0 };
  it.each([
    ['zero', 0],
    ['a.b\\.c.1.n', 2],
    ['a.b\\.c.#', 3],
    ['a.b\\.c.#.n', [1, 2]],
    ['a.nothing.here', undefined],
    ['zero.x', undefined],
    ['a.b\\.c.x', undefined],
    ['toString', undefined],
  ])('%s', (path, found) => {
    expect(selectJson(value, path)).toEqual(found);
  });
});

describe('forms with the same names one after the other', () => {
  it.each([
    [{ b: '1', a: 'x y' }, 'a=x+y&b=1'],
    [{ b: '1', a: 'x y' }, 'a=x+y&b=1'],
    [{ b: '2', a: 'x y' }, 'a=x+y&b=2'],
    [{ a: 'z', b: '2' }, 'a=z&b=2'],
    [{ a: [], b: [1, 2] }, 'b=1&b=2'],
    [{ a: NaN, b: null }, 'a=NaN&b=%3Cnil%3E'],
    [{}, ''],
    [{ c: '1' }, 'c=1'],
  ])('%o → %s', (fields, payload) => expect(urlEncoded(fields).payload).toBe(payload));

  it('a list that has grown since', () => {
    const list = [1];
    expect(urlEncoded({ list }).payload).toBe('list=1');
    list.push(2);
    expect(urlEncoded({ list }).payload).toBe('list=1&list=2');
  });
});
