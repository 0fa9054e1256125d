import { expect, test } from 'vitest';
import { proveLoad } from './load-faults.js';

test('limit and sla tell every fault of load, or say that they are not sure', () => {
  const proved = proveLoad();
  expect(proved.filter(({ verdict }) => verdict === 'wrong')).toEqual([]);
  // What they can tell, they do tell: a search that is never sure would pass the line above.
  expect(proved.filter(({ verdict }) => verdict === 'told').length).toBeGreaterThanOrEqual(9);
});
