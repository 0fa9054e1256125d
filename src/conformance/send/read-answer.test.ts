import { expect, it } from 'vitest';
import { foreignCoding } from './read-answer.js';

it.each([
  // Content-Encoding       the coding that was not asked for
  [undefined, ''],
  ['', ''],
  [' ', ''],
  ['identity', ''],
  ['Identity', ''],
  ['IDENTITY, identity', ''],
  [', identity ,', ''],
  ['gzip', 'gzip'],
  ['GZip', 'GZip'],
  ['identity, br', 'br'],
])('Content-Encoding %j names %j', (header, coding) => {
  expect(foreignCoding(header)).toBe(coding);
});
