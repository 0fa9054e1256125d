import { type Break, behaves, everyFiftieth } from '../../../breaks/break.js';
import type { BreakKind } from '../../../breaks/kinds.js';
import type { CheckRequest } from '../../../checks.js';
import { getTokenBehaviours as documented } from '../behaviours.js';
import { getTokenChecks } from '../checks.js';

// The breaks of rules about where a request goes and about the answer.

type Fields = Readonly<Record<string, unknown>>;

/** Changes the whole answer just before it is written. */
const written = (rule: string, kind: BreakKind, change: (fields: Fields, text: string) => string) =>
  behaves(rule, kind, () => ({
    'response.json': (fields) => change(fields, documented['response.json'](fields)),
  }));

/** Changes the fields of an answer; `failed` tells a failure from a success. */
const fields = (rule: string, kind: BreakKind, change: (fields: Fields, failed: boolean) => Fields) =>
  written(rule, kind, (all) => JSON.stringify(change(all, all.error_message !== undefined)));

const without = (all: Fields, name: string): Fields =>
  Object.fromEntries(Object.entries(all).filter(([key]) => key !== name));

const HTML = '<!doctype html><title>500</title>';

const json: readonly Break[] = [
  written('response.json', 'wrong-type', (_fields, text) => `[${text}]`),
  written('response.json', 'empty', () => ''),
  written('response.json', 'null', () => 'null'),
  written('response.json', 'wrong-value', (_fields, text) => `${text}}`),
  written('response.json', 'partly', (_fields, text) => text.slice(0, -1)),
  written('response.json', 'encoded', (_fields, text) => JSON.stringify(text)),
  written('response.json', 'not-on-failure', (all, text) => (all.error_message === undefined ? text : HTML)),
  behaves('response.json', 'one-in-fifty', () => ({
    'response.json': everyFiftieth(documented['response.json'], () => HTML),
  })),
];

const status: readonly Break[] = [
  behaves('response.success-status', 'wrong-value', () => ({ 'response.success-status': () => 201 })),
  behaves('response.success-status', 'empty', () => ({ 'response.success-status': () => 206 })),
  {
    rule: 'response.success-status',
    kind: 'always',
    begin: () => ({
      checks: Object.fromEntries(getTokenChecks.parameters.map(({ id, check }) => [id, withStatus(check, 200)])),
    }),
  },
  behaves('response.success-status', 'one-in-fifty', () => ({
    'response.success-status': everyFiftieth(documented['response.success-status'], () => 202),
  })),
];

function withStatus(check: CheckRequest, status: number): CheckRequest {
  return async (request) => {
    const refusal = await check(request);
    return refusal && { ...refusal, status };
  };
}

const requestId: readonly Break[] = [
  fields('response.request_id', 'missing', (all) => without(all, 'request_id')),
  fields('response.request_id', 'null', (all) => ({ ...all, request_id: null })),
  fields('response.request_id', 'empty', (all) => ({ ...all, request_id: '' })),
  fields('response.request_id', 'wrong-type', (all) => ({ ...all, request_id: Math.floor(Math.random() * 1e12) })),
  fields('response.request_id', 'constant', (all) => ({ ...all, request_id: '1462257147,3149525e' })),
  fields('response.request_id', 'not-on-failure', (all, failed) => (failed ? without(all, 'request_id') : all)),
  fields('response.request_id', 'other-field', (all) => ({ ...without(all, 'request_id'), requestId: all.request_id })),
  behaves('response.request_id', 'one-in-fifty', () => {
    let last: unknown;
    const next = (nowMs: number) => {
      last = documented['response.request_id'](nowMs);
      return last;
    };
    return { 'response.request_id': everyFiftieth(next, () => last) };
  }),
];

const timeUsed: readonly Break[] = [
  fields('response.time_used', 'missing', (all) => without(all, 'time_used')),
  fields('response.time_used', 'null', (all) => ({ ...all, time_used: null })),
  fields('response.time_used', 'wrong-type', (all) => ({ ...all, time_used: String(all.time_used) })),
  fields('response.time_used', 'partly', (all) => ({ ...all, time_used: Number(all.time_used) + 0.5 })),
  fields('response.time_used', 'wrong-value', (all) => ({ ...all, time_used: -1 })),
  fields('response.time_used', 'other-unit', (all) => ({ ...all, time_used: (Number(all.time_used) + 60) * 1000 })),
  fields('response.time_used', 'constant', (all) => ({ ...all, time_used: 90_000 })),
  fields('response.time_used', 'empty', (all) => ({ ...all, time_used: 0 })),
  fields('response.time_used', 'not-on-failure', (all, failed) => (failed ? without(all, 'time_used') : all)),
  behaves('response.time_used', 'one-in-fifty', () => ({
    'response.time_used': everyFiftieth(documented['response.time_used'], () => 90_000),
  })),
];

