import { Interrupted } from '../interrupted.js';
import { RequestTags } from '../metrics/request-series.js';
import type { TagContext, Tags } from '../metrics/tag-context.js';
import type { Vu } from '../vu.js';
import { decompress } from './decompress.js';
import { Exchange } from './exchange.js';
import type { Failure } from './failure.js';
import { bytesOf, type EncodedBody } from './form.js';
import { type ExpectedStatuses, type RequestParams, readParams, USUALLY_EXPECTED } from './params.js';
import { encodeBody, headerLines } from './request.js';
import { Response, type SentRequest, type Timings } from './response.js';
import { isTarget, type Target, targetOf } from './target.js';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const NO_TIMINGS: Timings = {
  duration: 0,
  blocked: 0,
  looking_up: 0,
  connecting: 0,
  tls_handshaking: 0,
  sending: 0,
  waiting: 0,
  receiving: 0,
};

/** A request under way: what the script asked for, and where its answer goes. */
interface Asked {
  readonly method: string;
  readonly url: string;
  /** The `name` tag; empty for the URL itself. */
  readonly name: string;
  readonly params: RequestParams;
  readonly encoded: EncodedBody | undefined;
  readonly redirectsLeft: number;
  readonly referer: string;
  /** The VU's tags when the script asked. */
  readonly context: TagContext;
  readonly deadlineAt: number;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** The requests of one VU: from `http.asyncRequest` to its response and its samples. */
export class Requests {
  readonly #vu: Vu;
  readonly #defaults: RequestParams;
  #expected: ExpectedStatuses | undefined = USUALLY_EXPECTED;
  #lastTags: Tags | undefined;
  #plainHeaders: { readonly contentType: string; readonly lines: string } | undefined;

  constructor(vu: Vu) {
    this.#vu = vu;
    const { settings } = vu.environment;
    this.#defaults = {
      headers: undefined,
      tags: undefined,
      timeoutMs: 60_000,
      redirects: settings.maxRedirects,
      responseType: settings.discardResponseBodies ? 'none' : 'text',
      throws: settings.throws,
      expected: USUALLY_EXPECTED,
      cookies: undefined,
      jar: vu.cookies,
      basicAuth: false,
      compression: [],
    };
  }

  setExpected(expected: ExpectedStatuses | null): void {
    this.#expected = expected ?? undefined;
  }

