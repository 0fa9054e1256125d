import { describe, expect, it } from 'vitest';
import { readYaml } from './read-document.js';

const twice = 'a key stands twice; remove one of them';
const noText = 'a list or mapping stands where a key belongs; put texts that begin with "[" or "{" in double quotes';

describe('a key in YAML', () => {
  it.each([
    // text, what is said with its line, what is read all the same
    ['{ 1: a, "1": b }', [`1: ${twice}`], { 1: 'b' }],
    ['16: a\n0x10: b', [`2: ${twice}`], { 16: 'b' }],
    ['true: a\n"true": b', [`2: ${twice}`], { true: 'b' }],
    [': a\n"": b', [`2: ${twice}`], { '': 'b' }],
    ['&k rule: x\n*k : y', [`2: ${twice}`], { rule: 'y' }],
    ['a: 1\na: 2\na: 3', [`2: ${twice}`, `3: ${twice}`], { a: 3 }],
    ['a:\n  - b: 1\n    b: 2\n  - b: 1', [`3: ${twice}`], { a: [{ b: 2 }, { b: 1 }] }],
    ['a: 1\n? [b]\n: c', [`2: ${noText}`], { a: 1 }],
    ['url: {{HOST}}', [`1: ${noText}`], { url: {} }],
    ['- &l [b]\n- { *l : c }', [`2: ${noText}`], [['b'], {}]],
    ['1: a\n"2": b\n&k c: d\ne: *k', [], { 1: 'a', 2: 'b', c: 'd', e: 'c' }],
  ])('is refused where JavaScript takes it for one before it, or where it is no text: %j', (text, problems, read) => {
    const { value, problems: said } = readYaml(text, 'f');
    expect(said).toEqual(problems.map((one) => `f:${one}`));
    expect(value).toEqual(read);
  });
});
