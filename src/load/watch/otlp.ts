import type { WatchSample } from '../../records/load-types.js';

/** Where the samples of a watch go, beside its file. */
export interface MetricExport {
  add(sample: WatchSample): void;
  /** Sends what is left. Never rejects: what cannot be sent is told, and the file has it. */
  close(): Promise<void>;
}

export interface MetricExportOptions {
  /** Whole address of the receiver, e.g. `http://127.0.0.1:4318/v1/metrics`. */
  readonly url: string;
  /** The target as reports name it. */
  readonly target: string;
  readonly version: string;
  /** Time between two exports, milliseconds. */
  readonly everyMs: number;
  /** Told once for each new reason why an export failed. */
  readonly onFailure: (reason: string) => void;
}

/** Bounds of the histograms, seconds: from a fast answer to the longest that is waited for. */
const BOUNDS = [0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1, 1.5, 2, 3, 5, 10, 20];
const GIVE_UP_MS = 5000;
/** The longest time that a timer takes: with a longer one the SDK would export without a pause. */
const LONGEST_TIMER_MS = 2_147_483_647;

/**
 * Exports samples as OpenTelemetry metrics over OTLP/HTTP: `facegate.sample.duration` and `facegate.sample.server.duration`
 * (histograms, seconds) and `facegate.samples` (a counter), each by `outcome`; resource `service.name` facegate, `facegate.target`.
 * Headers for the receiver come from OTEL_EXPORTER_OTLP_HEADERS, as the SDK reads it.
 */
export async function openMetricExport(options: MetricExportOptions): Promise<MetricExport> {
  const sdk = await import('./otlp-library.js');
  const told = new Set<string>();
  const fail = (reason: string) => {
    const line = reason.split('\n')[0]!.slice(0, 300);
    if (told.has(line)) return;
    told.add(line);
    options.onFailure(line);
  };
  const ignore = () => undefined;
  sdk.diag.setLogger(
    { error: fail, warn: ignore, info: ignore, debug: ignore, verbose: ignore },
    sdk.DiagLogLevel.ERROR,
  );
  const reader = new sdk.PeriodicExportingMetricReader({
    exporter: new sdk.OTLPMetricExporter({ url: options.url, timeoutMillis: GIVE_UP_MS }),
    exportIntervalMillis: Math.min(options.everyMs, LONGEST_TIMER_MS),
    exportTimeoutMillis: Math.min(GIVE_UP_MS, options.everyMs),
  });
  const provider = new sdk.MeterProvider({
    readers: [reader],
    resource: sdk.resourceFromAttributes({
      'service.name': 'facegate',
      'service.version': options.version,
      'facegate.target': options.target,
    }),
  });
  const meter = provider.getMeter('facegate', options.version);
  const histogram = (name: string, description: string) =>
    meter.createHistogram(name, { unit: 's', description, advice: { explicitBucketBoundaries: BOUNDS } });
  const wall = histogram('facegate.sample.duration', 'From the intended start of a request until its answer was whole');
  const server = histogram('facegate.sample.server.duration', 'What the service says it took');
  const samples = meter.createCounter('facegate.samples', { description: 'Requests by outcome' });
  return {
    add({ outcome, wallMs, serverMs }) {
      samples.add(1, { outcome });
      wall.record(wallMs / 1000, { outcome });
      if (serverMs !== null) server.record(serverMs / 1000, { outcome });
    },
    async close() {
      await provider.shutdown().catch((error: unknown) => fail(String(error)));
      sdk.diag.disable();
    },
  };
}
