import { type Data, escaped, type Group, humanized, type Metric } from './summary-data.js';

const COLOUR = { green: '\u001b[32m', red: '\u001b[31m', faint: '\u001b[2m', plain: '\u001b[0m' };

/** The summary as text: groups with their checks, then the metrics. `indent` begins each line. */
export function textSummary(data: Data, options: { indent?: string; enableColors?: boolean } = {}): string {
  const { indent = ' ', enableColors = false } = options;
  const paint = (text: string, colour: keyof typeof COLOUR): string =>
    enableColors ? `${COLOUR[colour]}${text}${COLOUR.plain}` : text;
  const lines: string[] = [...groupLines(data.root_group, '', paint), ''];
  const names = Object.keys(data.metrics).sort();
  const width = Math.max(0, ...names.map((name) => shownName(name).length)) + 3;
  for (const name of names) {
    const metric = data.metrics[name]!;
    const thresholds = Object.values(metric.thresholds ?? {});
    const mark =
      thresholds.length === 0 ? ' ' : thresholds.every(({ ok }) => ok) ? paint('✓', 'green') : paint('✗', 'red');
    const label = shownName(name);
    const dots = paint(`${'.'.repeat(width - label.length)}:`, 'faint');
    lines.push(`${mark} ${label}${dots} ${shownValues(metric)}`);
  }
  return lines.map((line) => (line === '' ? '' : `${indent}${line}`)).join('\n');
}

function shownName(name: string): string {
  const brace = name.indexOf('{');
  return brace < 0 ? name : `  ${name.slice(brace).replace('{', '{ ').replace(/\}$/, ' }')}`;
}

function groupLines(
  { name, groups = [], checks = [] }: Group,
  indent: string,
  paint: (text: string, colour: keyof typeof COLOUR) => string,
): string[] {
  const inner = name === '' ? indent : `${indent}  `;
  return [
    ...(name === '' ? [] : ['', `${indent}█ ${name}`, '']),
    ...checks.flatMap((check) =>
      check.fails === 0
        ? [paint(`${inner}✓ ${check.name}`, 'green')]
        : [
            paint(`${inner}✗ ${check.name}`, 'red'),
            paint(
              `${inner} ↳  ${Math.floor((100 * check.passes) / (check.passes + check.fails))}% — ✓ ${check.passes} / ✗ ${check.fails}`,
              'red',
            ),
          ],
    ),
    ...groups.flatMap((group) => groupLines(group, inner, paint)),
  ];
}

function shownValues({ type, contains, values }: Metric): string {
  const shown = (value: number): string => humanized(value, contains);
  switch (type) {
    case 'counter':
      return `${shown(values.count!)} ${shown(values.rate!)}/s`;
    case 'gauge':
      return `${shown(values.value!)} min=${shown(values.min!)} max=${shown(values.max!)}`;
    case 'rate':
      return `${(100 * values.rate!).toFixed(2)}% ✓ ${values.passes} ✗ ${values.fails}`;
    default:
      return Object.entries(values)
        .map(([stat, value]) => `${stat}=${stat === 'count' ? value : shown(value)}`)
        .join(' ');
  }
}

/** A value of a metric with its unit. */
export function humanizeValue(value: number, { type, contains }: { type: string; contains: string }): string {
  return type === 'rate' ? `${(100 * value).toFixed(2)}%` : humanized(value, contains);
}

/** JUnit's XML: a test case for each threshold. */
export function jUnit(data: Data, options: { name?: string; classname?: string } = {}): string {
  const { name = 'k6 thresholds', classname = 'Unnamed folder' } = options;
  const cases: string[] = [];
  let failures = 0;
  for (const [metric, { thresholds }] of Object.entries(data.metrics)) {
    for (const [source, { ok }] of Object.entries(thresholds ?? {})) {
      const open = `<testcase name="${escaped(`${metric} - ${source}`)}" classname="${escaped(classname)}"`;
      if (ok) cases.push(`${open} />`);
      else {
        failures += 1;
        cases.push(`${open}><failure message="failed" /></testcase>`);
      }
    }
  }
  return `<?xml version="1.0"?>\n<testsuites tests="${cases.length}" failures="${failures}">\n<testsuite name="${escaped(name)}" tests="${cases.length}" failures="${failures}">\n${cases.join('\n')}\n</testsuite>\n</testsuites>`;
}
