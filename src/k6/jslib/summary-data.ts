/** What k6 gives `handleSummary`, as far as it is written out here. */
export interface Group {
  readonly name: string;
  readonly path: string;
  readonly groups?: readonly Group[];
  readonly checks?: readonly { readonly name: string; readonly passes: number; readonly fails: number }[];
}

export interface Metric {
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

export interface Data {
  readonly root_group: Group;
  readonly metrics: Readonly<Record<string, Metric>>;
  readonly state?: { readonly testRunDurationMs: number };
}

/** A value with its unit, by what k6 says the metric contains: `time` (ms), `data` (bytes) or anything else. */
export function humanized(value: number, contains: string): string {
  if (contains === 'time') {
    if (value >= 60_000) return `${Math.floor(value / 60_000)}m${Math.round((value % 60_000) / 1000)}s`;
    if (value >= 1000) return `${round(value / 1000)}s`;
    return value >= 1 || value === 0 ? `${round(value)}ms` : `${round(value * 1000)}µs`;
  }
  if (contains === 'data') {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let unit = 0;
    let amount = value;
    for (; amount >= 1000 && unit < units.length - 1; unit++) amount /= 1000;
    return `${unit === 0 ? Math.round(amount) : round(amount)} ${units[unit]!}`;
  }
  return Number.isInteger(value) ? String(value) : value.toFixed(6).replace(/0{1,6}$/, '');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

/** A text as it stands in XML and HTML, in attributes, too. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
