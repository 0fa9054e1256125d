import { stringTags, type Tags } from '../metrics/tags.js';
import { durationMs } from '../options/duration.js';
import type { CookieJar } from './cookies.js';
import { ScriptJar } from './script-jar.js';

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

export type ResponseType = 'text' | 'binary' | 'none';

/** A cookie a request brings along; `replace` says that the jar's of that name stays behind. */
export interface SentCookie {
  readonly name: string;
  readonly value: string;
  readonly replace: boolean;
}

/** The params of one request, checked and complete. */
export interface RequestParams {
  readonly headers: Readonly<Record<string, string>> | undefined;
  readonly tags: Tags | undefined;
  readonly timeoutMs: number;
  readonly redirects: number;
  /** Whether nobody chose how many redirects are followed, so that it is said when they do not suffice. */
  readonly redirectsByDefault: boolean;
  readonly responseType: ResponseType;
  readonly throws: boolean;
  /** undefined: nothing is expected, and the request counts as neither failed nor not. */
  readonly expected: ExpectedStatuses | undefined;
  readonly cookies: readonly SentCookie[] | undefined;
  readonly jar: CookieJar;
  readonly compression: readonly Compression[];
  /** Whether it authenticates by digest. */
  readonly digest: boolean;
}

const KNOWN_COMPRESSION = ['gzip', 'deflate', 'br'] as const;
export type Compression = (typeof KNOWN_COMPRESSION)[number];
const RESPONSE_TYPES: readonly unknown[] = ['text', 'binary', 'none'];

/** Completes what a script passes as `params`. Throws a TypeError for a value that does not fit. */
export function readParams(
  given: Readonly<Record<string, unknown>> | undefined | null,
  defaults: RequestParams,
): RequestParams {
  if (given === undefined || given === null) return defaults;
  const { headers, tags, timeout, redirects, responseType, responseCallback, cookies, jar, compression } = given;
  if (responseType !== undefined && !RESPONSE_TYPES.includes(responseType))
    throw new TypeError(`invalid responseType ${JSON.stringify(responseType)}: expected text, binary or none`);
  if (responseCallback !== undefined && responseCallback !== null && !(responseCallback instanceof ExpectedStatuses))
    throw new TypeError('invalid responseCallback: expected what http.expectedStatuses() makes, or null');
  const timeoutMs = timeout === undefined || timeout === null ? defaults.timeoutMs : durationMs(timeout);
  if (timeoutMs === undefined)
    throw new TypeError(`invalid timeout ${JSON.stringify(timeout)}: expected "10s" or a number of milliseconds`);
  return {
    headers: isObject(headers)
      ? Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]))
      : undefined,
    tags: isObject(tags) ? stringTags(tags) : undefined,
    timeoutMs,
    redirects: typeof redirects === 'number' ? redirects : defaults.redirects,
    redirectsByDefault: typeof redirects !== 'number' && defaults.redirectsByDefault,
    responseType: responseType === undefined ? defaults.responseType : (responseType as ResponseType),
    throws: typeof given.throw === 'boolean' ? given.throw : defaults.throws,
    expected:
      responseCallback === null
        ? undefined
        : responseCallback instanceof ExpectedStatuses
          ? responseCallback
          : defaults.expected,
    cookies: isObject(cookies) ? readCookies(cookies) : undefined,
    jar: ScriptJar.behind(jar) ?? defaults.jar,
    compression:
      typeof compression === 'string' && compression.trim() !== '' ? compression.split(',').map(readCompression) : [],
    digest: given.auth === 'digest',
  };
}

function readCompression(name: string): Compression {
  const trimmed = name.trim();
  const known = KNOWN_COMPRESSION.find((one) => one === trimmed);
  if (known !== undefined) return known;
  throw new TypeError(
    `the node engine lacks compression "${trimmed}"; use gzip, deflate or br, or run with --engine k6`,
  );
}

function readCookies(cookies: object): SentCookie[] {
  return Object.entries(cookies).map(([name, cookie]) => {
    if (!isObject(cookie)) return { name, value: String(cookie), replace: false };
    const { value, replace } = cookie as { value?: unknown; replace?: unknown };
    return { name, value: String(value), replace: replace === true };
  });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
