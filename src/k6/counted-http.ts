import type { BudgetShare } from './budget-share.js';

/** Begins the message with which a script of too many requests is ended. */
export const BUDGET_MARK = 'budget of the target: ';

/** What `k6/http` exports. */
export const HTTP_NAMES = [
  ...['get', 'head', 'post', 'put', 'patch', 'del', 'options', 'request', 'asyncRequest', 'batch'],
  ...['url', 'file', 'CookieJar', 'cookieJar', 'setResponseCallback', 'expectedStatuses'],
  ...['TLS_1_0', 'TLS_1_1', 'TLS_1_2', 'TLS_1_3'],
  ...['OCSP_STATUS_GOOD', 'OCSP_STATUS_REVOKED', 'OCSP_STATUS_SERVER_FAILED', 'OCSP_STATUS_UNKNOWN'],
  ...['OCSP_REASON_UNSPECIFIED', 'OCSP_REASON_KEY_COMPROMISE', 'OCSP_REASON_CA_COMPROMISE'],
  ...['OCSP_REASON_AFFILIATION_CHANGED', 'OCSP_REASON_SUPERSEDED', 'OCSP_REASON_CESSATION_OF_OPERATION'],
  ...['OCSP_REASON_CERTIFICATE_HOLD', 'OCSP_REASON_REMOVE_FROM_CRL', 'OCSP_REASON_PRIVILEGE_WITHDRAWN'],
  'OCSP_REASON_AA_COMPROMISE',
] as const;

type Params = Readonly<Record<string, unknown>> | null | undefined;
interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly url: string;
}
type Send = (method: string, url: unknown, body: unknown, params: object) => Answer;

/** What of k6 the counting needs. */
export interface K6Parts {
  readonly http: Readonly<Record<string, unknown>>;
  readonly exec: {
    readonly vu: { readonly idInTest: number; readonly iterationInInstance: number };
    readonly test: { abort(message: string): void; readonly options: { readonly maxRedirects?: number | null } };
  };
  readonly sleep: (seconds: number) => void;
}

/**
 * The module `k6/http` with every request counted before k6 sends it, redirects too: they are followed here. Its text is put into
 * the script that k6 runs, so it uses nothing from outside of itself.
 */
