import { BUILTIN, type MetricInfo } from './builtin.js';
import { RequestSeries, type RequestTags } from './request-series.js';
import type { CheckTally, Series, SeriesStore } from './series.js';
import type { Tags } from './tags.js';

/** What a context takes its places for samples from. */
export interface ContextStore extends SeriesStore {
  /** The tags that decide where a request's samples go; undefined stands for all of them. */
  readonly relevantTags: ReadonlySet<string> | undefined;
  context(tags: Tags): TagContext;
  check(group: string, name: string): CheckTally;
}

/** How many kinds of request one context remembers; a script that makes up a new name for each request must not fill the memory. */
const REMEMBERED_REQUESTS = 2000;

/** The tags a VU's samples carry at the moment (scenario, group, own tags), with the places for those samples looked up once. */
export class TagContext {
  readonly #series = new Map<string, Series>();
  readonly #checks = new Map<string, { readonly series: Series; readonly tally: CheckTally }>();
  #requests = new Map<string, RequestSeries>();
  #last: RequestSeries | undefined;

  constructor(
    readonly store: ContextStore,
    readonly tags: Tags,
  ) {}

  with(tags: Tags): TagContext {
    return this.store.context({ ...this.tags, ...tags });
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
    const kept = tags.reduced(this.store.relevantTags);
    const key = kept.key;
    let series = this.#requests.get(key);
    if (series === undefined) {
      series = new RequestSeries(this.store, this.tags, tags, kept);
      if (this.#requests.size >= REMEMBERED_REQUESTS) this.#requests = new Map();
      this.#requests.set(key, series);
    }
    series.tags = tags;
    this.#last = series;
    return series;
  }
}
