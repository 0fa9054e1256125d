import type { Vu } from '../vu.js';
import type { Requests } from './requests.js';
import type { Response } from './response.js';

type Params = Readonly<Record<string, unknown>> | null | undefined;

/** One request as `http.batch` takes it. */
interface BatchEntry {
  readonly method: string;
  readonly url: unknown;
  readonly body: unknown;
  readonly params: Params;
}

/** The calls of `k6/http` that keep the script waiting: what they return is waited for by compiled code. */
export function blockingCalls(
  vu: Vu,
  requests: Requests,
  assertSupported: (params: Params) => void,
): Record<string, unknown> {
  const request = (method: string, url: unknown, body: unknown, params: Params): object => {
    vu.waiting.assertClaimed();
    assertSupported(params);
    return vu.waiting.until(requests.start(method, url, body, params, 'blocking'));
  };
  const withBody =
    (method: string) =>
    (url: unknown, body?: unknown, params?: Params): object =>
      request(method, url, body, params);
  return {
    get: (url: unknown, params?: Params) => request('GET', url, undefined, params),
    head: (url: unknown, params?: Params) => request('HEAD', url, undefined, params),
    post: withBody('POST'),
    put: withBody('PUT'),
    patch: withBody('PATCH'),
    del: withBody('DELETE'),
    options: withBody('OPTIONS'),
    request: (method: string, url: unknown, body?: unknown, params?: Params) => request(method, url, body, params),
    batch: (asked: unknown) => {
      vu.waiting.assertClaimed();
      const entries = entriesOf(asked);
      for (const [, { params }] of entries) assertSupported(params);
      return vu.waiting.until(sendBatch(vu, requests, entries, Array.isArray(asked)));
    },
  };
}

/** Sends in the order given, no more at once than `batch`, and no more to one host than `batchPerHost`; 0 is no limit. */
async function sendBatch(
  vu: Vu,
  requests: Requests,
  entries: readonly (readonly [key: string, entry: BatchEntry])[],
  isList: boolean,
): Promise<Response[] | Record<string, Response>> {
  const { batch, batchPerHost } = vu.environment.settings;
  const underWay = new Map<string, number>();
  const waiting = entries.map(([key, entry]) => ({ key, entry, host: hostOf(entry.url) }));
  const answers = new Map<string, Response>();
  let inFlight = 0;
  await new Promise<void>((resolve, reject) => {
    const next = (): void => {
      if (waiting.length === 0 && inFlight === 0) resolve();
      for (let index = 0; index < waiting.length && (batch === 0 || inFlight < batch); ) {
        const { key, entry, host } = waiting[index]!;
        const there = underWay.get(host) ?? 0;
        if (batchPerHost > 0 && there >= batchPerHost) {
          index += 1;
          continue;
        }
        waiting.splice(index, 1);
        inFlight += 1;
        underWay.set(host, there + 1);
        requests.start(entry.method, entry.url, entry.body, entry.params, 'blocking').then((response) => {
          answers.set(key, response);
          inFlight -= 1;
          underWay.set(host, underWay.get(host)! - 1);
          next();
        }, reject);
      }
    };
    next();
  });
  if (isList) return entries.map(([key]) => answers.get(key)!);
  return Object.fromEntries(entries.map(([key]) => [key, answers.get(key)!]));
}

function entriesOf(asked: unknown): (readonly [string, BatchEntry])[] {
  if (typeof asked !== 'object' || asked === null)
    throw new TypeError(
      `http.batch(): expected an array or an object of requests; found ${asked === null ? 'null' : typeof asked}`,
    );
  return Object.entries(asked).map(([key, entry]) => [key, entryOf(entry, key)] as const);
}

function entryOf(entry: unknown, key: string): BatchEntry {
  if (typeof entry === 'string') return { method: 'GET', url: entry, body: undefined, params: undefined };
  if (Array.isArray(entry)) {
    const [method, url, body, params] = entry as [unknown, unknown, unknown, Params];
    return { method: String(method), url, body, params };
  }
  if (typeof entry === 'object' && entry !== null) {
    if ('method' in entry || !('clean_url' in entry)) {
      const { method = 'GET', url, body, params } = entry as Partial<BatchEntry>;
      return { method: String(method), url, body, params };
    }
    return { method: 'GET', url: entry, body: undefined, params: undefined };
  }
  throw new TypeError(
    `http.batch(): request ${key} is ${String(entry)}; expected a URL, [method, url, body, params] or {method, url, body, params}`,
  );
}

function hostOf(url: unknown): string {
  const text = typeof url === 'object' && url !== null && 'url' in url ? String(url.url) : String(url);
  return URL.canParse(text) ? new URL(text).host : '';
}
