import { expect, it } from 'vitest';
import { stripControl } from './strip-ansi.js';

it.each([
  // what came, what the terminal gets, why
  ['\u001b[31mred\u001b[0m', 'red', 'colours'],
  ['\u001b]0;title\u0007text', 'text', 'the title of the window'],
  ['\u001b]8;;http://x\u0007link\u001b]8;;\u0007', 'link', 'links'],
  ['\u001b[2J\u001b[Hgone', 'gone', 'a cleared screen'],
  ['safe\rfake', 'safefake', 'a return that writes over the line'],
  ['a\u0008b\u0000c\u007fd', 'abcd', 'backspace, NUL, delete'],
  ['a\u009b31mb', 'ab', 'the one-byte form of an escape'],
  ['a\u202eb\u2066c', 'abc', 'marks that turn the reading direction'],
  ['a\r\nb\tc', 'a\nb\tc', 'newline and tab stay'],
  ['张三 é 😀', '张三 é 😀', 'text of any script stays'],
])('%j becomes %j: %s', (came, expected) => {
  expect(stripControl(came)).toBe(expected);
});
