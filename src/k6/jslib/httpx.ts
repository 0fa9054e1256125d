import http from 'k6/http';

type Fields = Record<string, string>;
type Body = Parameters<typeof http.post>[1];
type Params = Record<string, unknown> & { headers?: Fields; tags?: Fields };

interface Options {
  readonly baseURL?: string;
  readonly headers?: Fields;
  readonly tags?: Fields;
  readonly timeout?: number;
}

/** One request of a batch. */
export class Request {
  constructor(
    readonly method: string,
    readonly url: string,
    readonly body?: unknown,
    readonly params: Params = {},
  ) {}
}

const withBody = (method: string) =>
  class extends Request {
    constructor(url: string, body?: unknown, params?: Params) {
      super(method, url, body, params);
    }
  };

export const Get = withBody('GET');
export const Post = withBody('POST');
export const Put = withBody('PUT');
export const Patch = withBody('PATCH');
export const Delete = withBody('DELETE');
export const Options = withBody('OPTIONS');
export const Head = withBody('HEAD');

/** A session: an address, headers and tags that all its requests share. */
export class Httpx {
  baseURL: string;
  headers: Fields;
  tags: Fields;
  timeout: number;

  constructor({ baseURL = '', headers = {}, tags = {}, timeout = 60_000 }: Options = {}) {
    this.baseURL = baseURL;
    this.headers = { ...headers };
    this.tags = { ...tags };
    this.timeout = timeout;
  }

  setBaseUrl(url: string): void {
    this.baseURL = url;
  }

  addHeader(name: string, value: string): void {
    this.headers[name] = value;
  }

  addHeaders(headers: Fields): void {
    Object.assign(this.headers, headers);
  }

  clearHeader(name: string): void {
    delete this.headers[name];
  }

  addTag(name: string, value: string): void {
    this.tags[name] = value;
  }

  addTags(tags: Fields): void {
    Object.assign(this.tags, tags);
  }

  clearTag(name: string): void {
    delete this.tags[name];
  }

  request(method: string, url: string, body?: unknown, params?: Params) {
    return http.request(method, this.baseURL + url, body as Body, this.complete(params));
  }

  asyncRequest(method: string, url: string, body?: unknown, params?: Params) {
    return http.asyncRequest(method, this.baseURL + url, body as Body, this.complete(params));
  }

  get(url: string, body?: unknown, params?: Params) {
    return this.request('GET', url, body, params);
  }

  post(url: string, body?: unknown, params?: Params) {
    return this.request('POST', url, body, params);
  }

  put(url: string, body?: unknown, params?: Params) {
    return this.request('PUT', url, body, params);
  }

  patch(url: string, body?: unknown, params?: Params) {
    return this.request('PATCH', url, body, params);
  }

  delete(url: string, body?: unknown, params?: Params) {
    return this.request('DELETE', url, body, params);
  }

  options(url: string, body?: unknown, params?: Params) {
    return this.request('OPTIONS', url, body, params);
  }

  head(url: string, body?: unknown, params?: Params) {
    return this.request('HEAD', url, body, params);
  }

  /** Sends requests side by side; `params` are for all of them. */
  batch(requests: readonly Request[], params: Params = {}) {
    return http.batch(
      requests.map(
        (one) =>
          ({
            method: one.method,
            url: this.baseURL + one.url,
            body: one.body,
            params: this.complete({
              ...params,
              ...one.params,
              headers: { ...params.headers, ...one.params.headers },
              tags: { ...params.tags, ...one.params.tags },
            }),
          }) as Parameters<typeof http.batch>[0] extends readonly (infer Entry)[] ? Entry : never,
      ) as Parameters<typeof http.batch>[0],
    );
  }

  complete(params: Params = {}): Params {
    return {
      timeout: this.timeout,
      ...params,
      headers: { ...this.headers, ...params.headers },
      tags: { ...this.tags, ...params.tags },
    };
  }
}

export default Httpx;
