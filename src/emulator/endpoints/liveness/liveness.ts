import type { ApiRequest } from '../../api-request.js';
import type { AppAnswer, AppRequest } from '../../app-answer.js';
import { boundedMap } from '../../bounded-map.js';
import type { NotifyResult } from '../../callback/notify.js';
import { parseUrlencoded } from '../../form/urlencoded.js';
import type { EmulatorSettings } from '../../options.js';
import { fieldText } from '../../text.js';
import type { CheckResult } from '../callbacks/result-data.js';
import type { AnswerContext, JsonAnswers } from '../common/json-answer.js';
import { framesOf } from './frames.js';
import { grantOf } from './grant.js';
import { HTML_HEADERS } from './page/html-answer.js';
import { livenessPage } from './page/liveness-page.js';
import { refusalPage } from './page/refusal-page.js';
import { PAGE_EVENTS_PATH } from './paths.js';
import { createSessions, type Session, type Sessions } from './sessions.js';
import type { LivenessEvent, Outcome } from './status.js';
import { tokenStore, useToken } from './tokens.js';

/** A check ends after 24 days at the latest: no timer of Node's or of a browser's runs longer. */
const LONGEST_TIME_MS = 24 * 86_400_000;

/** The liveness flow without sockets: from the token to the page and the callbacks. */
export interface Liveness {
  keepToken(token: string, request: ApiRequest, expiresAtMs: number): void;
  /** `GET …/do?token=…`: uses the token up and gives the page. */
  openPage(request: AppRequest): AppAnswer;
  /** What the page reports: `session`, `event`, the number of `frames` and some of them, as a form. */
  pageEvent(request: AppRequest): AppAnswer;
  readonly sessions: Sessions;
  readonly checks: Checks;
  /** What became of the notifications so far. */
  notified(): Readonly<Record<NotifyResult['kind'], number>>;
}

/** Checks by the token that starts them. */
export interface Checks {
  /** The check of a token, started if it has not been; undefined for a token that starts none. */
  start(token: string): Session | undefined;
  /** The check that a token has started. */
  of(token: string): Session | undefined;
  /** Ends a check with nobody told; one that has ended stays as it is. */
  end(session: Session, outcome: Outcome): Session;
  /** What a check has to tell. */
  resultOf(session: Session): CheckResult;
}

export interface LivenessParts {
  readonly settings: EmulatorSettings;
  readonly answers: JsonAnswers;
  readonly closing: AbortSignal;
}

/** Frames with something to see that end a check, the least time it looks, and how long its last words stand, for a person; and for a program. */
const WATCHED = { framesNeeded: 20, lookMs: 700, leaveMs: 400 };
const UNWATCHED = { framesNeeded: 6, lookMs: 150, leaveMs: 50 };
/** What the page may report; that the time is up, only the emulator itself decides. */
const PAGE_EVENTS: readonly string[] = ['started', 'finished', 'cancelled', 'unsupported'] satisfies LivenessEvent[];

export function createLiveness({ settings, answers, closing }: LivenessParts): Liveness {
  const { behaviours } = settings;
  const pace = settings.pageUnwatched ? UNWATCHED : WATCHED;
  const tokens = tokenStore();
  const notified = { delivered: 0, refused: 0, failed: 0 };
  const timeLimitMs = Math.min(LONGEST_TIME_MS, settings.livenessTimeLimitSeconds * 1000);
  const sessions = createSessions({
    behaviours,
    timeLimitMs,
    outcomeOf: (role) => settings.outcomes[role] ?? settings.outcome,
    notify: settings.notify,
    closing,
    onNotified(session, result) {
      notified[result.kind] += 1;
      settings.log(notifyLine(session, result));
    },
  });

  const started = boundedMap<string>({ maxEntries: 10_000, maxBytes: 8_000_000, bytesOf: () => 200 });
  const open = (token: string) => {
    const use = useToken(tokens, token, Date.now(), behaviours);
    if (use.kind === 'refused') return { ...use, session: undefined };
    const session = sessions.open(use.grant);
    started.set(token, session.id);
    return { ...use, session };
  };
  const sessionOf = (token: string) => {
    const id = started.get(token);
    return id === undefined ? undefined : sessions.handle(id, undefined);
  };

  return {
    sessions,
    checks: {
      of: sessionOf,
      start: (token) => sessionOf(token) ?? open(token).session,
      end: sessions.endQuietly,
      resultOf: sessions.resultOf,
    },

    keepToken(token, request, expiresAtMs) {
      if (request.account) tokens.set(token, grantOf(request, request.account, expiresAtMs));
    },

    openPage(request) {
      const token = queryOf(request.target).get('token') ?? '';
      const use = open(token);
      if (use.kind === 'opened') {
        const { grant, session } = use;
        const page = livenessPage({
          sessionId: session.id,
          eventsPath: PAGE_EVENTS_PATH,
          ...pace,
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
      const enough = reported !== 'finished' || Number(text('frames')) >= pace.framesNeeded;
      const event = PAGE_EVENTS.includes(reported) && enough ? (reported as LivenessEvent) : undefined;
      const session = sessions.handle(text('session'), event, framesOf(text));
      if (!session) return answers.failure(contextOf(request), { code: 'BAD_ARGUMENTS', argument: 'session' });
      const { grant, status, end } = session;
      const context = { ...contextOf(request), role: grant.account.role, note: `liveness ${status}` };
      return answers.success(context, { status, leave: end?.leave ?? null });
    },

    notified: () => ({ ...notified }),
  };
}

function contextOf(request: AppRequest): AnswerContext {
  return { startedMs: request.startedMs, role: '', note: '' };
}

function htmlAnswer(status: number, body: string, { role, note, startedMs }: AnswerContext, code: string): AppAnswer {
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
