import { expect, it, onTestFinished } from 'vitest';
import { scratchFolder, startTarget, writeTarget } from './run-cli.fixture.js';
import { runHere } from './run-here.fixture.js';

it('the budget of the target slows down a user that would send as fast as it is answered', async () => {
  const seen: number[] = [];
  const target = await startTarget((_, response) => {
    seen.push(performance.now());
    response.end('{"token":"t","request_id":"r","time_used":0,"expired_time":9999999999}');
  });
  onTestFinished(target.close);
  const cwd = scratchFolder();
  const file = writeTarget(cwd, target.url, 'budget: { requests: 6, per_second: 4 }\n');
  const { code } = await runHere(['load', 'smoke', '--engine', 'node', '-t', file, '--out', 'out'], cwd);
  expect([code, seen.length]).toEqual([0, 6]);
  // More than a second at that pace; a first request that is seen late takes from it.
  expect(seen.at(-1)! - seen[0]!).toBeGreaterThan(400);
});
