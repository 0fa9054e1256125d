import { expect, it } from 'vitest';
import { contracts, entryContract } from '../../contracts/index.js';
import { classifyAnswer } from '../contract/answer.js';
import { keepFields, type SeenAnswer } from '../contract/seen-answer.js';
import { collectResults } from './assemble.js';
import { checkScenarios } from './scenario/check.js';
import { builtInScenarios } from './sources/load-scenarios.js';

const ANSWERS = 3000;
const MOST_CPU_MS = 3000;

/** An answer with as much in it as is kept of any. */
function seen(index: number): SeenAnswer {
  const long = (kind: string) => `${kind}${index} ${'x'.repeat(3900)}`;
  const others = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`field${index % 7}x${at}`, at]));
  const [status, fields] = [
    [200, { token: long('t'), request_id: long('r'), time_used: 1, expired_time: 2_000_000_000, ...others }],
    [400, { error_message: `CODE_${index}:${'y'.repeat(3800)}`, request_id: long('r'), time_used: 1, ...others }],
    [500, { error_message: 'INTERNAL_ERROR', request_id: long('r'), time_used: 1 }],
  ][index % 3] as [number, object];
  const body = JSON.stringify(fields);
  return {
    ...keepFields(classifyAnswer(status, body, entryContract.answer), body, entryContract, () => 'digest'),
    contract: entryContract.id,
    scenario: `a/case ${index}`,
    kind: 'judged',
    sentAtMs: Date.UTC(2026, 0, 1) + index,
    serverDateMs: null,
    wallMs: 10,
    status,
    body,
    curl: 'curl',
    attempt: 0,
  };
}

it('trust row 18: a signal that comes while thousands of answers are swept is heard within seconds', async () => {
  const { scenarios } = checkScenarios((await builtInScenarios()).found, contracts);
  const sweeps = scenarios.filter(({ scenario }) => scenario.kind === 'sweep');
  const handed = {
    results: new Map(),
    answers: Array.from({ length: ANSWERS }, (_, index) => seen(index)),
    redactions: [],
  };
  const heard = new Promise<void>((resolve) => process.once('SIGUSR2', () => resolve()));
  // Time of the processor, as others may have the machine.
  const begun = process.cpuUsage();
  process.kill(process.pid, 'SIGUSR2');
  const results = collectResults(contracts, sweeps, handed, 'not run');
  await heard;
  const { user, system } = process.cpuUsage(begun);
  expect(results.filter(({ status }) => status === 'failed').length).toBeGreaterThan(0);
  expect((user + system) / 1000).toBeLessThan(MOST_CPU_MS);
});
