/** The part of k6's summary that scripts read. */
export interface SummaryData {
  readonly metrics: Readonly<Record<string, SummaryMetric>>;
}

export interface SummaryMetric {
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

/**
 * What `handleSummary` returns: the whole summary as JSON in the file that FACEGATE_SUMMARY names, if it does, and a few
 * lines for the terminal. `warmedUp`: samples of a warm-up are among the metrics, which no figure may hold; where the measured ones are not
 * apart, nothing is said of latency.
 */
export function summaryOf(
  script: string,
  data: SummaryData,
  env: Readonly<Record<string, string | undefined>>,
  { lines = [], warmedUp = false }: { readonly lines?: readonly string[]; readonly warmedUp?: boolean } = {},
): Record<string, string> {
  const file = env.FACEGATE_SUMMARY;
  const stdout = `${[script, ...lines, ...measured(data, warmedUp), ...failures(data)].join('\n  ')}\n`;
  return file === undefined || file === '' ? { stdout } : { [file]: JSON.stringify(data), stdout };
}

function measured({ metrics }: SummaryData, warmedUp: boolean): string[] {
  const count = (name: string) => metrics[name]?.values.count ?? 0;
  const wall = metrics['facegate_wall{phase:measure}'] ?? (warmedUp ? undefined : metrics.facegate_wall);
  const all = metrics.facegate_wall?.values.count ?? 0;
  const ok = metrics.facegate_ok?.values.passes ?? 0;
  const lines = [`requests   ${all}, with a token ${ok}${warmedUp ? ', warm-up included' : ''}`];
  if (wall !== undefined && (wall.values.count ?? 0) > 0) {
    const { med, 'p(95)': p95, 'p(99)': p99 } = wall.values;
    lines.push(`latency    p50 ${ms(med)}, p95 ${ms(p95)}, p99 ${ms(p99)}`);
  }
  const [server, network] = [metrics.facegate_server?.values.avg, metrics.facegate_network?.values.avg];
  if (!warmedUp && server !== undefined && network !== undefined && all > 0) {
    lines.push(`of which   server ${ms(server)}, network ${ms(network)} (means)`);
  }
  const others = [
    ['over the concurrency limit', count('facegate_refused')],
    ['rejected', count('facegate_rejected')],
    ['server errors', count('facegate_server_errors')],
    ['unanswered', count('facegate_unanswered')],
    ['garbled', count('facegate_garbled')],
    ['arrivals dropped', count('dropped_iterations')],
  ].filter(([, times]) => times !== 0);
  if (others.length > 0) lines.push(`but        ${others.map(([what, times]) => `${what} ${times}`).join(', ')}`);
  return lines;
}

function failures({ metrics }: SummaryData): string[] {
  return Object.entries(metrics).flatMap(([name, { thresholds = {} }]) =>
    Object.entries(thresholds)
      .filter(([, { ok }]) => !ok)
      .map(([threshold]) => `FAILED     ${name}: ${threshold}`),
  );
}

function ms(value: number | undefined): string {
  return value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
}
