import { type Account, accounts } from './accounts.js';
import type { Answer, AppRequest } from './answer.js';
import type { ReportFault } from './faults.js';
import type { Form } from './form/form.js';
import { parseForm } from './form/parse-form.js';
import { holdUntil } from './hold.js';
import type { InFlight } from './in-flight.js';
import type { AnswerContext, JsonAnswers } from './json-answer.js';
import { drawLatencyMs } from './latency.js';
import type { EmulatorSettings } from './options.js';
import type { Photo, PhotoInspector } from './photo-inspector.js';
import type { Random } from './random.js';
import type { Refusal } from './refusal.js';
import type { GetTokenRequest } from './request.js';
import type { EmulatorRule } from './rule.js';
import { fieldText } from './text.js';

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
  /** Keeps a token that was given out. */
  keepToken(token: string, request: GetTokenRequest): void;
}

const EMPTY_FORM: Form = new Map();

/** Answers one POST to GetToken: who calls, whether there is room, what is asked, and then the token. */
export async function answerGetToken(parts: GetTokenParts, received: AppRequest): Promise<Answer> {
  const { settings, answers, inFlight } = parts;
  const { pieces } = settings;
  const contentType = String(received.headers['content-type'] ?? '');
  const parsed = await parseForm(pieces['endpoint.form'](contentType), contentType, received.body);
  const request = readRequest(parts, parsed.kind === 'form' ? parsed.form : EMPTY_FORM);
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

function readRequest({ settings, photos }: GetTokenParts, form: Form): GetTokenRequest {
  const { figures, pieces } = settings;
  const key = fieldText(form, 'api_key');
  return {
    form,
    figures,
    pieces,
    account: accounts.find((account) => account.apiKey === key),
    photos: pieces['image_ref.up-to-three']({ form, figures }).map((name) => {
      let photo: Promise<Photo> | undefined;
      return {
        name,
        inspect() {
          photo ??= photos.inspect(form.get(name)!.bytes);
          return photo;
        },
      };
    }),
  };
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

async function firstRefusal(rules: readonly EmulatorRule[], request: GetTokenRequest): Promise<Refusal | undefined> {
  for (const rule of rules) {
    const checked = rule.check(request);
    // Most rules answer at once; waiting only for the others keeps a request without photos in one turn.
    const refusal = checked instanceof Promise ? await checked : checked;
    if (refusal) return refusal;
  }
  return undefined;
}

/** When the answer is due: after the drawn latency, and for a limited account not before its hold is over. */
function answerTime({ settings, latencyRandom }: GetTokenParts, account: Account, startedMs: number): number {
  const byLatency = startedMs + drawLatencyMs(settings.latency, latencyRandom);
  return account.limited ? Math.max(byLatency, performance.now() + settings.limitedHoldMs) : byLatency;
}

function grant(parts: GetTokenParts, context: AnswerContext, request: GetTokenRequest): Answer {
  const { settings, answers } = parts;
  const token = settings.pieces['response.token']();
  parts.keepToken(String(token), request);
  return answers.success(context, {
    token,
    expired_time: settings.pieces['response.expired_time'](Date.now(), settings.tokenLifeSeconds),
  });
}
