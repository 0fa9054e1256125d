import type { Role } from '../contract/types.js';
import type { Answer } from './answer.js';
import type { Figures } from './figures.js';
import type { Pieces } from './pieces.js';
import type { Refusal } from './refusal.js';

const JSON_HEADERS = { 'content-type': 'application/json; charset=utf-8' };

/** Who asked and when: what every answer of the API needs besides its own fields. */
export interface AnswerContext {
  readonly startedMs: number;
  readonly role: Role | '';
  readonly note: string;
}

/** Makes the JSON answers of the API out of the replaceable pieces. */
export interface JsonAnswers {
  success(context: AnswerContext, fields: Readonly<Record<string, unknown>>): Answer;
  failure(context: AnswerContext, refusal: Refusal): Answer;
}

export function jsonAnswers(figures: Figures, pieces: Pieces): JsonAnswers {
  function answer(
    context: AnswerContext,
    status: number,
    refusal: Refusal | undefined,
    fields: Readonly<Record<string, unknown>>,
  ): Answer {
    const nowMs = performance.now();
    const body = pieces['response.json']({
      time_used: pieces['response.time_used'](context.startedMs, nowMs),
      ...fields,
      request_id: pieces['response.request_id'](Date.now()),
      error_message: pieces['response.error_message'](refusal),
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
    success: (context, fields) => answer(context, pieces['response.success-status'](), undefined, fields),
    failure: (context, refusal) => answer(context, refusal.status ?? figures.status(refusal.code) ?? 400, refusal, {}),
  };
}
