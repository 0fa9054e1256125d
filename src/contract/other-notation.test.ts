import { describe, expect, it } from 'vitest';
import { classifyAnswer } from './answer.js';
import { parseExpectation } from './expectation.js';
import { judge } from './judge.js';
import { keepFields, type SeenAnswer } from './seen-answer.js';
import { sweepOf } from './sweeps.js';
import type { Contract } from './types.js';

/** An API that always answers 200 and tells everything in its body, codes as numbers. */
const orders: Contract = {
  id: 'orders',
  name: 'Orders',
  endpoint: { method: 'POST', path: '/orders', productionUrl: 'https://shop.example', sends: 'json' },
  groups: [{ id: 'orders', title: 'Orders' }],
  parameters: [],
  answer: {
    fields: [{ name: 'data.id', type: 'integer', present: 'on-success', description: 'Serial number' }],
    success: { word: 'order', text: 'an order', field: 'code', value: 0 },
    error: { kind: 'fields', code: 'code', argument: 'detail.field' },
  },
  errors: [
    { status: 200, code: '1001', argument: 'parameter', source: 'table', meaning: 'A field is wrong' },
    { status: 200, code: '1002', argument: 'none', source: 'table', signals: 'try again', meaning: 'Busy' },
  ],
  rules: [],
  openQuestions: [],
  requests: { plain: {} },
};
const answer = (body: object, status = 200) => classifyAnswer(status, JSON.stringify(body), orders.answer);
const seen = (body: object): SeenAnswer => ({
  ...keepFields(answer(body), JSON.stringify(body), orders, String),
  contract: 'orders',
  scenario: 's',
  kind: 'judged',
  sentAtMs: 0,
  serverDateMs: null,
  wallMs: 1,
  status: 200,
  body: '',
  curl: '',
  attempt: 0,
});

describe('a contract that tells success and error in the body', () => {
  it.each([
    [{ code: 0, data: { id: 7 } }, '200 order', 'passed'],
    [{ code: 1001, detail: { field: 'sku' } }, '200 1001:sku', 'passed'],
    [{ code: 1001, detail: { field: 'sku' } }, '200 1001:count', 'failed'],
    [{ code: 1001 }, '200 order', 'failed'],
    [{ code: 1002 }, '200 1002', 'passed'],
    [{ data: { id: 7 } }, '200 order', 'failed'],
  ])('%j against "%s": %s', (body, expected, verdict) => {
    expect(judge(answer(body), [parseExpectation(expected, orders)]).verdict).toBe(verdict);
  });

  it('looks at fields inside others, and only where they are due', () => {
    const sweep = sweepOf('data.id present', orders)!;
    expect(sweep.run([seen({ code: 0, data: { id: 7 } }), seen({ code: 1001 })]).status).toBe('passed');
    expect(sweep.run([seen({ code: 0, data: { id: 'x' } })])).toMatchObject({
      status: 'failed',
      actual: expect.stringContaining('data.id is "x", not an integer'),
    });
    expect(sweep.run([seen({ code: 0, data: {} })]).actual).toContain('data.id is missing');
  });

  it('knows its codes', () => {
    const sweep = sweepOf('known errors', orders)!;
    expect(sweep.run([seen({ code: 0 }), seen({ code: 1001 })]).status).toBe('passed');
    expect(sweep.run([seen({ code: 4711 })]).actual).toContain('4711: the page has no such code');
  });

  it('refuses a check of a field that it does not document', () => {
    expect(sweepOf('token present', orders)).toBeUndefined();
  });
});

describe('a contract whose message has a separator of its own', () => {
  const message: Contract = {
    ...orders,
    answer: {
      ...orders.answer,
      success: { word: 'order', text: 'an order', field: 'id' },
      error: { kind: 'message', field: 'error.message', separator: ' - ', code: 'E\\d{4}' },
    },
    errors: [{ status: 422, code: 'E1001', argument: 'parameter', source: 'table', meaning: 'Wrong' }],
  };
  it.each([
    ['E1001 - sku', '422 E1001 - sku', 'passed'],
    ['E1001 -  sku ', '422 E1001 - sku', 'passed'],
    ['E1001 - count', '422 E1001 - sku', 'failed'],
    ['E10011 - sku', '422 E1001 - sku', 'failed'],
  ])('"%s" against "%s": %s', (text, expected, verdict) => {
    const found = classifyAnswer(422, JSON.stringify({ error: { message: text } }), message.answer);
    expect(judge(found, [parseExpectation(expected, message)]).verdict).toBe(verdict);
  });
});
