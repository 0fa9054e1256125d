import { parseHtml, type Selection } from './html.js';
import { selectJson } from './json-path.js';
import { type FormChoice, formRequest, type LinkChoice, linkRequest, type PageRequest } from './page-actions.js';
import type { ResponseType, SentCookie } from './params.js';
import { type ResponseCookie, readCookie } from './response-cookie.js';
import { NO_TIMINGS, type Timings } from './timings.js';

/** The request as the script asked for it, for `response.request`. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly cookies: Readonly<Record<string, readonly SentCookie[]>>;
  readonly body: string;
}

/** Sends what a page leads to, and gives what a blocking call gives. */
export type Ask = (request: PageRequest) => unknown;

/** What `http.asyncRequest` resolves to. Text, JSON and headers are worked out when they are asked for. */
export class Response {
  readonly status: number;
  readonly status_text: string;
  readonly proto: string;
  readonly url: string;
  readonly error: string;
  readonly error_code: number;
  readonly timings: Timings;
  readonly remote_ip: string;
  readonly remote_port: number;
  readonly tls_version: string;
  readonly tls_cipher_suite: string;
  readonly #bytes: Buffer | undefined;
  readonly #type: ResponseType;
  readonly #rawHeaders: readonly string[];
  readonly #request: () => SentRequest | null;
  readonly #ask: Ask;
  #body: string | ArrayBuffer | readonly [] | null | undefined;
  #headers: Record<string, string> | undefined;
  #json: { readonly value: unknown } | undefined;

  constructor(fields: {
    status: number;
    statusText: string;
    proto: string;
    url: string;
    error: string;
    errorCode: number;
    timings: Timings;
    remoteIp: string;
    remotePort: number;
    tlsVersion: string;
    tlsCipher: string;
    bytes: Buffer | undefined;
    type: ResponseType;
    rawHeaders: readonly string[];
    request: () => SentRequest | null;
    ask: Ask;
  }) {
    this.status = fields.status;
    this.status_text = fields.statusText;
    this.proto = fields.proto;
    this.url = fields.url;
    this.error = fields.error;
    this.error_code = fields.errorCode;
    this.timings = fields.timings;
    this.remote_ip = fields.remoteIp;
    this.remote_port = fields.remotePort;
    this.tls_version = fields.tlsVersion;
    this.tls_cipher_suite = fields.tlsCipher;
    this.#bytes = fields.bytes;
    this.#type = fields.type;
    this.#rawHeaders = fields.rawHeaders;
    this.#request = fields.request;
    this.#ask = fields.ask;
  }

  /** The response of a request that was never sent, for this reason. */
  static of(error: string, errorCode: number, ask: Ask): Response {
    const response = new Response({
      status: 0,
      statusText: '',
      proto: '',
      url: '',
      error,
      errorCode,
      timings: NO_TIMINGS,
      remoteIp: '',
      remotePort: 0,
      tlsVersion: '',
      tlsCipher: '',
      bytes: Buffer.alloc(0),
      type: 'text',
      rawHeaders: [],
      request: () => null,
      ask,
    });
    response.#body = [];
    return response;
  }

  /**
   * Text, or an ArrayBuffer when the request asked for `binary`; null when there is none or it was not kept; an empty list,
   * as on k6, of a request that was never sent.
   */
  get body(): string | ArrayBuffer | readonly [] | null {
    if (this.#body === undefined) {
      const bytes = this.#bytes;
      if (bytes === undefined || this.#type === 'none') this.#body = null;
      else if (this.#type === 'text') this.#body = bytes.toString('utf8');
      else this.#body = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    }
    return this.#body;
  }

  /** By canonical name (`Content-Type`); repeated ones joined by a comma. */
  get headers(): Record<string, string> {
    if (this.#headers === undefined) {
      const headers: Record<string, string> = {};
      for (let i = 0; i < this.#rawHeaders.length; i += 2) {
        const name = canonicalName(this.#rawHeaders[i]!);
        const before = headers[name];
        headers[name] = before === undefined ? this.#rawHeaders[i + 1]! : `${before}, ${this.#rawHeaders[i + 1]!}`;
      }
      this.#headers = headers;
    }
    return this.#headers;
  }

  /** The cookies the answer sets, by name. */
  get cookies(): Record<string, ResponseCookie[]> {
    const cookies: Record<string, ResponseCookie[]> = {};
    for (let i = 0; i < this.#rawHeaders.length; i += 2) {
      if (this.#rawHeaders[i]!.toLowerCase() !== 'set-cookie') continue;
      const cookie = readCookie(this.#rawHeaders[i + 1]!);
      cookies[cookie.name] = [...(cookies[cookie.name] ?? []), cookie];
    }
    return cookies;
  }

  /** As of a server that staples nothing: the node engine asks for no status of a certificate. */
  get ocsp(): typeof NO_OCSP {
    return NO_OCSP;
  }

  get request(): SentRequest | null {
    return this.#request();
  }

  /** The page, or what a selector finds in it. Throws when there is no body. */
  html(selector?: string): Selection {
    if (this.#bytes === undefined)
      throw new Error(
        "the body is null so we can't transform it to HTML - this likely was because of a request error getting the response",
      );
    const page = parseHtml(this.#bytes.toString('utf8'), this.url);
    return selector === undefined ? page : page.find(selector);
  }

  /** Sends a form of the page: `{ formSelector, submitSelector, fields, params }`. Blocks as `http.post()` does. */
  submitForm(...given: [FormChoice?]): unknown {
    return this.#ask(formRequest(this.html(), given.length === 0 ? {} : given[0]));
  }

  /** Follows a link of the page: `{ selector, params }`. Blocks as `http.get()` does. */
  clickLink(...given: [LinkChoice?]): unknown {
    return this.#ask(linkRequest(this.html(), given.length === 0 ? {} : given[0]));
  }

  /**
   * The body as JSON, or the part of it a path like `data.items.0.id` selects: undefined when there is none there. Throws
   * when the body is missing or, without a path, is no JSON.
   */
  json(selector?: string): unknown {
    if (this.#json === undefined) {
      if (this.#bytes === undefined)
        throw new Error(
          "the body is null so we can't transform it to JSON - this likely was because of a request error getting the response",
        );
      try {
        this.#json = { value: JSON.parse(this.#bytes.toString('utf8')) as unknown };
      } catch (error) {
        if (selector === undefined) throw error;
        return undefined;
      }
    }
    return selector === undefined ? this.#json.value : selectJson(this.#json.value, selector);
  }

  toJSON(): Record<string, unknown> {
    const {
      status,
      status_text,
      proto,
      url,
      error,
      error_code,
      timings,
      remote_ip,
      remote_port,
      tls_version,
      tls_cipher_suite,
    } = this;
    const { headers, cookies, body, ocsp, request } = this;
    return {
      remote_ip,
      remote_port,
      url,
      status,
      status_text,
      proto,
      headers,
      cookies,
      body,
      timings,
      tls_version,
      tls_cipher_suite,
      ocsp,
      error,
      error_code,
      request,
    };
  }
}

const NO_OCSP = Object.freeze({
  produced_at: 0,
  this_update: 0,
  next_update: 0,
  revoked_at: 0,
  revocation_reason: '',
  status: '',
});

const canonicalNames = new Map<string, string>();

/** `content-type` → `Content-Type`. */
export function canonicalName(name: string): string {
  let canonical = canonicalNames.get(name);
  if (canonical === undefined) {
    canonical = name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
    if (canonicalNames.size < 1000) canonicalNames.set(name, canonical);
  }
  return canonical;
}
