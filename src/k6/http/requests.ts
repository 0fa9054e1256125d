import { Interrupted } from '../interrupted.js';
import { RequestTags } from '../metrics/request-series.js';
import type { Tags } from '../metrics/tags.js';
import type { ScriptVu } from '../script-vu.js';
import { decompress } from './decompress.js';
import { authorizationLine, credentialsIn, digestAnswer } from './digest.js';
import { Exchange } from './exchange.js';
import { FAILURE, type Failure } from './failure.js';
import type { EncodedBody } from './form.js';
import { NamedUrl } from './named-url.js';
import { ExpectedStatuses, type RequestParams, readParams, USUALLY_EXPECTED } from './params.js';
import { type PendingRequest, sentRequest } from './pending-request.js';
import { headersAfterRedirect } from './redirect.js';
import { encodeBody, headerLines } from './request.js';
import { RequestFailed } from './request-failed.js';
import { type Ask, Response } from './response.js';
import { isTarget, type Target, targetOf, withoutCredentials } from './target.js';
import { type Timings, timingsOf } from './timings.js';

const BUDGET_USED_UP = 'the script asked for more requests than the budget has';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** The requests of one VU: from `http.asyncRequest` to its response and its samples. */
export class Requests {
  readonly #vu: ScriptVu;
  readonly #ask: Ask;
  readonly #defaults: RequestParams;
  #expected: ExpectedStatuses | undefined = USUALLY_EXPECTED;
  #lastTags: Tags | undefined;
  #plainHeaders: { readonly contentType: string; readonly authorization: string; readonly lines: string } | undefined;

