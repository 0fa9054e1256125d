import { BUILTIN } from './builtin.js';
import type { Series, SeriesStore } from './series.js';
import type { Tags } from './tags.js';

/** The tags one request's samples carry beside those of its VU. */
export class RequestTags {
  constructor(
    readonly method: string,
    readonly url: string,
    readonly name: string,
    readonly status: number,
    readonly proto: string,
    readonly tlsVersion: string,
    readonly error: string,
    readonly errorCode: number,
    /** Whether the answer was the expected kind; undefined when the script asks for none to be. */
    readonly expected: boolean | undefined,
    /** The script's own tags for this request; undefined for none. */
    readonly own: Tags | undefined,
  ) {}

  /** The same without the tags that make no difference to where the samples go; undefined keeps all. */
  reduced(relevant: ReadonlySet<string> | undefined): RequestTags {
    if (relevant === undefined) return this;
    const own =
      this.own === undefined
        ? undefined
        : Object.fromEntries(Object.entries(this.own).filter(([tag]) => relevant.has(tag)));
    return new RequestTags(
      relevant.has('method') ? this.method : '',
      relevant.has('url') ? this.url : '',
      relevant.has('name') ? this.name : '',
      relevant.has('status') ? this.status : 0,
      relevant.has('proto') ? this.proto : '',
      relevant.has('tls_version') ? this.tlsVersion : '',
      relevant.has('error') ? this.error : '',
      relevant.has('error_code') ? this.errorCode : 0,
      this.expected,
      own === undefined || Object.keys(own).length === 0 ? undefined : own,
    );
  }

  /** One text for all requests whose samples go to the same place, as far as the relevant tags tell; undefined stands for all tags. */
  key(relevant: ReadonlySet<string> | undefined): string {
    const tells = (tag: string): boolean => relevant === undefined || relevant.has(tag);
    let key = `${this.expected}`;
    if (tells('status')) key += `\n${this.status}`;
    if (tells('method')) key += `\n${this.method}`;
    if (tells('name')) key += `\n${quoted(this.name)}`;
    if (tells('url')) key += `\n${quoted(this.url)}`;
    if (tells('proto')) key += `\n${this.proto}`;
    if (tells('tls_version')) key += `\n${this.tlsVersion}`;
    if (tells('error_code')) key += `\n${this.errorCode}`;
    if (tells('error')) key += `\n${quoted(this.error)}`;
    for (const tag in this.own) if (tells(tag)) key += `\n${quoted(tag)}\n${quoted(this.own[tag]!)}`;
    return key;
  }

  all(): Tags {
    return {
      ...this.own,
      method: this.method,
      url: this.url,
      name: this.name,
      status: String(this.status),
      ...(this.proto === '' ? {} : { proto: this.proto }),
      ...(this.tlsVersion === '' ? {} : { tls_version: this.tlsVersion }),
      ...(this.error === '' ? {} : { error: this.error }),
      ...(this.errorCode === 0 ? {} : { error_code: String(this.errorCode) }),
      ...(this.expected === undefined ? {} : { expected_response: String(this.expected) }),
    };
  }
}

/** A text on one line, two texts never alike. */
function quoted(text: string): string {
  return /[\n\\]/.test(text) ? JSON.stringify(text) : text;
}

/** The series of everything measured about one kind of request. */
export class RequestSeries {
  readonly reqs: Series;
  readonly failed: Series;
  readonly duration: Series;
  readonly blocked: Series;
  readonly connecting: Series;
  readonly tlsHandshaking: Series;
  readonly sending: Series;
  readonly waiting: Series;
  readonly receiving: Series;
  readonly #corrected: () => Series;
  #correctedSeries: Series | undefined;

  constructor(
    store: SeriesStore,
    context: Tags,
    /** The tags it was last asked for with. */
    public tags: RequestTags,
    kept: RequestTags,
  ) {
    const all = { ...context, ...kept.all() };
    this.reqs = store.series(BUILTIN.httpReqs, all);
    this.duration = store.series(BUILTIN.httpReqDuration, all);
    this.blocked = store.series(BUILTIN.httpReqBlocked, all);
    this.connecting = store.series(BUILTIN.httpReqConnecting, all);
    this.tlsHandshaking = store.series(BUILTIN.httpReqTlsHandshaking, all);
    this.sending = store.series(BUILTIN.httpReqSending, all);
    this.waiting = store.series(BUILTIN.httpReqWaiting, all);
    this.receiving = store.series(BUILTIN.httpReqReceiving, all);
    this.failed = store.series(BUILTIN.httpReqFailed, all);
    this.#corrected = () => store.series(BUILTIN.httpReqDurationCorrected, all);
  }

  /** Only arrival rates have an intended start to correct for. */
  get corrected(): Series {
    this.#correctedSeries ??= this.#corrected();
    return this.#correctedSeries;
  }

  isFor(tags: RequestTags): boolean {
    const mine = this.tags;
    return (
      mine.status === tags.status &&
      mine.name === tags.name &&
      mine.url === tags.url &&
      mine.method === tags.method &&
      mine.errorCode === tags.errorCode &&
      mine.error === tags.error &&
      mine.proto === tags.proto &&
      mine.tlsVersion === tags.tlsVersion &&
      mine.expected === tags.expected &&
      mine.own === tags.own
    );
  }
}
