import { expect, it } from 'vitest';
import { fitNothing } from './choose.js';

it.each([
  // globs, those that fit none of a.one, a.two and b
  [['a.*', 'b'], []],
  [['a.*', 'a.thre'], ['a.thre']],
  [['!b', '!c.*', '! b'], ['!c.*']],
  [[''], ['']],
])('a glob that fits nothing is found beside others that fit, wanted or left out: %j: %j', (globs, found) => {
  expect(fitNothing(globs, ['a.one', 'a.two', 'b'])).toEqual(found);
});