  constructor(vu: ScriptVu) {
    this.#vu = vu;
    this.#ask = ({ method, url, body, params }) => {
      vu.waiting.assertClaimed();
      return vu.waiting.until(this.start(method, url, body, params, 'blocking'));
    };
    const { settings } = vu.environment;
    this.#defaults = {
      headers: undefined,
      tags: undefined,
      timeoutMs: 60_000,
      redirects: settings.maxRedirects,
      redirectsByDefault: settings.given.maxRedirects === undefined,
      responseType: settings.discardResponseBodies ? 'none' : 'text',
      throws: settings.throws,
      expected: USUALLY_EXPECTED,
      cookies: undefined,
      jar: vu.cookies,
      compression: [],
      digest: false,
    };
  }

  setExpected(expected: ExpectedStatuses | null): void {
    this.#expected = expected ?? undefined;
  }

  /**
   * Starts a request. The promise resolves with a response even when the request fails or was misused, which then is a
   * response without a status; it rejects only with `throw`. A blocking one that is interrupted never comes back, as nothing
   * of the script runs any more.
   */
  start(
    method: string,
    url: unknown,
    body: unknown,
    given: Readonly<Record<string, unknown>> | undefined | null,
    kind: 'async' | 'blocking' = 'async',
  ): Promise<Response> {
    const vu = this.#vu;
    if (vu.state === 'init' || kind === 'blocking') vu.assertRunning('k6/http');
    return new Promise((resolve, rejectWith) => {
      const reject =
        kind === 'async'
          ? rejectWith
          : (error: Error) => {
              if (!(error instanceof Interrupted)) rejectWith(error);
            };
      vu.assertRunning('k6/http');
      const read = this.#read(body, given);
      if (read instanceof Error) {
        this.#misused({ text: read.message, code: 0 }, resolve, reject);
        return;
      }
      const { params, encoded } = read;
      const wrong = noUrl(url);
      if (wrong !== undefined) {
        this.#misused(wrong, resolve, reject);
        return;
      }
      vu.beginWork();
      const asText = textOf(url as string | NamedUrl);
      const digest = params.digest ? credentialsIn(asText) : undefined;
      this.#send({
        method: String(method ?? '') || 'GET',
        url: digest === undefined ? asText : digest.url,
        digest,
        name: params.tags?.name ?? (url instanceof NamedUrl ? url.name : undefined) ?? vu.context.tags.name ?? '',
        params: params.tags === undefined ? params : { ...params, tags: this.#sameTags(params.tags) },
        encoded,
        redirectsLeft: params.redirects,
        referer: '',
        context: vu.context,
        deadlineAt: vu.environment.now() + params.timeoutMs,
        asked: undefined,
        resolve,
        reject,
      });
    });
  }

  /** Why a request cannot be made at all; undefined when it can. */
  misuseOf(
    url: unknown,
    body: unknown,
    given: Readonly<Record<string, unknown>> | undefined | null,
  ): Failure | undefined {
    const read = this.#read(body, given);
    if (read instanceof Error) return { text: read.message, code: 0 };
    return noUrl(url);
  }

  /** A response to what was never sent, for no reason of its own. */
  unsent(): Response {
    return Response.of('', 0, this.#ask);
  }

  /** The response to what was asked for wrongly. */
  misuse(failure: Failure): Promise<Response> {
    return new Promise((resolve, reject) => this.#misused(failure, resolve, reject));
  }

  #read(
    body: unknown,
    given: Readonly<Record<string, unknown>> | undefined | null,
  ): { params: RequestParams; encoded: EncodedBody | undefined } | TypeError {
    const defaults =
      this.#expected === USUALLY_EXPECTED ? this.#defaults : { ...this.#defaults, expected: this.#expected };
    try {
      const params = readParams(given, defaults);
      return { params, encoded: encodeBody(body, params) };
    } catch (error) {
      if (error instanceof TypeError) return error;
      throw error;
    }
  }

  /** As in k6, what was asked for wrongly is said, is no sample, and goes to the script as a response without a status. */
  #misused({ text, code }: Failure, resolve: (response: Response) => void, reject: (error: Error) => void): void {
    const { environment } = this.#vu;
    if (environment.settings.throws) {
      reject(new TypeError(text));
      return;
    }
    environment.log('warning', `Request Failed: ${text}`);
    resolve(Response.of(text, code, this.#ask));
  }

  #send(asked: PendingRequest): void {
    const vu = this.#vu;
    const found = targetOf(asked.url);
    const pending = isTarget(found) && found.shown !== asked.url ? { ...asked, url: found.shown } : asked;
    if (!vu.active) {
      this.#finish(() => pending.reject(new Interrupted('the iteration was interrupted')));
      return;
    }
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(pending.method)) {
      this.#refuse(pending, { code: FAILURE.generic, text: `net/http: invalid method "${pending.method}"` });
      return;
    }
    if (!isTarget(found)) {
      this.#refuse(pending, found);
      return;
    }
    const { params, encoded } = pending;
    const hostHeader =
      params.headers === undefined
        ? undefined
        : Object.entries(params.headers).find(([name]) => name.toLowerCase() === 'host')?.[1];
    const target: Target = hostHeader === undefined ? found : { ...found, host: hostHeader };
    const cookies = this.#cookies(pending, target);
    let lines: string;
    try {
      lines = this.#headerLines(target, params, encoded?.contentType ?? '', cookies);
    } catch (error) {
      this.#refuse(pending, { code: FAILURE.generic, text: (error as Error).message });
      return;
    }
    if (pending.digest !== undefined) lines += authorizationLine(pending.digest, params);
    if (pending.referer !== '') lines += `Referer: ${pending.referer}\r\n`;
    if (vu.environment.settings.noConnectionReuse) lines += 'Connection: close\r\n';
    const now = vu.environment.now();
    const waitMs = vu.environment.budget === undefined ? 0 : vu.environment.budget.take(now);
    if (waitMs === undefined) {
      // Neither sent nor answered: the run ends, and the script with it.
      vu.environment.stop({ kind: 'budget', message: BUDGET_USED_UP });
      return;
    }
    const timed = waitMs === 0 ? pending : { ...pending, deadlineAt: pending.deadlineAt + waitMs };
    const exchange = new Exchange(
      timed.method,
      target,
      lines,
      encoded?.payload,
      params.responseType !== 'none',
      timed.deadlineAt,
      (ended) => this.#ended(timed, ended),
    );
    exchange.startedAt = now;
    vu.environment.deadlines.add(exchange);
    this.#vu.connections.send(exchange, waitMs);
  }

  #ended(pending: PendingRequest, exchange: Exchange): void {
    const vu = this.#vu;
    if (vu.connections.settled(exchange)) return;
    vu.environment.deadlines.delete(exchange);
    vu.bytesSent += exchange.bytesSent;
    vu.bytesReceived += exchange.bytesReceived;
    if (!vu.active) {
      this.#finish(() => pending.reject(new Interrupted('the iteration was interrupted')));
      return;
    }
    const encoding =
      exchange.failure === undefined && exchange.body !== undefined
        ? headerValue(exchange.headers, 'content-encoding')
        : '';
    if (encoding === '') this.#conclude(pending, exchange);
    else {
      decompress(exchange.body!, encoding, (result) => {
        if ('code' in result) {
          exchange.failure = result;
          exchange.body = undefined;
        } else {
          exchange.body = result;
        }
        this.#conclude(pending, exchange);
      });
    }
  }

  #conclude(pending: PendingRequest, exchange: Exchange): void {
    const { params } = pending;
    const timings = timingsOf(exchange);
    const failure = exchange.failure;
    const status = failure === undefined ? exchange.status : 0;
    const errorCode = failure?.code ?? (status >= 400 ? 1000 + status : 0);
    // What is no URL was never a request.
    if (errorCode !== FAILURE.invalidUrl) this.#measure(pending, exchange, timings, status, failure, errorCode);
    const { digest } = pending;
    if (digest !== undefined && digest.answer === undefined && status === 401) {
      const answer = digestAnswer(headerValue(exchange.headers, 'www-authenticate'), digest, {
        method: pending.method,
        path: exchange.target.path,
      });
      this.#send({ ...pending, digest: { ...digest, answer } });
      return;
    }
    if (failure === undefined) this.#learnCookies(params, exchange);
    const next = failure === undefined && REDIRECTS.has(status) ? headerValue(exchange.headers, 'location') : '';
    if (next !== '' && params.redirects > 0) {
      if (pending.redirectsLeft > 0) {
        this.#redirect(pending, exchange, status, next);
        return;
      }
      if (params.redirectsByDefault)
        this.#vu.environment.log(
          'warning',
          `Stopped after ${params.redirects + 1} redirects and returned the redirection; pass { redirects: n } in the params or set maxRedirects`,
        );
    }
    if (failure !== undefined) {
      if (params.throws) {
        this.#finish(() =>
          pending.reject(new RequestFailed(`${pending.method} "${withoutCredentials(pending.url)}": ${failure.text}`)),
        );
        return;
      }
      this.#vu.environment.log(
        'warning',
        `Request Failed: ${pending.method} ${withoutCredentials(pending.url)}: ${failure.text}`,
      );
    }
    const response = new Response({
      status,
      statusText: failure === undefined ? `${status} ${exchange.statusText}`.trimEnd() : '',
      proto: failure === undefined ? exchange.proto : '',
      url: pending.url,
      error: failure?.text ?? '',
      errorCode,
      timings,
      remoteIp: exchange.remoteIp,
      remotePort: exchange.remoteIp === '' ? 0 : exchange.remotePort,
      tlsVersion: exchange.tlsVersion,
      tlsCipher: exchange.tlsCipher,
      bytes: exchange.body,
      type: params.responseType,
      rawHeaders: failure === undefined ? exchange.headers : [],
      request: pending.asked ?? (() => sentRequest(pending, exchange)),
      ask: this.#ask,
    });
    this.#finish(() => pending.resolve(response));
  }

  /** Samples of one exchange, as k6 takes them. */
  #measure(
    pending: PendingRequest,
    exchange: Exchange,
    timings: Timings,
    status: number,
    failure: Failure | undefined,
    errorCode: number,
  ): void {
    const { expected: statuses } = isChallenged(pending) ? CHALLENGE : pending.params;
    const expected = statuses === undefined ? undefined : status > 0 && statuses.includes(status);
    // A name stands for the URL in both tags, as in k6: it is there to keep their values few.
    const name = pending.name === '' ? withoutCredentials(pending.url) : pending.name;
    const series = pending.context.request(
      new RequestTags(
        pending.method,
        name,
        name,
        status,
        failure === undefined ? exchange.proto : '',
        exchange.tlsVersion,
        failure?.text ?? '',
        errorCode,
        expected,
        pending.params.tags,
      ),
    );
    const at = exchange.doneAt;
    series.reqs.add(1, at);
    series.duration.add(timings.duration, at);
    series.blocked.add(timings.blocked, at);
    series.connecting.add(timings.connecting, at);
    series.tlsHandshaking.add(timings.tls_handshaking, at);
    series.sending.add(timings.sending, at);
    series.waiting.add(timings.waiting, at);
    series.receiving.add(timings.receiving, at);
    if (expected !== undefined) series.failed.add(expected ? 0 : 1, at);
    const iteration = this.#vu.iteration;
    if (iteration?.lagMs === undefined) return;
    const first = !this.#vu.corrected;
    this.#vu.corrected = true;
    series.corrected.add(at - exchange.startedAt + (first ? iteration.lagMs : 0), at);
    if (first) for (const dueAt of iteration.droppedAt) series.corrected.add(at - dueAt, at);
  }

  #redirect(pending: PendingRequest, exchange: Exchange, status: number, location: string): void {
    const keepsBody = status === 307 || status === 308;
    const method = keepsBody || pending.method === 'HEAD' ? pending.method : 'GET';
    const url = URL.canParse(location, pending.url) ? new URL(location, pending.url).href : location;
    const encoded = keepsBody ? pending.encoded : undefined;
    const { params } = pending;
    const headers = headersAfterRedirect(params.headers, keepsBody, pending.url, url);
    this.#send({
      ...pending,
      params: { ...params, headers },
      method,
      url,
      encoded,
      name: params.tags?.name ?? pending.context.tags.name ?? '',
      redirectsLeft: pending.redirectsLeft - 1,
      asked: pending.asked ?? (() => sentRequest(pending, exchange)),
      referer: exchange.target.url,
    });
  }

  /** Most requests of a script have the same headers: the last plain ones are kept. */
  #headerLines(
    target: Target,
    params: RequestParams,
    contentType: string,
    cookies: readonly string[] | undefined,
  ): string {
    const { userAgent } = this.#vu.environment.settings;
    if (params !== this.#defaults || cookies !== undefined)
      return headerLines(target, params, contentType, userAgent, cookies);
    const { authorization } = target;
    if (this.#plainHeaders?.contentType !== contentType || this.#plainHeaders.authorization !== authorization) {
      const lines = headerLines(target, params, contentType, userAgent, undefined);
      this.#plainHeaders = { contentType, authorization, lines };
    }
    return this.#plainHeaders.lines;
  }

  /** A request that cannot be sent at all: counted like one that failed. */
  #refuse(pending: PendingRequest, failure: Failure): void {
    const now = this.#vu.environment.now();
    const exchange = new Exchange(pending.method, NOWHERE, '', undefined, false, now, () => {});
    exchange.startedAt = now;
    exchange.doneAt = now;
    exchange.failure = failure;
    setImmediate(() => this.#conclude(pending, exchange));
  }

  #finish(settle: () => void): void {
    settle();
    this.#vu.endWork();
  }

  /** The request's own cookies and the jar's, as `name=value`; one that replaces stands for the jar's of its name. */
  #cookies({ params }: PendingRequest, { hostname, path, secure }: Target): readonly string[] | undefined {
    if (params.jar.empty && params.cookies === undefined) return undefined;
    const own = params.cookies ?? [];
    const kept = params.jar
      .forRequest({ host: hostname, path, secure })
      .filter(({ name }) => !own.some((cookie) => cookie.replace && cookie.name === name));
    return [
      ...own.map(({ name, value }) => `${name}=${value}`),
      ...kept.map(({ name, value }) => `${name}=${/[ ,]/.test(value) ? `"${value}"` : value}`),
    ];
  }

  #learnCookies({ jar }: RequestParams, { headers, target }: Exchange): void {
    for (let i = 0; i < headers.length; i += 2) {
      if (headers[i]!.length === 10 && headers[i]!.toLowerCase() === 'set-cookie')
        jar.learn({ host: target.hostname, path: target.path, secure: target.secure }, headers[i + 1]!);
    }
  }

  /** The same object for the same tags, which spares comparing them for every sample. */
  #sameTags(tags: Tags): Tags {
    const last = this.#lastTags;
    const keys = Object.keys(tags);
    if (last !== undefined && keys.length === Object.keys(last).length && keys.every((key) => last[key] === tags[key]))
      return last;
    this.#lastTags = tags;
    return tags;
  }
}

/** What the first of two requests with digest authentication expects. */
const CHALLENGE = { expected: new ExpectedStatuses([401]) };

function isChallenged({ digest }: PendingRequest): boolean {
  return digest !== undefined && digest.answer === undefined;
}

/** Why a script's URL is none; undefined when it is one. */
function noUrl(url: unknown): Failure | undefined {
  if (typeof url !== 'string' && !(url instanceof NamedUrl))
    return { code: FAILURE.invalidUrl, text: `invalid URL: ${String(url)} is not a string` };
  const found = targetOf(textOf(url));
  return isTarget(found) || found.code !== FAILURE.invalidUrl ? undefined : found;
}

function textOf(url: string | NamedUrl): string {
  return typeof url === 'string' ? url : url.url;
}

/** The target of a request that has none. */
const NOWHERE: Target = {
  url: '',
  shown: '',
  secure: false,
  hostname: '',
  port: 0,
  host: '',
  origin: '',
  path: '',
  authorization: '',
};

function headerValue(headers: readonly string[], name: string): string {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.length === name.length && headers[i]!.toLowerCase() === name) return headers[i + 1]!;
  }
  return '';
}
