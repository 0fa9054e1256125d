import { BUILTIN, type MetricInfo } from './builtin.js';
import { RequestSeries, type RequestTags } from './request-series.js';
import type { CheckTally, Series, SeriesStore } from './series.js';
import { stringTag, type Tags } from './tags.js';

/** What a context takes its places for samples from. */
export interface ContextStore extends SeriesStore {
  /** The tags that decide where a request's samples go; undefined stands for all of them. */
  readonly relevantTags: ReadonlySet<string> | undefined;
  context(tags: Tags): TagContext;
  /** Counts how often the store has forgotten its contexts. */
  readonly forgotten: number;
  check(group: string, name: string): CheckTally;
}

/** How many kinds of request one context remembers; a script that makes up a new name for each request must not fill the memory. */
const REMEMBERED_REQUESTS = 2000;

/** The tags a VU's samples carry at the moment (scenario, group, own tags), with the places for those samples looked up once. */
export class TagContext {
  readonly #under = new Map<string, Map<string, TagContext>>();
  #forgotten: number;
  readonly #series = new Map<string, Series>();
  readonly #checks = new Map<string, { readonly series: Series; readonly tally: CheckTally }>();
  #requests = new Map<string, RequestSeries>();
  #last: RequestSeries | undefined;

  constructor(
    readonly store: ContextStore,
    readonly tags: Tags,
  ) {
    this.#forgotten = store.forgotten;
  }

  /** The context with these tags of a script besides. Throws a TypeError for a value that is no tag's. */
  with(tags: object): TagContext {
    let context: TagContext = this;
    for (const tag of Object.keys(tags)) context = context.under(tag, stringTag(tag, tags[tag as keyof typeof tags]));
    return context;
  }

  /** The context with one tag besides. Looked up tag by tag, so that a sample like the last ones leaves nothing behind. */
  under(tag: string, value: string): TagContext {
    if (this.#forgotten !== this.store.forgotten) {
      this.#under.clear();
      this.#forgotten = this.store.forgotten;
    }
    let values = this.#under.get(tag);
    if (values === undefined) {
      values = new Map();
      this.#under.set(tag, values);
    }
    let context = values.get(value);
    if (context === undefined) {
      context = this.store.context({ ...this.tags, [tag]: value });
      values.set(value, context);
    }
    return context;
  }

  series(metric: MetricInfo): Series {
    let series = this.#series.get(metric.name);
    if (series === undefined) {
      series = this.store.series(metric, this.tags);
      this.#series.set(metric.name, series);
    }
    return series;
  }

  check(name: string): { readonly series: Series; readonly tally: CheckTally } {
    let check = this.#checks.get(name);
    if (check === undefined) {
      check = {
        series: this.store.series(BUILTIN.checks, { ...this.tags, check: name }),
        tally: this.store.check(this.tags.group ?? '', name),
      };
      this.#checks.set(name, check);
    }
    return check;
  }

  /** Where the samples of a request with these tags go. */
  request(tags: RequestTags): RequestSeries {
    if (this.#last?.isFor(tags) === true) return this.#last;
    const { relevantTags } = this.store;
    const key = tags.key(relevantTags);
    let series = this.#requests.get(key);
    if (series === undefined) {
      series = new RequestSeries(this.store, this.tags, tags, tags.reduced(relevantTags));
      if (this.#requests.size >= REMEMBERED_REQUESTS) this.#requests = new Map();
      this.#requests.set(key, series);
    }
    series.tags = tags;
    this.#last = series;
    return series;
  }
}
