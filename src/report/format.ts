/** A whole number with thousands set off: `12,034`. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A span in milliseconds as a person reads it: `840 ms`, `31.5 s`, `4 min 05 s`, `2 h 03 min`. */
export function duration(ms: number): string {
  if (!Number.isFinite(ms) || ms < 0) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const two = (value: number): string => String(value).padStart(2, '0');
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`;
  const minutes = Math.round(seconds / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/** Milliseconds between two ISO 8601 instants; NaN when one cannot be read. */
export function between(startedAt: string, finishedAt: string): number {
  return Date.parse(finishedAt) - Date.parse(startedAt);
}

/** An ISO 8601 instant in UTC to the second: `2026-11-24 14:02:00 UTC`; any other text as it is. */
export function instant(iso: string): string {
  const match = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d+)?Z$/.exec(iso);
  return match ? `${match[1]} ${match[2]} UTC` : iso;
}

/** Milliseconds to the figures that count: `0.4 ms`, `9.4 ms`, `212 ms`, `1,204 ms`, from ten seconds on as {@link duration}. */
export function millis(ms: number): string {
  if (!Number.isFinite(ms)) return '–';
  if (ms < 0.1) return `${Number(ms.toFixed(2))} ms`;
  if (ms < 9.95) return `${Number(ms.toFixed(1))} ms`;
  return ms < 9999.5 ? `${count(Math.round(ms))} ms` : duration(ms);
}

/** A percentage with up to so many decimals, cut and not rounded, so that only the whole reads 100: `99.9 %`, `99.999 %`. */
export function percent(value: number, decimals = 3): string {
  return `${cutTo(value, decimals)} %`;
}

/** A percentage with up to so many decimals, rounded up. */
export function percentUp(value: number, decimals: number): string {
  return `${raisedTo(value, decimals)} %`;
}

/** The next value below, or the value itself, that has so many decimals. */
export function cutTo(value: number, decimals: number): number {
  return Math.floor(value * 10 ** decimals + 1e-6) / 10 ** decimals;
}

/** The next value above, or the value itself, that has so many decimals. */
export function raisedTo(value: number, decimals: number): number {
  return Math.ceil(value * 10 ** decimals - 1e-6) / 10 ** decimals;
}

/** A text whose numbers stay on one line with their units: `3 min 46 s`, `95 %`. */
export function unbroken(text: string): string {
  return text.replace(/(?<=\d) (?=(?:ms|s|min|h|%)(?![a-z]))|(?<=\d (?:min|h)) (?=\d)/g, '\u00a0');
}

/** Two values with their unit as a range; a unit that both share is said once: `208–217 ms`. */
export function range(low: string, high: string): string {
  const [first, second] = [low, high].map((text) => /^([\d,.]+) (\S+)$/.exec(text));
  return first && second && first[2] === second[2] ? `${first[1]}–${high}` : `${low} – ${high}`;
}

/** A figure of any kind: whole numbers with thousands set off, others to four digits: `13,000`, `200.02`, `0.9997`. */
export function figure(value: number): string {
  if (Number.isInteger(value)) return value < 0 ? `-${count(-value)}` : count(value);
  return Math.abs(value) >= 100 ? value.toFixed(2) : String(Number(value.toPrecision(4)));
}

/** A count short enough for an axis: `950`, `12k`, `1.5M`. */
export function compact(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))}M`;
  if (value >= 10_000) return `${Number((value / 1000).toPrecision(3))}k`;
  return Number.isInteger(value) ? count(value) : String(Number(value.toPrecision(6)));
}
