import type { Answer, AppRequest } from './answer.js';
import { reportOnce } from './faults.js';
import { answerGetToken, type GetTokenParts } from './get-token.js';
import { countInFlight } from './in-flight.js';
import { jsonAnswers } from './json-answer.js';
import { createLiveness, type Liveness } from './liveness/liveness.js';
import { GET_RESULT_PATH, LIVENESS_PAGE_PATH, PAGE_EVENTS_PATH } from './liveness/paths.js';
import type { EmulatorSettings } from './options.js';
import type { PhotoInspector } from './photo-inspector.js';
import { seededRandom } from './random.js';

/** The emulator without sockets: a request with its whole body in, an answer out. */
export interface App {
  handle(request: AppRequest): Promise<Answer>;
  /** The answer to a body over the limit, which was not read. */
  refuseTooLarge(startedMs: number): Answer;
  /** Requests in flight: the most that one account had at once. */
  peakInFlight(): number;
  /** Tokens given out. */
  tokens(): number;
  /** What became of the notifications so far. */
  notified: Liveness['notified'];
}

export interface AppParts {
  readonly settings: EmulatorSettings;
  readonly photos: PhotoInspector;
  readonly closing: AbortSignal;
}

export function createApp({ settings, photos, closing }: AppParts): App {
  const { pieces, figures } = settings;
  const answers = jsonAnswers(figures, pieces);
  const inFlight = countInFlight();
  const liveness = createLiveness({ settings, answers, photos, closing });
  let tokens = 0;
  const parts: GetTokenParts = {
    settings,
    answers,
    inFlight,
    photos,
    latencyRandom: seededRandom(settings.seed),
    errorRandom: seededRandom(settings.seed + 1),
    reportFault: reportOnce(settings.log),
    closing,
    keepToken(token, request, expiresAtMs) {
      tokens += 1;
      liveness.keepToken(token, request, expiresAtMs);
    },
  };
  const stranger = (startedMs: number) => ({ startedMs, role: '', note: '' }) as const;

  return {
    async handle(request) {
      const path = pathOf(request.target);
      try {
        if (pieces['endpoint.post'](request.method, path, figures.path)) return await answerGetToken(parts, request);
        if (request.method === 'GET' && path === LIVENESS_PAGE_PATH) return liveness.openPage(request);
        if (request.method === 'POST' && path === PAGE_EVENTS_PATH) return liveness.pageEvent(request);
        if (request.method === 'GET' && path === GET_RESULT_PATH) return await liveness.getResult(request);
        const refusal = path === figures.path ? pieces['endpoint.method']() : pieces['endpoint.not-found']();
        return answers.failure(stranger(request.startedMs), refusal);
      } catch (error) {
        parts.reportFault(error);
        return answers.failure(stranger(request.startedMs), { code: 'INTERNAL_ERROR' });
      }
    },
    refuseTooLarge: (startedMs) =>
      answers.failure(stranger(startedMs), { code: 'REQUEST_ENTITY_TOO_LARGE', status: 413 }),
    peakInFlight: () => inFlight.peak(),
    tokens: () => tokens,
    notified: liveness.notified,
  };
}

/** The path of a request target, without the query. */
export function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? target : target.slice(0, mark);
}
