import type { TagContext } from '../metrics/tag-context.js';
import type { DigestLogin } from './digest.js';
import type { Exchange } from './exchange.js';
import { bytesOf, type EncodedBody } from './form.js';
import type { RequestParams, SentCookie } from './params.js';
import type { Response, SentRequest } from './response.js';

/** A request in flight: what the script asked for, and where its answer goes. */
export interface PendingRequest {
  readonly method: string;
  readonly url: string;
  /** The `name` tag; empty for the URL itself. */
  readonly name: string;
  readonly params: RequestParams;
  /** With digest authentication: who asks, and the answer to the challenge once there was one. */
  readonly digest: DigestLogin | undefined;
  readonly encoded: EncodedBody | undefined;
  readonly redirectsLeft: number;
  readonly referer: string;
  /** The VU's tags when the script pending. */
  readonly context: TagContext;
  readonly deadlineAt: number;
  /** After a redirect: the request that was redirected first, as the script is shown it. */
  readonly asked: (() => SentRequest) | undefined;
  readonly resolve: (response: Response) => void;
  readonly reject: (error: Error) => void;
}

/** The request as `response.request` shows it. */
export function sentRequest(pending: PendingRequest, exchange: Exchange): SentRequest {
  const headers: Record<string, string[]> = {};
  for (const line of exchange.headerLines.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers[line.slice(0, colon)] = [line.slice(colon + 1).trim()];
  }
  const payload = pending.encoded?.payload;
  return {
    method: pending.method,
    url: pending.url,
    headers,
    cookies: cookiesIn(headers.Cookie?.[0] ?? ''),
    body: payload === undefined ? '' : typeof payload === 'string' ? payload : bytesOf(payload).toString('utf8'),
  };
}

/** The cookies of a `Cookie` header by name, those of the jar among them. */
function cookiesIn(header: string): SentRequest['cookies'] {
  const cookies: Record<string, SentCookie[]> = {};
  for (const pair of header.split('; ')) {
    const equals = pair.indexOf('=');
    if (equals <= 0) continue;
    const name = pair.slice(0, equals);
    cookies[name] ??= [];
    cookies[name].push({ name, value: pair.slice(equals + 1).replace(/^"(.*)"$/, '$1'), replace: false });
  }
  return cookies;
}
