import type { AppAnswer, AppRequest } from '../app-answer.js';
import { reportOnce } from '../faults.js';
import { countInFlight } from '../in-flight.js';
import type { EmulatorSettings } from '../options.js';
import type { PhotoInspector } from '../photo-inspector.js';
import { seededRandom } from '../random.js';
import { type JsonAnswers, jsonAnswers } from './common/json-answer.js';
import { answerGetResult } from './get-result/get-result.js';
import { answerGetToken, type GetTokenParts } from './get-token/get-token.js';
import { createLiveness, type Liveness } from './liveness/liveness.js';
import { LIVENESS_PAGE_PATH, PAGE_EVENTS_PATH } from './liveness/paths.js';

/** The emulator without sockets: a request with its whole body in, an answer out. */
export interface App {
  handle(request: AppRequest): Promise<AppAnswer>;
  /** The answer to a body over the limit, which was not read. */
  refuseTooLarge(startedMs: number): AppAnswer;
  /** Requests in flight: the most that one account had at once. */
  peakInFlight(): number;
  /** Tokens given out. */
  tokens(): number;
  /** What became of the notifications so far. */
  notified: Liveness['notified'];
  /** The checks that tokens started, for what ends them without a browser. */
  readonly checks: Liveness['checks'];
  /** Makes the answers of GetToken. */
  readonly answers: JsonAnswers;
}

export interface AppParts {
  readonly settings: EmulatorSettings;
  readonly photos: PhotoInspector;
  readonly closing: AbortSignal;
}

export function createApp({ settings, photos, closing }: AppParts): App {
  const { behaviours, contracts } = settings;
  const answers = jsonAnswers(contracts.getToken, {
    json: behaviours['response.json'],
    successStatus: behaviours['response.success-status'],
    requestId: behaviours['response.request_id'],
    timeUsed: behaviours['response.time_used'],
    errorMessage: behaviours['response.error_message'],
  });
  const resultAnswers = jsonAnswers(contracts.getResult, {
    json: JSON.stringify,
    successStatus: () => 200,
    requestId: behaviours['get_result.response.request_id'],
    timeUsed: behaviours['get_result.response.time_used'],
    errorMessage: behaviours['get_result.response.error_message'],
  });
  const inFlight = countInFlight();
  const liveness = createLiveness({ settings, answers, closing });
  let tokens = 0;
  const getToken: GetTokenParts = {
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
  const getResult = {
    contract: contracts.getResult,
    checks: settings.checks.getResult,
    behaviours,
    answers: resultAnswers,
    sessions: liveness.sessions,
  };
  const unknownCaller = (startedMs: number) => ({ startedMs, role: '', note: '' }) as const;

  return {
    async handle(request) {
      const { method, startedMs } = request;
      const path = pathOf(request.target);
      try {
        if (behaviours['endpoint.post'](method, path, contracts.getToken.path))
          return await answerGetToken(getToken, request);
        if (method === 'GET' && path === LIVENESS_PAGE_PATH) return liveness.openPage(request);
        if (method === 'POST' && path === PAGE_EVENTS_PATH) return liveness.pageEvent(request);
        if (behaviours['get_result.get'](method, path, contracts.getResult.path))
          return await answerGetResult(getResult, request);
        if (path === contracts.getResult.path)
          return resultAnswers.failure(unknownCaller(startedMs), behaviours['get_result.method']());
        const refusal =
          path === contracts.getToken.path ? behaviours['endpoint.method']() : behaviours['endpoint.not-found']();
        return answers.failure(unknownCaller(startedMs), refusal);
      } catch (error) {
        getToken.reportFault(error);
        return answers.failure(unknownCaller(startedMs), { code: 'INTERNAL_ERROR' });
      }
    },
    refuseTooLarge: (startedMs) =>
      answers.failure(unknownCaller(startedMs), { code: 'REQUEST_ENTITY_TOO_LARGE', status: 413 }),
    peakInFlight: () => inFlight.peak(),
    tokens: () => tokens,
    notified: liveness.notified,
    checks: liveness.checks,
    answers,
  };
}

/** The path of a request target, without the query. */
export function pathOf(target: string): string {
  const mark = target.indexOf('?');
  return mark === -1 ? target : target.slice(0, mark);
}
