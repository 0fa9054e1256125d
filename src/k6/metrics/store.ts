import { parseMetricSelector } from '../thresholds.js';
import { BUILTIN, type MetricInfo } from './builtin.js';
import type { PointSink } from './points.js';
import { type CheckTally, Series } from './series.js';
import { newSink, type Sink, type SinkDelta } from './sinks.js';
import { SYSTEM_TAGS } from './system-tags.js';
import { type ContextStore, TagContext } from './tag-context.js';
import type { Tags } from './tags.js';

/** What one thread measured of one metric or sub-metric since it last told. */
export interface MetricDelta {
  /** The metric's name, with the selector of a sub-metric. */
  readonly key: string;
  readonly metric: MetricInfo;
  readonly delta: SinkDelta;
}

/** What one thread's checks of one group came to since it last told. */
export interface GroupDelta {
  readonly path: string;
  readonly checks: readonly (readonly [name: string, passes: number, fails: number])[];
}

const SET_BY_ENGINE: ReadonlySet<string> = new Set(SYSTEM_TAGS);

/** How many sets of tags stay looked up; a script that makes up a new tag for each sample must not fill the memory. */
const REMEMBERED_CONTEXTS = 10_000;

interface SubMetric {
  readonly key: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Everything one thread measures: sinks by metric and sub-metric, the groups with their checks, and the points if wanted. */
export class MetricStore implements ContextStore {
  readonly #metrics = new Map<string, MetricInfo>(Object.values(BUILTIN).map((metric) => [metric.name, metric]));
  readonly #sinks = new Map<string, { metric: MetricInfo; sink: Sink }>();
  readonly #subMetrics: readonly SubMetric[];
  readonly #contexts = new Map<string, TagContext>();
  forgotten = 0;
  readonly #groups = new Map<string, Map<string, CheckTally>>();
  /** The tags that decide where a request's samples go; undefined stands for all of them. */
  readonly relevantTags: ReadonlySet<string> | undefined;

  constructor(
    subMetricKeys: readonly string[],
    readonly systemTags: ReadonlySet<string>,
    readonly points: PointSink | undefined,
  ) {
    this.#subMetrics = subMetricKeys.flatMap((key) => {
      const selector = parseMetricSelector(key);
      return selector === undefined || !key.includes('{') ? [] : [{ key, ...selector }];
    });
    this.relevantTags =
      points === undefined ? new Set(this.#subMetrics.flatMap(({ tags }) => Object.keys(tags))) : undefined;
  }

  /** Adds a metric of the script. Throws when its name is no name or already means another type. */
  declare(metric: MetricInfo): MetricInfo {
    if (!/^[a-zA-Z_]\w{1,128}$/.test(metric.name)) {
      throw new Error(
        `the metric name "${metric.name}" is invalid; expected 2 to 129 ASCII letters, digits or _, not beginning with a digit`,
      );
    }
    const known = this.#metrics.get(metric.name);
    if (known !== undefined && (known.type !== metric.type || known.contains !== metric.contains)) {
      throw new Error(
        `metric "${metric.name}" is declared as ${metric.type} of ${metric.contains} but already is a ${known.type} of ${known.contains}; choose another name`,
      );
    }
    if (known === undefined) this.#metrics.set(metric.name, metric);
    return known ?? metric;
  }

  get metrics(): MetricInfo[] {
    return [...this.#metrics.values()];
  }

  /** The context of samples under these tags, one for all who have the same. */
  context(tags: Tags): TagContext {
    const key = JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
    let context = this.#contexts.get(key);
    if (context === undefined) {
      if (this.#contexts.size >= REMEMBERED_CONTEXTS) {
        this.#contexts.clear();
        this.forgotten += 1;
      }
      context = new TagContext(this, tags);
      this.#contexts.set(key, context);
    }
    return context;
  }

  series(metric: MetricInfo, tags: Tags): Series {
    const kept = this.#withoutUnwanted(tags);
    const keys = this.#subMetrics
      .filter(
        (sub) => sub.name === metric.name && Object.entries(sub.tags).every(([tag, value]) => kept[tag] === value),
      )
      .map(({ key }) => key);
    return new Series(
      metric,
      kept,
      [metric.name, ...keys].map((key) => this.#sink(key, metric)),
      this.points,
    );
  }

  check(group: string, name: string): CheckTally {
    const checks = this.group(group);
    let tally = checks.get(name);
    if (tally === undefined) {
      tally = { passes: 0, fails: 0 };
      checks.set(name, tally);
    }
    return tally;
  }

  group(path: string): Map<string, CheckTally> {
    let checks = this.#groups.get(path);
    if (checks === undefined) {
      checks = new Map();
      this.#groups.set(path, checks);
    }
    return checks;
  }

  /** Takes out everything measured so far. */
  drain(): { metrics: MetricDelta[]; groups: GroupDelta[] } {
    const metrics = [...this.#sinks].map(([key, { metric, sink }]) => ({ key, metric, delta: sink.drain() }));
    const groups = [...this.#groups].map(([path, checks]) => ({
      path,
      checks: [...checks].map(([name, tally]) => {
        const entry = [name, tally.passes, tally.fails] as const;
        tally.passes = 0;
        tally.fails = 0;
        return entry;
      }),
    }));
    return { metrics, groups };
  }

  #sink(key: string, metric: MetricInfo): Sink {
    let entry = this.#sinks.get(key);
    if (entry === undefined) {
      entry = { metric, sink: newSink(metric.type) };
      this.#sinks.set(key, entry);
    }
    return entry.sink;
  }

  #withoutUnwanted(tags: Tags): Tags {
    return Object.fromEntries(
      Object.entries(tags)
        .filter(([tag]) => !SET_BY_ENGINE.has(tag) || this.systemTags.has(tag))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  }
}