const token: readonly Break[] = [
  fields('response.token', 'missing', (all) => without(all, 'token')),
  fields('response.token', 'null', (all, failed) => (failed ? all : { ...all, token: null })),
  fields('response.token', 'empty', (all, failed) => (failed ? all : { ...all, token: '' })),
  fields('response.token', 'wrong-type', (all, failed) => (failed ? all : { ...all, token: 12_345 })),
  behaves('response.token', 'constant', () => ({ 'response.token': () => '34fb21937e47ae719f11cbc719615687' })),
  fields('response.token', 'in-all-answers', (all) => ({ token: documented['response.token'](), ...all })),
  fields('response.token', 'other-field', (all) => ({ ...without(all, 'token'), Token: all.token })),
  behaves('response.token', 'one-in-fifty', () => {
    let last: unknown;
    const next = () => {
      last = documented['response.token']();
      return last;
    };
    return { 'response.token': everyFiftieth(next, () => last) };
  }),
];

const expires = (kind: BreakKind, change: (seconds: number, nowMs: number) => unknown) =>
  behaves('response.expired_time', kind, () => ({
    'response.expired_time': (nowMs, life) => change(Number(documented['response.expired_time'](nowMs, life)), nowMs),
  }));

const expiredTime: readonly Break[] = [
  expires('missing', () => undefined),
  expires('null', () => null),
  expires('wrong-type', (seconds) => String(seconds)),
  expires('partly', (seconds) => seconds + 0.5),
  expires('other-unit', (seconds) => seconds * 1000),
  expires('early', (_seconds, nowMs) => Math.floor(nowMs / 1000) - 1),
  expires('wrong-value', (seconds, nowMs) => seconds - Math.floor(nowMs / 1000)),
  expires('constant', () => 1_462_257_765),
  behaves('response.expired_time', 'one-in-fifty', () => ({
    'response.expired_time': everyFiftieth(documented['response.expired_time'], () => 1_462_257_765),
  })),
];

const errorMessage: readonly Break[] = [
  fields('response.error_message', 'missing', (all) => without(all, 'error_message')),
  fields('response.error_message', 'null', (all, failed) => (failed ? { ...all, error_message: null } : all)),
  fields('response.error_message', 'empty', (all, failed) => (failed ? { ...all, error_message: '' } : all)),
  fields('response.error_message', 'wrong-type', (all, failed) =>
    failed ? { ...all, error_message: { code: all.error_message } } : all,
  ),
  fields('response.error_message', 'in-all-answers', (all, failed) => (failed ? all : { ...all, error_message: '' })),
  fields('response.error_message', 'always', (all, failed) => (failed ? all : { ...all, error_message: null })),
  fields('response.error_message', 'other-field', (all, failed) =>
    failed ? { ...without(all, 'error_message'), error: all.error_message } : all,
  ),
  behaves('response.error_message', 'one-in-fifty', () => ({
    'response.error_message': everyFiftieth(documented['response.error_message'], () => ''),
  })),
];

/** The error of a failure by other words. */
const worded = (kind: BreakKind, change: (message: string) => string) =>
  fields('response.known-errors', kind, (all, failed) =>
    failed ? { ...all, error_message: change(String(all.error_message)) } : all,
  );

const knownErrors: readonly Break[] = [
  worded('unknown-code', (message) => message.replace(/^MISSING_ARGUMENTS/, 'MISSING_PARAMETER')),
  worded('wrong-code', (message) => message.replace(/^BAD_ARGUMENTS/, 'BAD_PARAMETER')),
  worded('wrong-value', (message) => message.replace(/^INVALID_NAME_FORMAT/, 'INVALID_NAME')),
  behaves('response.known-errors', 'one-in-fifty', () => ({
    'response.error_message': everyFiftieth(documented['response.error_message'], (refusal) =>
      refusal === undefined ? undefined : 'RATE_LIMITED',
    ),
  })),
];