  /** Starts a request. The promise resolves with a response even when the request fails; it rejects for a misuse, or with `throw`. */
  start(
    method: string,
    url: unknown,
    body: unknown,
    given: Readonly<Record<string, unknown>> | undefined | null,
  ): Promise<Response> {
    const vu = this.#vu;
    return new Promise((resolve, reject) => {
      vu.assertRunning('http.asyncRequest()');
      const defaults =
        this.#expected === USUALLY_EXPECTED ? this.#defaults : { ...this.#defaults, expected: this.#expected };
      const params = readParams(given, defaults);
      const named =
        typeof url === 'object' && url !== null && 'url' in url ? (url as { url: string; name: string }) : undefined;
      const encoded = encodeBody(body, params);
      const begin = (): void =>
        this.#send({
          method: method.toUpperCase(),
          url: String(named?.url ?? url),
          name: params.tags?.name ?? named?.name ?? '',
          params: params.tags === undefined ? params : { ...params, tags: this.#sameTags(params.tags) },
          encoded,
          redirectsLeft: params.redirects,
          referer: '',
          context: vu.context,
          deadlineAt: vu.environment.now() + params.timeoutMs,
          resolve,
          reject,
        });
      const owed = vu.busyUntilMs === 0 ? 0 : vu.busyUntilMs - vu.environment.now();
      vu.beginWork();
      if (owed > 0) setTimeout(begin, Math.ceil(owed));
      else begin();
    });
  }

  #send(asked: Asked): void {
    const vu = this.#vu;
    if (vu.state !== 'running') {
      this.#finish(() => asked.reject(new Interrupted('the iteration was interrupted')));
      return;
    }
    const found = targetOf(asked.url);
    if (!isTarget(found)) {
      this.#refuse(asked, found);
      return;
    }
    const { params, encoded } = asked;
    const hostHeader =
      params.headers === undefined
        ? undefined
        : Object.entries(params.headers).find(([name]) => name.toLowerCase() === 'host')?.[1];
    const target: Target = hostHeader === undefined ? found : { ...found, host: hostHeader };
    const cookies = this.#cookies(asked, target);
    let lines: string;
    try {
      lines = this.#headerLines(target, params, encoded?.contentType ?? '', cookies);
    } catch (error) {
      this.#finish(() => asked.reject(error as Error));
      return;
    }
    if (asked.referer !== '') lines += `Referer: ${asked.referer}\r\n`;
    if (vu.environment.settings.noConnectionReuse) lines += 'Connection: close\r\n';
    const exchange = new Exchange(
      asked.method,
      target,
      lines,
      encoded?.payload,
      params.responseType !== 'none',
      asked.deadlineAt,
      (ended) => this.#ended(asked, ended),
    );
    exchange.startedAt = vu.environment.now();
    vu.environment.deadlines.add(exchange);
    this.#vu.connections.send(exchange);
  }

  #ended(asked: Asked, exchange: Exchange): void {
    const vu = this.#vu;
    if (vu.connections.settled(exchange)) return;
    vu.environment.deadlines.delete(exchange);
    vu.bytesSent += exchange.bytesSent;
    vu.bytesReceived += exchange.bytesReceived;
    if (vu.state === 'over') {
      this.#finish(() => asked.reject(new Interrupted('the iteration was interrupted')));
      return;
    }
    const encoding =
      exchange.failure === undefined && exchange.body !== undefined
        ? headerValue(exchange.headers, 'content-encoding')
        : '';
    if (encoding === '') this.#conclude(asked, exchange);
    else {
      decompress(exchange.body!, encoding, (result) => {
        if ('code' in result) {
          exchange.failure = result;
          exchange.body = undefined;
        } else {
          exchange.body = result;
        }
        this.#conclude(asked, exchange);
      });
    }
  }

  #conclude(asked: Asked, exchange: Exchange): void {
    const { params } = asked;
    const timings = timingsOf(exchange);
    const failure = exchange.failure;
    const status = failure === undefined ? exchange.status : 0;
    const errorCode = failure?.code ?? (status >= 400 && status < 600 ? 1000 + status : 0);
    this.#measure(asked, exchange, timings, status, failure, errorCode);
    if (failure === undefined) this.#learnCookies(params, exchange);
    const next = failure === undefined && REDIRECTS.has(status) ? headerValue(exchange.headers, 'location') : '';
    if (next !== '' && params.redirects > 0) {
      if (asked.redirectsLeft > 0) {
        this.#redirect(asked, exchange, status, next);
        return;
      }
      this.#vu.environment.log(
        'warning',
        `Stopped after ${params.redirects + 1} redirects and returned the redirection; pass { redirects: n } in the params or set maxRedirects`,
      );
    }
    if (failure !== undefined) {
      if (params.throws) {
        this.#finish(() => asked.reject(new Error(`${asked.method} "${asked.url}": ${failure.text}`)));
        return;
      }
      this.#vu.environment.log('warning', `Request Failed: ${asked.method} ${asked.url}: ${failure.text}`);
    }
    const response = new Response({
      status,
      statusText: failure === undefined ? `${status} ${exchange.statusText}` : '',
      proto: failure === undefined ? exchange.proto : '',
      url: asked.url,
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
      request: () => sentRequest(asked, exchange),
    });
    this.#finish(() => asked.resolve(response));
  }

  /** Samples of one exchange, as k6 takes them. */
  #measure(
    asked: Asked,
    exchange: Exchange,
    timings: Timings,
    status: number,
    failure: Failure | undefined,
    errorCode: number,
  ): void {
    const expected =
      asked.params.expected === undefined ? undefined : status > 0 && asked.params.expected.includes(status);
    const series = asked.context.request(
      new RequestTags(
        asked.method,
        asked.url,
        asked.name === '' ? asked.url : asked.name,
        status,
        failure === undefined ? exchange.proto : '',
        exchange.tlsVersion,
        failure?.text ?? '',
        errorCode,
        expected,
        asked.params.tags,
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

  #redirect(asked: Asked, exchange: Exchange, status: number, location: string): void {
    const keepsBody = status === 307 || status === 308;
    const method = keepsBody || asked.method === 'HEAD' ? asked.method : 'GET';
    const url = URL.canParse(location, asked.url) ? new URL(location, asked.url).href : location;
    const encoded = keepsBody ? asked.encoded : undefined;
    this.#send({
      ...asked,
      method,
      url,
      encoded,
      name: asked.params.tags?.name ?? '',
      redirectsLeft: asked.redirectsLeft - 1,
      referer: exchange.target.url,
    });
  }

  /** Most requests of a script have the same headers: the last plain ones are kept. */
  #headerLines(
    target: Target,
    params: RequestParams,
    contentType: string,
    cookies: Readonly<Record<string, string>> | undefined,
  ): string {
    const { userAgent } = this.#vu.environment.settings;
    if (params !== this.#defaults || cookies !== undefined)
      return headerLines(target, params, contentType, userAgent, cookies);
    if (this.#plainHeaders?.contentType !== contentType) {
      this.#plainHeaders = { contentType, lines: headerLines(target, params, contentType, userAgent, undefined) };
    }
    return this.#plainHeaders.lines;
  }

  /** A request that cannot be sent at all: counted like one that failed. */
  #refuse(asked: Asked, failure: Failure): void {
    const now = this.#vu.environment.now();
    const exchange = new Exchange(asked.method, NOWHERE, '', undefined, false, now, () => {});
    exchange.startedAt = now;
    exchange.doneAt = now;
    exchange.failure = failure;
    setImmediate(() => this.#conclude(asked, exchange));
  }

  #finish(settle: () => void): void {
    settle();
    this.#vu.endWork();
  }

  #cookies({ params }: Asked, { hostname, path, secure }: Target): Readonly<Record<string, string>> | undefined {
    if (params.jar.empty) return params.cookies;
    return { ...params.jar.forRequest(hostname, path, secure), ...params.cookies };
  }

  #learnCookies({ jar }: RequestParams, { headers, target }: Exchange): void {
    for (let i = 0; i < headers.length; i += 2) {
      if (headers[i]!.length === 10 && headers[i]!.toLowerCase() === 'set-cookie')
        jar.learn(target.hostname, headers[i + 1]!);
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

/** The target of a request that has none. */
const NOWHERE: Target = {
  url: '',
  secure: false,
  hostname: '',
  port: 0,
  host: '',
  origin: '',
  path: '',
  authorization: '',
};

function timingsOf(exchange: Exchange): Timings {
  const { startedAt, dialledAt, connectedAt, readyAt, writingAt, sentAt, firstByteAt, doneAt } = exchange;
  const connecting = connectedAt === 0 ? 0 : connectedAt - dialledAt;
  const tls = readyAt === 0 ? 0 : readyAt - connectedAt;
  if (writingAt === 0) return { ...NO_TIMINGS, connecting, tls_handshaking: tls };
  const blocked = Math.max(0, writingAt - startedAt - connecting - tls);
  const written = sentAt === 0 ? doneAt : Math.min(sentAt, firstByteAt === 0 ? sentAt : firstByteAt);
  const sending = written - writingAt;
  const answered = firstByteAt === 0 ? doneAt : firstByteAt;
  const waiting = answered - written;
  const receiving = doneAt - answered;
  return {
    duration: sending + waiting + receiving,
    blocked,
    looking_up: 0,
    connecting,
    tls_handshaking: tls,
    sending,
    waiting,
    receiving,
  };
}

function headerValue(headers: readonly string[], name: string): string {
  for (let i = 0; i < headers.length; i += 2) {
    if (headers[i]!.length === name.length && headers[i]!.toLowerCase() === name) return headers[i + 1]!;
  }
  return '';
}

function sentRequest(asked: Asked, exchange: Exchange): SentRequest {
  const headers: Record<string, string[]> = {};
  for (const line of exchange.headerLines.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon)] = [line.slice(colon + 1).trim()];
  }
  const payload = asked.encoded?.payload;
  return {
    method: asked.method,
    url: asked.url,
    headers,
    body: payload === undefined ? '' : typeof payload === 'string' ? payload : bytesOf(payload).toString('utf8'),
  };
}