export function countedHttp({ http, exec, sleep }: K6Parts, share: BudgetShare, mark: string): Record<string, unknown> {
  const { perIteration, perUser, outside, pace } = share;
  let used = 0;
  let lastSlot = -1;
  let inIteration = 0;
  let iteration = -1;

  const end = (why: string): never => {
    exec.test.abort(mark + why);
    throw new Error(why);
  };
  const waitForTurn = (user: number): void => {
    if (pace === null) return;
    inIteration += 1;
    if (user > 0 && inIteration <= pace.free) return;
    if (pace.slotMs === 0)
      end('its arrivals alone take all of budget.per_second, and an iteration sends more than one request');
    const cycleMs = pace.slotMs * pace.users;
    const offsetMs = (user % pace.users) * pace.slotMs;
    let slot = Math.ceil((Date.now() - offsetMs) / cycleMs);
    if (slot <= lastSlot) slot = lastSlot + 1;
    lastSlot = slot;
    for (
      let leftMs = slot * cycleMs + offsetMs - Date.now();
      leftMs > 0;
      leftMs = slot * cycleMs + offsetMs - Date.now()
    )
      sleep(leftMs / 1000);
  };
  const take = (count: number): void => {
    const { idInTest: user, iterationInInstance } = exec.vu;
    if (iteration !== iterationInInstance) {
      iteration = iterationInInstance;
      inIteration = 0;
    }
    const most =
      perIteration === null ? Infinity : user === 0 ? outside : perUser + perIteration * (iterationInInstance + 1);
    if (used + count > most) end('the script asked for more requests than its share of the budget');
    used += count;
    for (let i = 0; i < count; i++) waitForTurn(user);
  };

  const hopsOf = (params: Params): number => Number(params?.redirects ?? exec.test.options.maxRedirects ?? 10);
  const costOf = (params: Params): number => (params?.auth === 'digest' ? 2 : params?.auth === 'ntlm' ? 3 : 1);
  const locationOf = ({ status, headers = {} }: Answer): string =>
    [301, 302, 303, 307, 308].includes(status) ? (headers.Location ?? headers.location ?? '') : '';
  const absolute = (location: string, base: string): string => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(location)) return location;
    const [, scheme, host, path] = /^([a-z]+:)(\/\/[^/?#]*)([^?#]*)/i.exec(base) ?? [];
    if (scheme === undefined) return location;
    if (location.startsWith('//')) return scheme + location;
    if (location.startsWith('/')) return scheme + host + location;
    return `${scheme}${host}${path!.slice(0, path!.lastIndexOf('/')) || ''}/${location}`;
  };
  const originOf = (url: string): string => /^[a-z]+:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  const nextOf = (answer: Answer, location: string, method: string, body: unknown, params: object) => {
    const keeps = answer.status === 307 || answer.status === 308;
    const url = absolute(location, answer.url);
    const same = originOf(url) === originOf(answer.url);
    const headers: Record<string, unknown> = {};
    const given = (params as { headers?: Record<string, unknown> }).headers ?? {};
    for (const name of Object.keys(given)) {
      if (!keeps && /^content-/i.test(name)) continue;
      if (!same && /^(authorization|cookie|www-authenticate)$/i.test(name)) continue;
      headers[name] = given[name];
    }
    return {
      method: keeps || method === 'HEAD' ? method : 'GET',
      url,
      body: keeps ? body : null,
      params: { ...params, headers },
    };
  };

  const raw = http.request as Send;
  const rawAsync = http.asyncRequest as (...args: Parameters<Send>) => Promise<Answer>;
  const request = (method: string, url: unknown, body?: unknown, params?: Params): Answer => {
    take(costOf(params));
    const plain = { ...params, redirects: 0 };
    return followed(raw(method, url, body, plain), method, body, plain, hopsOf(params));
  };
  const followed = (first: Answer, method: string, body: unknown, params: object, hops: number): Answer => {
    let answer = first;
    let asked = { method: method.toUpperCase(), body, params };
    for (let left = hops; left > 0 && locationOf(answer) !== ''; left--) {
      const next = nextOf(answer, locationOf(answer), asked.method, asked.body, asked.params);
      take(costOf(params as Params));
      answer = raw(next.method, next.url, next.body, next.params);
      asked = next;
    }
    return answer;
  };
  const asyncRequest = async (method: string, url: unknown, body?: unknown, params?: Params): Promise<Answer> => {
    take(costOf(params));
    const plain = { ...params, redirects: 0 };
    let answer = await rawAsync(method, url, body, plain);
    let asked = { method: String(method).toUpperCase(), body, params: plain as object };
    for (let left = hopsOf(params); left > 0 && locationOf(answer) !== ''; left--) {
      const next = nextOf(answer, locationOf(answer), asked.method, asked.body, asked.params);
      take(costOf(params));
      answer = await rawAsync(next.method, next.url, next.body, next.params);
      asked = next;
    }
    return answer;
  };

  const entryOf = (entry: unknown): { method: string; url: unknown; body: unknown; params: Params } => {
    if (Array.isArray(entry)) return { method: entry[0], url: entry[1], body: entry[2] ?? null, params: entry[3] };
    const { method, url, body, params } = entry as { method?: string; url?: unknown; body?: unknown; params?: Params };
    if (typeof entry === 'string' || 'clean_url' in (entry as object))
      return { method: 'GET', url: entry, body: null, params: undefined };
    return { method: method ?? 'GET', url, body: body ?? null, params };
  };
  const batch = (asked: object): unknown => {
    const keys = Object.keys(asked);
    const entries = keys.map((key) => entryOf((asked as Record<string, unknown>)[key]));
    let answers: Answer[];
    if (pace !== null) answers = entries.map(({ method, url, body, params }) => request(method, url, body, params));
    else {
      let cost = 0;
      for (const { params } of entries) cost += costOf(params);
      take(cost);
      const plain = entries.map(({ method, url, body, params }) => [method, url, body, { ...params, redirects: 0 }]);
      answers = (http.batch as (entries: unknown[]) => Answer[])(plain).map((answer, index) => {
        const { method, body, params } = entries[index]!;
        return followed(answer, method, body, { ...params, redirects: 0 }, hopsOf(params));
      });
    }
    if (Array.isArray(asked)) return answers;
    const named: Record<string, Answer> = {};
    for (let i = 0; i < keys.length; i++) named[keys[i]!] = answers[i]!;
    return named;
  };

  return {
    ...http,
    request,
    asyncRequest,
    batch,
    get: (url: unknown, params?: Params) => request('GET', url, null, params),
    head: (url: unknown, params?: Params) => request('HEAD', url, null, params),
    post: (url: unknown, body?: unknown, params?: Params) => request('POST', url, body, params),
    put: (url: unknown, body?: unknown, params?: Params) => request('PUT', url, body, params),
    patch: (url: unknown, body?: unknown, params?: Params) => request('PATCH', url, body, params),
    del: (url: unknown, body?: unknown, params?: Params) => request('DELETE', url, body, params),
    options: (url: unknown, body?: unknown, params?: Params) => request('OPTIONS', url, body, params),
  };
}
