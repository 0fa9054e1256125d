import { describe, expect, it } from 'vitest';
import { contracts, entryContract } from '../../contracts/index.js';
import { classifyAnswer, describeAnswer } from '../contract/answer.js';
import { keepFields, type SeenAnswer } from '../contract/seen-answer.js';
import type { ContractResult } from '../records/types.js';
import { collectResults } from './assemble.js';
import { resultOf } from './harness/result-of.js';
import { checkScenarios, type PlannedScenario } from './scenario/check.js';
import { builtInScenarios } from './sources/load-scenarios.js';

const { scenarios } = checkScenarios((await builtInScenarios()).found, contracts);
const own = scenarios.filter(({ contract }) => contract === entryContract.id);
const sweeps = own.filter(({ scenario }) => scenario.kind === 'sweep');
const named = (rule: string, name: string) =>
  own.find(({ scenario }) => scenario.rule === rule && scenario.name === name)!;

/** A case with its answer, as a worker hands them over. */
function came(
  planned: PlannedScenario,
  status: ContractResult['status'],
  expected: string,
  code: number,
  fields: object,
) {
  const body = JSON.stringify(fields);
  const answer = classifyAnswer(code, body, entryContract.answer);
  const seen: SeenAnswer = {
    ...keepFields(answer, body, entryContract, () => 'digest'),
    contract: entryContract.id,
    scenario: planned.id,
    kind: 'judged',
    sentAtMs: 0,
    serverDateMs: null,
    wallMs: 10,
    status: code,
    body,
    curl: 'curl',
    attempt: 0,
  };
  return { planned, seen, result: resultOf(planned, status, { expected, actual: describeAnswer(answer) }) };
}

/** The states of what a run of these cases and all sweeps came to, by id. */
function collected(...cases: ReturnType<typeof came>[]) {
  const handed = {
    results: new Map(cases.map(({ planned, result }) => [planned.id, result])),
    answers: cases.map(({ seen }) => seen),
    redactions: [],
  };
  return collectResults(contracts, [...cases.map(({ planned }) => planned), ...sweeps], handed, 'not run');
}

const COMMON = { request_id: 'r1', time_used: 3 };
const DENIED = '403 AUTHENTICATION_ERROR';
const mismatch = own.find(({ scenario }) => scenario.rule === 'auth.mismatch')!;
const drawn = named('response.json', 'a refused account');
const wrongStatus = (planned: PlannedScenario, id: string) =>
  came(planned, 'failed', DENIED, 401, { ...COMMON, request_id: id, error_message: 'AUTHENTICATION_ERROR' });

describe('a fault is told once', () => {
  it('a wrong status breaks no rule of the answer that says nothing of it', () => {
    const results = collected(wrongStatus(mismatch, 'r1'), wrongStatus(drawn, 'r2'));
    const failed = results.filter(({ status }) => status === 'failed').map(({ rule }) => rule);
    expect(failed).toEqual(['auth.mismatch', 'response.known-errors']);
    expect(results.find(({ id }) => id === drawn.id)).toMatchObject({ status: 'not-run', inconclusive: false });
    // What the status tells of the table of errors is the same fault again.
    expect(
      results.find(({ rule, status }) => rule === 'response.known-errors' && status === 'failed')?.sameAs,
    ).toContain(mismatch.id);
  });

  it('stays a failure of the rule where no other scenario tells it', () => {
    const [result] = collected(wrongStatus(drawn, 'r1')).filter(({ id }) => id === drawn.id);
    expect(result?.status).toBe('failed');
  });

  it('a token with the status of a failure says nothing of the fields that failures have', () => {
    const success = named('response.json', 'a success');
    const results = collected(
      came(success, 'failed', '200 and a token', 400, { ...COMMON, token: 't', expired_time: 2e9 }),
    );
    const failed = results.filter(
      ({ status, expected }) => status === 'failed' && /error_message|token/.test(expected),
    );
    expect(failed.map(({ name }) => name)).toEqual(['a success']);
  });

  it('a field that an answer of a sound scenario lacks is a fault of its own', () => {
    const fields = { request_id: 'r9', error_message: 'AUTHENTICATION_ERROR' };
    const results = collected(wrongStatus(mismatch, 'r1'), came(drawn, 'passed', DENIED, 403, fields));
    const broken = results.find(({ rule, status }) => rule === 'response.time_used' && status === 'failed');
    expect(broken).toBeDefined();
    expect(broken?.sameAs).toBeUndefined();
  });
});
