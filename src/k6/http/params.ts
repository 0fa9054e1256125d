import type { Tags } from '../metrics/tag-context.js';
import { textTags } from '../modules/k6.js';
import { durationMs } from '../options/duration.js';
import { CookieJar } from './cookies.js';
import type { ResponseType } from './response.js';

/** Which statuses a request expects: k6's `expectedStatuses`. */
export class ExpectedStatuses {
  readonly #ranges: readonly { readonly min: number; readonly max: number }[];

  constructor(statuses: readonly (number | { min: number; max: number })[]) {
    this.#ranges = statuses.map((status) => {
      if (typeof status === 'number') return { min: status, max: status };
      if (typeof status?.min === 'number' && typeof status.max === 'number') return status;
      throw new TypeError(`expectedStatuses: expected numbers or {min, max}; found ${JSON.stringify(status)}`);
    });
  }

  includes(status: number): boolean {
    return this.#ranges.some(({ min, max }) => status >= min && status <= max);
  }
}

export const USUALLY_EXPECTED = new ExpectedStatuses([{ min: 200, max: 399 }]);

/** The params of one request, checked and complete. */
export interface RequestParams {
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly tags: Tags | undefined;
  readonly timeoutMs: number;
  readonly redirects: number;
  readonly responseType: ResponseType;
  readonly throws: boolean;
  /** undefined: nothing is expected, and the request counts as neither failed nor not. */
  readonly expected: ExpectedStatuses | undefined;
  readonly cookies: Readonly<Record<string, string>> | undefined;
  readonly jar: CookieJar;
  readonly basicAuth: boolean;
  readonly compression: readonly ('gzip' | 'deflate')[];
}

const KNOWN_COMPRESSION = ['gzip', 'deflate'];

/** Completes what a script passes as `params`. Throws a TypeError for a value that does not fit. */
export function readParams(
  given: Readonly<Record<string, unknown>> | undefined | null,
  defaults: RequestParams,
): RequestParams {
  if (given === undefined || given === null) return defaults;
  const { headers, tags, timeout, redirects, responseType, responseCallback, cookies, jar, auth, compression } = given;
  const timeoutMs = timeout === undefined || timeout === null ? defaults.timeoutMs : durationMs(timeout);
  if (timeoutMs === undefined)
    throw new TypeError(`invalid timeout ${JSON.stringify(timeout)}: expected "10s" or a number of milliseconds`);
  if (auth !== undefined && auth !== null && auth !== '' && auth !== 'basic') {
    throw new TypeError(
      `the node engine lacks auth: ${JSON.stringify(auth)}; use "basic", set the Authorization header, or run with --engine k6`,
    );
  }
  return {
    headers: isObject(headers) ? textTags(headers) : undefined,
    tags: isObject(tags) ? textTags(tags) : undefined,
    timeoutMs,
    redirects: typeof redirects === 'number' ? redirects : defaults.redirects,
    responseType:
      responseType === 'text' || responseType === 'binary' || responseType === 'none'
        ? responseType
        : defaults.responseType,
    throws: typeof given.throw === 'boolean' ? given.throw : defaults.throws,
    expected:
      responseCallback === null
        ? undefined
        : responseCallback instanceof ExpectedStatuses
          ? responseCallback
          : defaults.expected,
    cookies: isObject(cookies) ? cookieTexts(cookies) : undefined,
    jar: jar instanceof CookieJar ? jar : defaults.jar,
    basicAuth: auth === 'basic',
    compression: typeof compression === 'string' ? compression.split(',').map(readCompression) : [],
  };
}

function readCompression(name: string): 'gzip' | 'deflate' {
  const trimmed = name.trim();
  if (KNOWN_COMPRESSION.includes(trimmed)) return trimmed as 'gzip' | 'deflate';
  throw new TypeError(`the node engine lacks compression "${trimmed}"; use gzip or deflate, or run with --engine k6`);
}

function cookieTexts(cookies: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(cookies).map(([name, cookie]) => [
      name,
      isObject(cookie) ? String((cookie as { value?: unknown }).value) : String(cookie),
    ]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
