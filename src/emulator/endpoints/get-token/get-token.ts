import type { Account } from '../../accounts.js';
import type { ApiRequest, SentPhoto } from '../../api-request.js';
import type { AppAnswer, AppRequest } from '../../app-answer.js';
import { firstRefusal } from '../../checks.js';
import type { ReportFault } from '../../faults.js';
import type { Form } from '../../form/form.js';
import { parseForm } from '../../form/parse-form.js';
import { holdUntil } from '../../hold.js';
import type { InFlight } from '../../in-flight.js';
import { drawLatencyMs } from '../../latency.js';
import type { EmulatorSettings } from '../../options.js';
import type { Photo, PhotoInspector } from '../../photo-inspector.js';
import type { Random } from '../../random.js';
import type { Refusal } from '../../refusal.js';
import type { AnswerContext, JsonAnswers } from '../common/json-answer.js';
import { readRequest } from '../common/read-request.js';

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
  keepToken(token: string, request: ApiRequest, expiresAtMs: number): void;
}

const EMPTY_FORM: Form = new Map();

/** Answers one POST to GetToken: who calls, whether there is room, what is sent, and then the token. */
export async function answerGetToken(parts: GetTokenParts, received: AppRequest): Promise<AppAnswer> {
  const { settings, answers, inFlight } = parts;
  const { behaviours } = settings;
  const contentType = String(received.headers['content-type'] ?? '');
  const encoding = behaviours['endpoint.form'](contentType);
  const parsed = await parseForm(encoding, contentType, received.body);
  const form = parsed.kind === 'form' ? parsed.form : EMPTY_FORM;
  const request = readRequest(form, encoding, settings.contracts.getToken, behaviours, sentPhotos(parts, form));
  const { account } = request;
  const context: AnswerContext = {
    startedMs: received.startedMs,
    role: account?.role ?? '',
    note: parsed.kind === 'form' ? '' : `unreadable body: ${parsed.reason}`,
  };

  const unknownCaller = await firstRefusal(settings.checks.getToken.credentials, request);
  if (unknownCaller) return answers.failure(context, unknownCaller);
  if (!account) return grant(parts, context, request);

  const limit = account.limited ? settings.concurrencyLimit : Number.POSITIVE_INFINITY;
  const excess = behaviours['concurrency.limit'](inFlight.count(account.role), limit);
  if (excess) return answers.failure(context, excess);
  const leave = inFlight.enter(account.role);
  try {
    const holdUntilMs = answerTime(parts, account, received.startedMs);
    const refusal =
      behaviours['error.internal'](parts.errorRandom(), settings.errorShare) ?? (await decide(parts, request));
    await holdUntil(holdUntilMs, parts.closing);
    return refusal ? answers.failure(context, refusal) : grant(parts, context, request);
  } finally {
    leave();
  }
}

/** The refusal of the parameter checks; a fault while looking (no face detector) is an internal error, said once. */
async function decide(parts: GetTokenParts, request: ApiRequest): Promise<Refusal | undefined> {
  try {
    return await firstRefusal(parts.settings.checks.getToken.parameters, request);
  } catch (error) {
    parts.reportFault(error);
    return { code: 'INTERNAL_ERROR' };
  }
}

/** The photos of a form, each looked at once, when first asked for. */
function sentPhotos({ settings, photos }: GetTokenParts, form: Form): SentPhoto[] {
  return settings.behaviours['image_ref.up-to-three'](form, settings.contracts.getToken.files).map((name) => {
    let photo: Promise<Photo> | undefined;
    return {
      name,
      inspect() {
        photo ??= photos.inspect(form.get(name)!.bytes);
        return photo;
      },
    };
  });
}

/** When the answer is due: after the drawn latency, and for a limited account not before its hold is over. */
function answerTime({ settings, latencyRandom }: GetTokenParts, account: Account, startedMs: number): number {
  const byLatency = startedMs + drawLatencyMs(settings.latency, latencyRandom);
  return account.limited ? Math.max(byLatency, performance.now() + settings.limitedHoldMs) : byLatency;
}

function grant(parts: GetTokenParts, context: AnswerContext, request: ApiRequest): AppAnswer {
  const { settings, answers } = parts;
  const nowMs = Date.now();
  const token = settings.behaviours['response.token']();
  // The token ends exactly at expired_time, which is in whole seconds.
  const expiresAtMs = (Math.floor(nowMs / 1000) + settings.tokenLifeSeconds) * 1000;
  parts.keepToken(String(token), request, expiresAtMs);
  return answers.success(context, {
    token,
    expired_time: settings.behaviours['response.expired_time'](nowMs, settings.tokenLifeSeconds),
  });
}
