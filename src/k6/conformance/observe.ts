import type { LoadOutcome } from '../outcome.js';
import type { GroupNode } from '../summary-groups.js';

/** Metrics of the node engine that k6 does not have. */
const OWN = new Set(['iteration_start_lag', 'iteration_duration_corrected', 'http_req_duration_corrected']);

/** What must be the same on both engines whatever the machine: names, types, groups, checks, thresholds, exit code. */
export function shapeOf({ exitCode, incomplete, summary, thresholds, handleSummaryFiles }: LoadOutcome): object {
  const metrics = Object.entries(summary?.metrics ?? {})
    .filter(([name]) => !OWN.has(name.replace(/\{.*/, '')))
    .map(([name, { type, contains, values }]) => `${name} ${type} ${contains} ${Object.keys(values).sort().join(',')}`)
    // Whether a first sample of these is taken depends on the run lasting a second.
    .filter((line) => !/^vus(_max)? /.test(line))
    .sort();
  return {
    exitCode,
    incomplete,
    metrics,
    groups: summary === undefined ? [] : groupLines(summary.root_group),
    thresholds: thresholds.map(({ metric, source, ok }) => `${metric}: ${source} ${ok}`).sort(),
    files: Object.keys(handleSummaryFiles).sort(),
    setupData: summary?.setup_data === undefined ? 'none' : typeof summary.setup_data,
  };
}

function groupLines({ path, id, groups, checks }: GroupNode): string[] {
  return [`${path} ${id}`, ...checks.map((check) => `${check.path} ${check.id}`), ...groups.flatMap(groupLines)].sort();
}

/** The number a metric's name in a case stands for; undefined when the run has no such metric. */
export function totalOf({ summary }: LoadOutcome, key: string): number | undefined {
  const metric = summary?.metrics[key];
  if (metric === undefined) return undefined;
  const { count, passes, max } = metric.values as Record<string, number | undefined>;
  return count ?? passes ?? max;
}
