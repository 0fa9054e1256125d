import { expect, it } from 'vitest';
import { packFiles, unpackFiles } from './summary-files.js';

const base64 = (bytes: ArrayBuffer) => Buffer.from(bytes).toString('base64');

it('texts stay texts and bytes stay bytes on their way out of the script', () => {
  const bytes = new Uint8Array([0, 65, 255, 1]);
  const returned = {
    stdout: 'said\n',
    stderr: Buffer.from('said'),
    whole: bytes.buffer,
    part: bytes.subarray(1, 3),
    __proto__: null,
  };
  const { files, failure } = packFiles(returned, base64);
  expect(failure).toBe('');
  expect(unpackFiles(JSON.parse(JSON.stringify(files)))).toEqual({
    stdout: 'said\n',
    stderr: 'said',
    whole: Buffer.from([0, 65, 255, 1]),
    part: Buffer.from([65, 255]),
  });
});

it.each([null, undefined, {}])('%o asks for nothing, and nothing is wrong with it', (returned) => {
  expect(packFiles(returned, base64)).toEqual({ files: {}, failure: '' });
});

it.each([
  ['all fine', 'it returned String;'],
  [['a'], 'it returned Array;'],
  [5, 'it returned Number;'],
  [new Map([['a.txt', 'b']]), 'it returned Map;'],
  [new Uint8Array(1), 'it returned Uint8Array;'],
  [() => '', 'it returned Function;'],
  [
    { 'a.txt': 'whole', 'x.json': { a: 1 } },
    'it returned Object for "x.json"; return a text, such as JSON.stringify()',
  ],
  [{ x: null }, 'it returned Null for "x"'],
  [{ x: 5 }, 'it returned Number for "x"'],
])('%o is no file: none is written, and the reason has the cure', (returned, failure) => {
  expect(packFiles(returned, base64)).toEqual({ files: {}, failure: expect.stringContaining(failure) });
});
