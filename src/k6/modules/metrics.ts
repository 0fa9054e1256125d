import type { MetricInfo } from '../metrics/builtin.js';
import type { MetricType } from '../metrics/sinks.js';
import type { Tags } from '../metrics/tags.js';
import type { ScriptVu } from '../script-vu.js';

/** The module `k6/metrics`: metrics of the script's own. */
export function metricsModule(vu: ScriptVu): Record<string, unknown> {
  const { environment } = vu;

  const metricClass = (type: MetricType) =>
    class {
      readonly name: string;
      readonly #metric: MetricInfo;

      constructor(name: string, isTime = false) {
        if (vu.state !== 'init')
          throw new Error(
            `metric "${name}": metrics must be declared in the init context; move it out of the functions`,
          );
        if (typeof name !== 'string') throw new TypeError(`a metric needs a name; found ${String(name)}`);
        this.#metric = environment.store.declare({ name, type, contains: isTime ? 'time' : 'default' });
        this.name = name;
      }

      add(value: unknown, tags?: Tags): boolean {
        vu.assertRunning('add()');
        const amount = value === null || value === undefined ? Number.NaN : Number(value);
        if (!Number.isFinite(amount)) {
          const message = `metric "${this.name}": add(${String(value)}): expected a number`;
          if (environment.settings.throws) throw new TypeError(message);
          environment.log('warning', `${message}; it is left out`);
          return false;
        }
        const context = tags === undefined || tags === null ? vu.context : vu.context.with(tags);
        context.series(this.#metric).add(amount, environment.now());
        return true;
      }
    };

  return {
    Counter: metricClass('counter'),
    Gauge: metricClass('gauge'),
    Rate: metricClass('rate'),
    Trend: metricClass('trend'),
  };
}
