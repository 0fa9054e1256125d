import { expect, test } from 'vitest';
import { originForm } from './origin-form.js';

test.each([
  ['/a?b=1', '/a?b=1'],
  ['*', '*'],
  ['http://api.megvii.com/faceid/liveness/v2/get_token', '/faceid/liveness/v2/get_token'],
  ['HTTPS://api.megvii.com:443/a?to=http://b/c', '/a?to=http://b/c'],
  ['http://api.megvii.com', '/'],
  ['http://api.megvii.com?a=1', '/?a=1'],
])('%s is read as %s', (target, read) => {
  expect(originForm(target)).toBe(read);
});
