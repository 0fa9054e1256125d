import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readVendored } from './vendored.js';

const cwd = process.cwd();
const file = resolve(cwd, 'package.json');

describe('--resolve URL=FILE', () => {
  it('takes files from the current folder, and addresses with an equals sign of their own', () => {
    expect(readVendored(['https://a.example/x.js=package.json', 'http://b.example/?v=1=package.json'], cwd)).toEqual({
      'https://a.example/x.js': file,
      'http://b.example/?v=1': file,
    });
  });

  it.each([
    ['no pair', 'package.json', 'expected URL=FILE'],
    ['no address', 'x.js=package.json', 'expected URL=FILE'],
    ['a file that is not there', 'https://a.example/x.js=no-such.js', 'there is no file'],
  ])('refuses %s', (_, pair, said) => {
    expect(() => readVendored([pair], cwd)).toThrow(said);
  });
});
