import type { Account } from './accounts.js';
import type { Answer, AppRequest } from './answer.js';
import { firstRefusal, readRequest } from './evaluate.js';
import type { ReportFault } from './faults.js';
import type { Form } from './form/form.js';
import { parseForm } from './form/parse-form.js';
import { holdUntil } from './hold.js';
import type { InFlight } from './in-flight.js';
import type { AnswerContext, JsonAnswers } from './json-answer.js';
import { drawLatencyMs } from './latency.js';
import type { EmulatorSettings } from './options.js';
import type { PhotoInspector } from './photo-inspector.js';
import type { Random } from './random.js';
import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';

/** What answering a request for a token rests on. */
export interface GetTokenParts {
  readonly settings: EmulatorSettings;
  readonly answers: JsonAnswers;
  readonly inFlight: InFlight;
  readonly photos: PhotoInspector;
  readonly latencyRandom: Random;
  readonly errorRandom: Random;
  readonly reportFault: ReportFault;
  /** Aborted when the emulator closes: nobody waits any longer. */
  readonly closing: AbortSignal;
  /** Keeps a token that was given out, until the given Unix time in ms. */
  keepToken(token: string, request: GetTokenRequest, expiresAtMs: number): void;
}

const EMPTY_FORM: Form = new Map();

/** Answers one POST to GetToken: who calls, whether there is room, what is asked, and then the token. */
export async function answerGetToken(parts: GetTokenParts, received: AppRequest): Promise<Answer> {
  const { settings, answers, inFlight } = parts;
  const { pieces } = settings;
  const contentType = String(received.headers['content-type'] ?? '');
  const parsed = await parseForm(pieces['endpoint.form'](contentType), contentType, received.body);
  const request = readRequest(settings, parts.photos, parsed.kind === 'form' ? parsed.form : EMPTY_FORM);
  const { account } = request;
  const context: AnswerContext = {
    startedMs: received.startedMs,
    role: account?.role ?? '',
    note: parsed.kind === 'form' ? '' : `unreadable body: ${parsed.reason}`,
  };

  const stranger = await firstRefusal(settings.order.credentials, request);
  if (stranger) return answers.failure(context, stranger);
  if (!account) return grant(parts, context, request);

  const limit = account.limited ? settings.concurrencyLimit : Number.POSITIVE_INFINITY;
  const excess = pieces['concurrency.limit'](inFlight.count(account.role), limit);
  if (excess) return answers.failure(context, excess);
  const leave = inFlight.enter(account.role);
  try {
    const holdUntilMs = answerTime(parts, account, received.startedMs);
    const refusal =
      pieces['error.internal'](parts.errorRandom(), settings.errorShare) ?? (await decide(parts, request));
    await holdUntil(holdUntilMs, parts.closing);
    return refusal ? answers.failure(context, refusal) : grant(parts, context, request);
  } finally {
    leave();
  }
}

/** The refusal of the parameter rules; a fault while looking (no face detector) is an internal error, said once. */
async function decide(parts: GetTokenParts, request: GetTokenRequest): Promise<Refusal | undefined> {
  try {
    return await firstRefusal(parts.settings.order.parameters, request);
  } catch (error) {
    parts.reportFault(error);
    return { code: 'INTERNAL_ERROR' };
  }
}

/** When the answer is due: after the drawn latency, and for a limited account not before its hold is over. */
function answerTime({ settings, latencyRandom }: GetTokenParts, account: Account, startedMs: number): number {
  const byLatency = startedMs + drawLatencyMs(settings.latency, latencyRandom);
  return account.limited ? Math.max(byLatency, performance.now() + settings.limitedHoldMs) : byLatency;
}

function grant(parts: GetTokenParts, context: AnswerContext, request: GetTokenRequest): Answer {
  const { settings, answers } = parts;
  const nowMs = Date.now();
  const token = settings.pieces['response.token']();
  // The token ends exactly at expired_time, which is in whole seconds.
  const expiresAtMs = (Math.floor(nowMs / 1000) + settings.tokenLifeSeconds) * 1000;
  parts.keepToken(String(token), request, expiresAtMs);
  return answers.success(context, {
    token,
    expired_time: settings.pieces['response.expired_time'](nowMs, settings.tokenLifeSeconds),
  });
}
