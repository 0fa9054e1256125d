import type { Role } from '../../../contract/types.js';
import type { AppAnswer } from '../../app-answer.js';
import type { ContractLookup } from '../../contract-lookup.js';
import type { Refusal } from '../../refusal.js';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Who asked and when: what every answer of the API needs besides its own fields. */
export interface AnswerContext {
  readonly startedMs: number;
  readonly role: Role | '';
  readonly note: string;
}

/** Makes the JSON answers of an endpoint. */
export interface JsonAnswers {
  success(context: AnswerContext, fields: Readonly<Record<string, unknown>>): AppAnswer;
  failure(context: AnswerContext, refusal: Refusal): AppAnswer;
}

/** How an endpoint makes what every answer of it has. */
export interface AnswerBehaviours {
  readonly json: (fields: Readonly<Record<string, unknown>>) => string;
  readonly successStatus: () => number;
  readonly requestId: (nowMs: number) => unknown;
  readonly timeUsed: (startedMs: number, nowMs: number) => unknown;
  readonly errorMessage: (refusal: Refusal | undefined) => unknown;
}

export function jsonAnswers(contract: ContractLookup, made: AnswerBehaviours): JsonAnswers {
  function answer(
    context: AnswerContext,
    status: number,
    refusal: Refusal | undefined,
    fields: Readonly<Record<string, unknown>>,
  ): AppAnswer {
    const nowMs = performance.now();
    const body = made.json({
      time_used: made.timeUsed(context.startedMs, nowMs),
      ...fields,
      request_id: made.requestId(Date.now()),
      error_message: made.errorMessage(refusal),
    });
    return {
      status,
      headers: JSON_HEADERS,
      body,
      role: context.role,
      code: refusal ? [refusal.code, refusal.argument].filter(Boolean).join(':') : '',
      note: context.note,
      timeUsedMs: Math.floor(nowMs - context.startedMs),
    };
  }
  return {
    success: (context, fields) => answer(context, made.successStatus(), undefined, fields),
    failure: (context, refusal) => answer(context, refusal.status ?? contract.status(refusal.code) ?? 400, refusal, {}),
  };
}
