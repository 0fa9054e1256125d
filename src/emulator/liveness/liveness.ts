import type { Answer, AppRequest } from '../answer.js';
import type { NotifyResult } from '../callback/notify.js';
import { firstRefusal, readRequest } from '../evaluate.js';
import { parseUrlencoded } from '../form/urlencoded.js';
import type { AnswerContext, JsonAnswers } from '../json-answer.js';
import type { EmulatorSettings } from '../options.js';
import type { PhotoInspector } from '../photo-inspector.js';
import type { Refusal } from '../refusal.js';
import type { GetTokenRequest } from '../request.js';
import { fieldText } from '../text.js';
import { grantOf } from './grant.js';
import { HTML_HEADERS } from './page/html-answer.js';
import { livenessPage } from './page/liveness-page.js';
import { refusalPage } from './page/refusal-page.js';
import { PAGE_EVENTS_PATH } from './paths.js';
import { resultData } from './result-data.js';
import { createSessions, type Session } from './sessions.js';
import { isFinal, type LivenessEvent } from './status.js';
import { tokenStore, useToken } from './tokens.js';

/** The liveness flow without sockets: from the token to the page, the callbacks and the result. */
export interface Liveness {
  keepToken(token: string, request: GetTokenRequest, expiresAtMs: number): void;
  /** `GET …/do?token=…`: uses the token up and gives the page. */
  openPage(request: AppRequest): Answer;
  /** What the page reports: `session`, `event` and `frames` as a form. */
  pageEvent(request: AppRequest): Answer;
  /** `GET /faceid/lite/get_result`: the result of a finished check, once, for one day. */
  getResult(request: AppRequest): Promise<Answer>;
  /** What became of the notifications so far. */
  notified(): Readonly<Record<NotifyResult['kind'], number>>;
}

export interface LivenessParts {
  readonly settings: EmulatorSettings;
  readonly answers: JsonAnswers;
  readonly photos: PhotoInspector;
  readonly closing: AbortSignal;
}

const FRAMES_NEEDED = 20;
const LOOK_MS = 700;
const RESULT_LIFE_MS = 24 * 3_600_000;
/** What the page may report; that the time is up, only the emulator itself decides. */
const PAGE_EVENTS: readonly string[] = ['started', 'finished', 'cancelled', 'unsupported'] satisfies LivenessEvent[];

export function createLiveness({ settings, answers, photos, closing }: LivenessParts): Liveness {
  const { pieces } = settings;
  const tokens = tokenStore();
  const notified = { delivered: 0, refused: 0, failed: 0 };
  const timeLimitMs = settings.livenessTimeLimitSeconds * 1000;
  const sessions = createSessions({
    pieces,
    timeLimitMs,
    outcomeOf: (role) => settings.outcomes[role] ?? settings.outcome,
    notify: settings.notify,
    closing,
    onNotified(session, result) {
      notified[result.kind] += 1;
      settings.log(notifyLine(session, result));
    },
  });

  return {
    keepToken(token, request, expiresAtMs) {
      if (request.account) tokens.set(token, grantOf(request, request.account, expiresAtMs));
    },

    openPage(request) {
      const token = queryOf(request.target).get('token') ?? '';
      const use = useToken(tokens, token, Date.now(), pieces);
      if (use.kind === 'opened') {
        const { grant } = use;
        const page = livenessPage({
          sessionId: sessions.open(grant).id,
          eventsPath: PAGE_EVENTS_PATH,
          framesNeeded: FRAMES_NEEDED,
          lookMs: LOOK_MS,
          timeLimitMs,
        });
        return htmlAnswer(200, page, { ...contextOf(request), role: grant.account.role }, '');
      }
      const context = { ...contextOf(request), note: `token ${use.fault}` };
      const json = answers.failure(context, use.refusal);
      return prefersJson(request) ? json : htmlAnswer(json.status, refusalPage(use.fault), context, json.code);
    },

    pageEvent(request) {
      const form = parseUrlencoded(request.body);
      const text = (name: string) => (form.kind === 'form' ? (fieldText(form.form, name) ?? '') : '');
      const reported = text('event');
      const enough = reported !== 'finished' || Number(text('frames')) >= FRAMES_NEEDED;
      const event = PAGE_EVENTS.includes(reported) && enough ? (reported as LivenessEvent) : undefined;
      const session = sessions.handle(text('session'), event);
      if (!session) return answers.failure(contextOf(request), { code: 'BAD_ARGUMENTS', argument: 'session' });
      const context = { ...contextOf(request), role: session.grant.account.role, note: `liveness ${session.status}` };
      return answers.success(context, { status: session.status, leave: session.leave ?? null });
    },

    async getResult(request) {
      const query = parseUrlencoded(Buffer.from(request.target.split('?')[1] ?? '', 'latin1'));
      const asked = readRequest(settings, photos, query.kind === 'form' ? query.form : new Map());
      const context = { ...contextOf(request), role: asked.account?.role ?? ('' as const) };
      const stranger = await firstRefusal(settings.order.credentials, asked);
      if (stranger) return answers.failure(context, stranger);
      const bizId = fieldText(asked.form, 'biz_id') ?? '';
      if (bizId === '') return answers.failure(context, { code: 'MISSING_ARGUMENTS', argument: 'biz_id' });
      const session = sessions.byBizId(bizId);
      const refusal = refuseResult(session, asked, Date.now());
      if (!session || refusal)
        return answers.failure(context, refusal ?? { code: 'BAD_ARGUMENTS', argument: 'biz_id' });
      if (isFinal(session.status)) sessions.collect(session);
      return answers.success(context, resultData(session.grant, session.bizId, session.status, pieces));
    },

    notified: () => ({ ...notified }),
  };
}

/** A result is given to its own account, once, for one day. */
function refuseResult(session: Session | undefined, asked: GetTokenRequest, nowMs: number): Refusal | undefined {
  const own = session !== undefined && session.grant.account.role === asked.account?.role;
  if (own && !session.collected && nowMs - session.openedAtMs < RESULT_LIFE_MS) return undefined;
  return { code: 'BAD_ARGUMENTS', argument: 'biz_id' };
}

function contextOf(request: AppRequest): AnswerContext {
  return { startedMs: request.startedMs, role: '', note: '' };
}

function htmlAnswer(status: number, body: string, { role, note, startedMs }: AnswerContext, code: string): Answer {
  const timeUsedMs = Math.floor(performance.now() - startedMs);
  return { status, headers: HTML_HEADERS, body, role, code, note, timeUsedMs };
}

function queryOf(target: string): URLSearchParams {
  return new URLSearchParams(target.split('?')[1] ?? '');
}

/** A client that names JSON and not HTML; a browser names HTML, and one that names nothing gets the page too. */
function prefersJson(request: AppRequest): boolean {
  const accept = String(request.headers.accept ?? '');
  return accept.includes('application/json') && !accept.includes('text/html');
}

/** The log line of a notification: where to (without path and query), what came of it, and for which check. */
function notifyLine({ grant, bizId }: Session, result: NotifyResult): string {
  const where = URL.canParse(grant.notifyUrl) ? new URL(grant.notifyUrl).host : 'no address';
  const came = result.kind === 'delivered' ? `delivered, status ${result.status}` : `${result.kind}: ${result.reason}`;
  const tries = result.kind === 'refused' ? '' : `, ${result.tries} ${result.tries === 1 ? 'try' : 'tries'}`;
  return `${new Date().toISOString()} notify ${where} ${came}${tries} (biz_id ${bizId})`;
}
