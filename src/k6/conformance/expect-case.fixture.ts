import { expect, type TestContext } from 'vitest';
import { judgedInTime } from '../../testing/judged-in-time.js';
import type { Case, Expected } from './case.js';
import { totalOf } from './observe.js';
import type { Ran } from './run-case.fixture.js';

/** Where time plays a part in a case, it is judged as far as the machine's own lag allows. */
export function inTime(context: TestContext, { toleratesMs }: Case, attempt: () => Promise<void>): Promise<void> {
  return toleratesMs === undefined ? attempt() : judgedInTime(context, { toleratesMs }, attempt);
}

function expectWithin(actual: number | undefined, expected: Expected, what: string): void {
  const [least, most] = typeof expected === 'number' ? [expected, expected] : expected;
  expect(actual, `${what}: expected ${least} to ${most}`).toBeGreaterThanOrEqual(least - 1e-9);
  expect(actual, `${what}: expected ${least} to ${most}`).toBeLessThanOrEqual(most + most * 0.001 + 1e-9);
}

export function expectCase(wanted: Case, { outcome, said }: Ran): void {
  expect({ exitCode: outcome.exitCode, incomplete: outcome.incomplete }, outcome.cause.join('\n')).toEqual({
    exitCode: wanted.exitCode ?? 0,
    incomplete: wanted.incomplete ?? false,
  });
  if (outcome.exitCode !== 0) expect(outcome.cause.join('')).not.toBe('');
  if (wanted.says !== undefined) expect(said.sort()).toEqual([...wanted.says].sort());
  for (const [key, expected] of Object.entries(wanted.counts ?? {})) expectWithin(totalOf(outcome, key), expected, key);
  for (const [key, expected] of Object.entries(wanted.times ?? {})) {
    const [, metric, stat] = /^(.*) (\S+)$/.exec(key)!;
    expectWithin(outcome.summary?.metrics[metric!]?.values[stat!], expected, key);
  }
  for (const key of wanted.absent ?? []) expect(outcome.summary?.metrics[key], key).toBeUndefined();
  const standing = Object.fromEntries(outcome.thresholds.map(({ metric, source, ok }) => [`${metric}: ${source}`, ok]));
  if (wanted.thresholds !== undefined) expect(standing).toMatchObject(wanted.thresholds);
  if (wanted.files !== undefined) expect(outcome.handleSummaryFiles).toEqual(wanted.files);
  if (wanted.durationMs !== undefined)
    expectWithin(outcome.summary?.state.testRunDurationMs, wanted.durationMs, 'duration');
}
