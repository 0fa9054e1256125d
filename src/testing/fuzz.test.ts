import { describe, expect, it } from 'vitest';
import { getToken } from '../../contracts/get-token/get-token.js';
import { collectResults } from '../conformance/assemble.js';
import { shortened } from '../conformance/harness/shortened.js';
import { classifyAnswer } from '../contract/answer.js';
import { parseExpectation } from '../contract/expectation.js';
import { describeExpected, judge } from '../contract/judge.js';
import { keepFields, type SeenAnswer } from '../contract/seen-answer.js';
import { type SweepName, sweepNames } from '../contract/sweeps.js';
import { read, testApp } from '../emulator/testing/test-app.js';
import { redactedJson } from '../output/redacted-json.js';
import { createRedactor } from '../output/redactor.js';
import type { ContractResult } from '../records/types.js';
import { renderHtml } from '../report/html.js';
import { renderJunit } from '../report/junit.js';
import { aResult, aRun } from '../report/sample.fixture.js';
import { renderSummary } from '../report/summary.js';
import { chooser } from './mangle.js';
import { oddAnswer } from './odd-answers.js';
import { oddForm } from './odd-forms.js';

const SEED = Number(process.env.FACEGATE_FUZZ_SEED ?? 20_261_126);
const FORMS = Number(process.env.FACEGATE_FUZZ_FORMS ?? 2000);
const ANSWERS = Number(process.env.FACEGATE_FUZZ_ANSWERS ?? 500);
const STATUSES = new Set([200, ...getToken.errors.map(({ status }) => status), 405]);

describe(`fuzz, seed ${SEED} (FACEGATE_FUZZ_SEED repeats another)`, () => {
  it(`trust row 14: each of ${FORMS} forms gets an answer that the contract knows`, async () => {
    const app = testApp();
    for (let n = 0; n < FORMS; n += 1) {
      const answer = await app.handle(oddForm(chooser(SEED + n)));
      const { json, error } = read(answer);
      const about = `form ${n}: ${answer.status} ${answer.body.slice(0, 300)}`;
      expect(STATUSES.has(answer.status), about).toBe(true);
      expect(typeof json.request_id, about).toBe('string');
      expect((answer.status === 200) === (typeof json.token === 'string'), about).toBe(true);
      expect((answer.status === 200) === (error === ''), about).toBe(true);
    }
  });

  it(`trust row 14: each of ${ANSWERS} answers is classified, judged, swept and reported`, () => {
    const redactor = createRedactor([{ kind: 'api_secret', value: 'Zq7-secret-value' }]);
    for (let n = 0; n < ANSWERS; n += BATCH) {
      const seen: SeenAnswer[] = [];
      const results: ContractResult[] = [];
      for (let m = n; m < Math.min(ANSWERS, n + BATCH); m += 1) {
        const one = judged(m, redactor);
        seen.push(one.seen);
        results.push(one.result);
      }
      report([...results, ...swept(seen)]);
    }
  });
});

const BATCH = 100;
const OUTCOMES = ['200 token', '400 BAD_ARGUMENTS:biz_no'].map((text) => parseExpectation(text, getToken));

function judged(n: number, redactor: ReturnType<typeof createRedactor>) {
  const choose = chooser(SEED + n);
  const { status, body } = oddAnswer(choose);
  const answer = classifyAnswer(status, body, getToken.answer);
  const { verdict, note } = judge(answer, OUTCOMES);
  const id = `biz_no.max-bytes/case-${n}`;
  const kept = keepFields(answer, body, getToken, (text) => String(text.length));
  const times = { sentAtMs: 1e12, serverDateMs: choose.often(0.5) ? null : 1e12, wallMs: choose.below(5000) };
  const shown = shortened(body, redactor);
  const seen: SeenAnswer = {
    contract: getToken.id,
    scenario: id,
    kind: 'judged',
    ...times,
    status,
    ...kept,
    body: shown,
    curl: '',
    attempt: 0,
  };
  const record = redactedJson(seen, redactor);
  const about = `answer ${n}: ${status} ${body.slice(0, 300)}`;
  expect(record.length, about).toBeLessThan(100_000);
  expect(JSON.parse(record), about).toMatchObject({ scenario: id });
  if (answer.kind === 'success') expect(typeof answer.fields.token, about).toBe('string');
  const status_ = verdict === 'passed' ? 'passed' : 'failed';
  const result = aResult({ id, status: status_, actual: JSON.stringify(answer).slice(0, 4000), note, body: shown });
  return { seen: JSON.parse(record) as SeenAnswer, result: { ...result, expected: describeExpected(OUTCOMES) } };
}

function swept(answers: readonly SeenAnswer[]): ContractResult[] {
  const selected = sweepNames(getToken).map((check) => ({
    id: `response.json/${check}`,
    file: 'f.ts',
    line: 1,
    contract: getToken.id,
    standing: 'stated' as const,
    scenario: {
      kind: 'sweep' as const,
      rule: 'response.json' as const,
      name: check,
      check: check as SweepName,
    },
  }));
  const results = collectResults([getToken], selected, { results: new Map(), answers, redactions: [] }, '');
  expect(results.every(({ status }) => ['passed', 'failed', 'not-run'].includes(status))).toBe(true);
  return results;
}

function report(results: readonly ContractResult[]): void {
  const run = aRun({ contract: { results: [...results] } });
  const page = renderHtml(run);
  expect(page).not.toContain('<img src=x');
  expect(page).not.toContain('\u001b');
  expect(renderJunit(run)).not.toContain('\u0000');
  expect(renderSummary(run, { colour: false })).not.toContain('\u001b');
}