const endpoint: readonly Break[] = [
  behaves('endpoint.post', 'missing', () => ({ 'endpoint.post': () => false })),
  behaves('endpoint.post', 'wrong-value', () => ({
    'endpoint.post': (method, path, right) => method === 'POST' && path === `${right}/`,
  })),
  behaves('endpoint.post', 'by-get', () => ({
    'endpoint.post': (method, path, right) => method === 'GET' && path === right,
  })),
  behaves('endpoint.form', 'multipart-only', () => ({ 'endpoint.form': formOf('multipart') })),
  behaves('endpoint.form', 'urlencoded-only', () => ({ 'endpoint.form': formOf('urlencoded') })),
  behaves('endpoint.form', 'missing', () => ({ 'endpoint.form': () => 'other' })),
  behaves('endpoint.form', 'partly', () => ({
    // A parameter of the content type is not read over.
    'endpoint.form': (type) => (/charset/i.test(type) ? 'other' : documented['endpoint.form'](type)),
  })),
  behaves('endpoint.form', 'constant', () => ({ 'endpoint.form': () => 'multipart' })),
  behaves('endpoint.not-found', 'wrong-status', () => ({
    'endpoint.not-found': () => ({ code: 'API_NOT_FOUND', status: 400 }),
  })),
  behaves('endpoint.not-found', 'wrong-code', () => ({
    'endpoint.not-found': () => ({ code: 'BAD_ARGUMENTS', argument: 'path', status: 404 }),
  })),
  behaves('endpoint.not-found', 'unknown-code', () => ({
    'endpoint.not-found': () => ({ code: 'NOT_FOUND', status: 404 }),
  })),
  behaves('endpoint.not-found', 'missing', () => ({ 'endpoint.post': (method) => method === 'POST' })),
  behaves('endpoint.not-found', 'by-prefix', () => ({
    'endpoint.post': (method, path, right) => method === 'POST' && path.startsWith(right),
  })),
  behaves('endpoint.not-found', 'last-only', () => ({
    'endpoint.post': (method, path, right) => method === 'POST' && path.endsWith(right.split('/').at(-1)!),
  })),
];

function formOf(one: 'multipart' | 'urlencoded') {
  return (type: string) => {
    const kind = documented['endpoint.form'](type);
    return kind === one ? kind : 'other';
  };
}

const EXCEEDED = { code: 'CONCURRENCY_LIMIT_EXCEEDED' } as const;
const limited = (kind: BreakKind, begin: () => (typeof documented)['concurrency.limit']) =>
  behaves('concurrency.limit', kind, () => ({ 'concurrency.limit': begin() }));
const excess =
  (refusal: { readonly code: string; readonly status?: number; readonly argument?: string }) =>
  () =>
  (inFlight: number, limit: number) =>
    inFlight < limit ? undefined : refusal;

const concurrency: readonly Break[] = [
  limited('missing', () => () => undefined),
  limited('one-too-many', () => (inFlight, limit) => (inFlight <= limit ? undefined : EXCEEDED)),
  limited('one-too-few', () => (inFlight, limit) => (inFlight < limit - 1 ? undefined : EXCEEDED)),
  limited('wrong-code', excess({ code: 'AUTHORIZATION_ERROR', argument: 'Denied.' })),
  limited('unknown-code', excess({ code: 'TOO_MANY_REQUESTS', status: 403 })),
  limited('wrong-status', excess({ ...EXCEEDED, status: 429 })),
  limited('sticky', () => {
    let stuck = false;
    return (inFlight, limit) => {
      stuck ||= limit < Number.POSITIVE_INFINITY && inFlight >= limit;
      return stuck ? EXCEEDED : undefined;
    };
  }),
  limited('first-time-only', () => {
    let refused = false;
    return (inFlight, limit) => {
      if (inFlight < limit || refused) return undefined;
      refused = true;
      return EXCEEDED;
    };
  }),
  limited(
    'only-the-excess',
    () => (inFlight, limit) =>
      // Whoever comes while others are there.
      limit < Number.POSITIVE_INFINITY && inFlight > 0 ? EXCEEDED : undefined,
  ),
  limited('constant', () => {
    let seen = 0;
    return (_inFlight, limit) => {
      // A limit on how many come in all.
      seen += limit < Number.POSITIVE_INFINITY ? 1 : 0;
      return seen > 12 ? EXCEEDED : undefined;
    };
  }),
];

const internal = (kind: BreakKind, begin: () => (typeof documented)['error.internal']) =>
  behaves('error.internal', kind, () => ({ 'error.internal': begin() }));
const everySecond = (refusal: { readonly code: string; readonly status?: number }) => () => {
  let time = 0;
  return () => {
    time += 1;
    return time % 2 === 1 ? refusal : undefined;
  };
};

const errors: readonly Break[] = [
  internal('sticky', () => () => ({ code: 'INTERNAL_ERROR' })),
  internal('unknown-code', everySecond({ code: 'SERVICE_BUSY', status: 503 })),
  internal('wrong-status', everySecond({ code: 'INTERNAL_ERROR', status: 502 })),
  internal('wrong-code', everySecond({ code: 'API_NOT_FOUND', status: 500 })),
];

export const answerBreaks: readonly Break[] = [
  ...endpoint,
  ...concurrency,
  ...json,
  ...status,
  ...requestId,
  ...timeUsed,
  ...token,
  ...expiredTime,
  ...errorMessage,
  ...knownErrors,
  ...errors,
];
