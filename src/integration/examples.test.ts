import { expect, test } from 'vitest';
import type { ClientRuleId } from '../../contracts/client/client.js';
import type { ContractResult } from '../records/types.js';
import { type Fault, faults } from './testing/faults.js';
import { runExample, SLOW } from './testing/run-example.js';

/** `FACEGATE_FAULTS=full` runs every rule for every fault, some 40 s each; else one fault of each rule that is quick to judge runs its own. */
const FULL = process.env.FACEGATE_FAULTS === 'full';
/** `FACEGATE_FAULTS_FROM=10 FACEGATE_FAULTS_TO=20` runs some of them. */
const FROM = Number(process.env.FACEGATE_FAULTS_FROM ?? 0);
const TO = Number(process.env.FACEGATE_FAULTS_TO ?? faults.length);
const SIDE_BY_SIDE = 5;
/** Judged by the time between two tries, which a busy machine makes long enough. */
const TIMED = /^client\.concurrency$/;

const broken = (results: readonly ContractResult[]) => [
  ...new Set(results.filter(({ status }) => status === 'failed').map(({ rule }) => rule)),
];
const told = (results: readonly ContractResult[]) =>
  results
    .filter(({ status, inconclusive }) => status === 'failed' || inconclusive)
    .map(({ id, actual, note }) => `${id}: ${actual}${note}`);

test('client-python is right by every rule that is quick to judge', async () => {
  const { results, notBegun } = await runExample('client-python', [], (rule) => FULL || !SLOW.test(rule));
  expect([notBegun, ...told(results)]).toEqual(['']);
  expect(results.filter(({ status }) => status === 'passed').length).toBeGreaterThan(60);
});

test('a fault breaks its own rule, and no other that was run', async () => {
  const isFirst = (fault: Fault) => fault === faults.find(({ breaks }) => breaks === fault.breaks);
  const waiting = faults
    .slice(FROM, TO)
    .filter((fault) => FULL || (isFirst(fault) && !SLOW.test(fault.breaks) && !TIMED.test(fault.breaks)));
  const found: string[] = [];
  const expected: string[] = [];
  const work = async ({ example, name, breaks, changes }: Fault) => {
    const { results, notBegun } = await runExample(
      example,
      changes,
      (rule) => FULL || rule === breaks || isQuick(rule),
    );
    found.push(`${example}, ${name}: ${notBegun}${broken(results).join(', ')}`);
    expected.push(`${example}, ${name}: ${breaks}`);
    if (FULL) process.stderr.write(`${found.at(-1)}\n`);
    if (found.at(-1) !== expected.at(-1)) process.stderr.write(`${found.at(-1)}\n  ${told(results).join('\n  ')}\n`);
  };
  await Promise.all(
    Array.from({ length: SIDE_BY_SIDE }, async () => {
      for (let fault = waiting.shift(); fault !== undefined; fault = waiting.shift()) await work(fault);
    }),
  );
  expect(found.sort()).toEqual(expected.sort());
});

/** Shown by the first checks, which every run begins with. */
function isQuick(rule: ClientRuleId): boolean {
  return /^client\.(?:token|biz_no|verified|callback\.form|secret|identity|signature\.bytes)/.test(rule);
}
