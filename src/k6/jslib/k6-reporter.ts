import { type Data, escaped, type Group, humanized, type Metric } from './summary-data.js';

const STYLE = `:root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 20%,transparent);--good:#0a7d33;--bad:#c62828}
@media(prefers-color-scheme:dark){:root{--good:#5cc97f;--bad:#ff8a80}}
body{font:15px/1.45 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}
ul.figures{display:flex;flex-wrap:wrap;gap:.75rem;padding:0;list-style:none}
ul.figures li{border:1px solid var(--line);border-radius:.5rem;padding:.5rem .9rem}ul.figures b{display:block;font-size:1.4rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:.3rem .6rem;text-align:right;font-variant-numeric:tabular-nums}
th:first-child,td:first-child{text-align:left;overflow-wrap:anywhere}.good{color:var(--good)}.bad{color:var(--bad);font-weight:600}section section{margin-left:1.2rem}`;

/** The end of a run as one HTML page without scripts: what came of thresholds, checks by group, and every metric. */
export function htmlReport(data: Data, options: { title?: unknown; debug?: boolean } = {}): string {
  if (options.debug === true) console.log(JSON.stringify(data, null, 2));
  const title = escaped(
    String(options.title ?? `Load test, ${new Date().toISOString().slice(0, 16).replace('T', ' ')}`),
  );
  const metrics = Object.entries(data.metrics).sort(([one], [other]) => (one < other ? -1 : 1));
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head>
<body><h1>${title}</h1>
<ul class="figures">${figures(data).join('')}</ul>
${thresholdTable(metrics)}
<h2>Checks</h2>
${groupSection(data.root_group, 2) || '<p>The script made none.</p>'}
${trendTable(metrics.filter(([, { type }]) => type === 'trend'))}
${otherTable(metrics.filter(([, { type }]) => type !== 'trend'))}
</body></html>
`;
}

function figures({ metrics, state }: Data): string[] {
  const { http_reqs, http_req_failed, iterations, checks, vus_max } = metrics;
  const broken = Object.values(metrics)
    .flatMap(thresholdsOf)
    .filter(({ ok }) => !ok).length;
  const figure = (name: string, value: number | string | undefined, bad = false): string =>
    value === undefined ? '' : `<li${bad ? ' class="bad"' : ''}><b>${value}</b>${name}</li>`;
  // In http_req_failed a request that failed is a pass: that is what the rate counts.
  const failed = http_req_failed?.values.passes;
  const { fails } = checks?.values ?? {};
  return [
    figure('requests', http_reqs?.values.count),
    figure('failed requests', failed, failed! > 0),
    figure('checks held', checks?.values.passes),
    figure('checks failed', fails, fails! > 0),
    figure('thresholds broken', broken, broken > 0),
    figure('iterations', iterations?.values.count),
    figure('users at most', vus_max?.values.max),
    figure('duration', state && humanized(state.testRunDurationMs, 'time')),
  ];
}

function thresholdsOf({ thresholds = {} }: Metric): { source: string; ok: boolean }[] {
  return Object.entries(thresholds).map(([source, { ok }]) => ({ source, ok }));
}

function verdict(ok: boolean): string {
  return ok ? '<td class="good">✓ holds</td>' : '<td class="bad">✗ broken</td>';
}

function table(heading: string, columns: readonly string[], rows: readonly string[]): string {
  if (rows.length === 0) return '';
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  return `${heading === '' ? '' : `<h2>${heading}</h2>`}<div class="wide"><table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function thresholdTable(metrics: readonly [string, Metric][]): string {
  const rows = metrics.flatMap(([name, metric]) =>
    thresholdsOf(metric).map(({ source, ok }) => `<tr><td>${escaped(`${name}: ${source}`)}</td>${verdict(ok)}</tr>`),
  );
  return table('Thresholds', ['Threshold', 'Result'], rows);
}

/** A group with its checks and inner groups; empty without any. */
function groupSection({ name, groups = [], checks = [] }: Group, level: number): string {
  const rows = checks.map(
    ({ name, passes, fails }) =>
      `<tr><td${fails > 0 ? ' class="bad"' : ''}>${escaped(name)}</td><td>${passes}</td><td>${fails}</td><td>${((100 * passes) / (passes + fails || 1)).toFixed(2)}%</td></tr>`,
  );
  const inner = groups.map((group) => groupSection(group, Math.min(6, level + 1))).join('');
  if (rows.length === 0 && inner === '') return '';
  const heading = name === '' ? '' : `<h${level}>${escaped(name)}</h${level}>`;
  return `<section>${heading}${table('', ['Check', 'Held', 'Failed', 'Share'], rows)}${inner}</section>`;
}

/** The columns that come first, from the last of them to the first. */
const ORDER = ['max', 'med', 'min', 'avg'];

/** Red where a threshold on the metric is broken. */
function nameCell(name: string, metric: Metric): string {
  return `<td${thresholdsOf(metric).some(({ ok }) => !ok) ? ' class="bad"' : ''}>${escaped(name)}</td>`;
}

function trendTable(trends: readonly [string, Metric][]): string {
  // k6 gives the values of a metric in any order.
  const stats = [...new Set(trends.flatMap(([, { values }]) => Object.keys(values)))].sort(
    (one, other) => ORDER.indexOf(other) - ORDER.indexOf(one) || one.localeCompare(other, 'en', { numeric: true }),
  );
  const cell = ({ values, contains }: Metric, stat: string): string =>
    `<td>${values[stat] === undefined ? '' : humanized(values[stat], stat === 'count' ? 'default' : contains)}</td>`;
  const rows = trends.map(
    ([name, metric]) => `<tr>${nameCell(name, metric)}${stats.map((stat) => cell(metric, stat)).join('')}</tr>`,
  );
  return table('Times and other trends', ['Metric', ...stats], rows);
}

function otherTable(metrics: readonly [string, Metric][]): string {
  const shown = ({ type, contains, values }: Metric): string =>
    Object.entries(values)
      .sort(([one], [other]) => one.localeCompare(other))
      .map(([stat, value]) =>
        type === 'rate' && stat === 'rate'
          ? `rate ${(100 * value).toFixed(2)}%`
          : `${stat} ${humanized(value, type === 'rate' ? 'default' : contains)}${stat === 'rate' ? '/s' : ''}`,
      )
      .join(', ');
  const rows = metrics.map(
    ([name, metric]) =>
      `<tr>${nameCell(name, metric)}<td>${escaped(metric.type)}</td><td>${escaped(shown(metric))}</td></tr>`,
  );
  return table('Counters, gauges and rates', ['Metric', 'Type', 'Values'], rows);
}
