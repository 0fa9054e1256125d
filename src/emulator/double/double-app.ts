import { createHash } from 'node:crypto';
import type { AppAnswer, AppRequest } from '../app-answer.js';
import type { App } from '../endpoints/app.js';
import { holdUntil } from '../hold.js';
import type { PreparedAnswer } from './answer-spec.js';
import { type Call, readCall } from './read-call.js';
import type { GivenAnswer } from './seen-requests.js';

/** Who decides how requests are answered, and hears of them. */
export interface CallListener {
  /** A request has come; an answer for it, or undefined to have it answered as usual. */
  choose(call: Call): PreparedAnswer | undefined;
  /** It was answered. */
  answered(call: Call, answer: GivenAnswer): void;
}

export interface DoubleAppParts {
  readonly app: App;
  readonly listener: CallListener;
  /** What GetResult tells of a check in place of its own fields, by its id. */
  readonly changedResults: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly closing: AbortSignal;
}

/** An app whose answers can be chosen. A token that was given out under another name opens the page of its own. */
export function doubleApp({
  app,
  listener,
  changedResults,
  closing,
}: DoubleAppParts): App & { tokenOf(shown: string): string } {
  const renamed = new Map<string, string>();
  const tokenOf = (shown: string) => renamed.get(shown) ?? shown;
  let calls = 0;

  async function handle(request: AppRequest): Promise<AppAnswer> {
    calls += 1;
    const call = await readCall(calls, request);
    const prepared = listener.choose(call);
    if (prepared !== undefined && prepared.delayMs > 0) await holdUntil(request.startedMs + prepared.delayMs, closing);
    const answer = prepared === undefined ? await usual(call, request) : await give(prepared, call, request);
    listener.answered(call, givenAnswer(answer, request.startedMs));
    return answer;
  }

  async function usual(call: Call, request: AppRequest): Promise<AppAnswer> {
    const token = call.fields.token ?? '';
    const opened = call.kind === 'page' && renamed.has(token);
    const answer = await app.handle(
      opened ? { ...request, target: `${pathOf(request.target)}?token=${tokenOf(token)}` } : request,
    );
    const changes = call.kind === 'get-result' ? changedResults.get(call.fields.biz_id ?? '') : undefined;
    return changes === undefined || answer.status !== 200
      ? answer
      : withFields(answer, (fields) => ({ ...fields, ...changes }));
  }

  async function give(prepared: PreparedAnswer, call: Call, request: AppRequest): Promise<AppAnswer> {
    const { kind, status, refusal, body, contentType, fields, reversed } = prepared;
    const context = { startedMs: request.startedMs, role: '', note: 'prepared answer' } as const;
    const plain = {
      role: '',
      code: '',
      note: context.note,
      timeUsedMs: Math.floor(performance.now() - request.startedMs),
    } as const;
    switch (kind) {
      case 'reset':
        return { ...plain, status: 0, headers: {}, body: '', reset: true };
      case 'body':
        return { ...plain, status: status ?? 200, headers: { 'content-type': contentType }, body };
      case 'error':
        return app.answers.failure(context, { ...refusal, ...(status === undefined ? {} : { status }) });
      case 'usual': {
        const answer = await usual(call, request);
        if (typeof fields.token === 'string' && answer.status === 200) renamed.set(fields.token, tokenIn(answer));
        return answer.status !== 200
          ? answer
          : withFields(answer, (own) => {
              const all = Object.entries({ ...own, ...fields });
              return Object.fromEntries(reversed ? all.reverse() : all);
            });
      }
    }
  }

  return { ...app, handle, tokenOf };
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function pathOf(target: string): string {
  return target.split('?')[0] ?? target;
}

function withFields(
  answer: AppAnswer,
  change: (fields: Record<string, unknown>) => Record<string, unknown>,
): AppAnswer {
  return { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Record<string, unknown>)) };
}

function tokenIn({ status, body }: AppAnswer): string {
  if (status !== 200 || !body.startsWith('{')) return '';
  try {
    const { token } = JSON.parse(body) as { token?: unknown };
    return typeof token === 'string' ? token : '';
  } catch {
    return '';
  }
}

function givenAnswer(answer: AppAnswer, startedMs: number): GivenAnswer {
  return {
    status: answer.status,
    error: answer.code,
    token: tokenIn(answer),
    ms: Math.round(performance.now() - startedMs),
  };
}
