import { parseDuration } from '../../stats/duration.js';

/** Milliseconds of a duration as k6 takes it: with units (`1m30s`), or a number of milliseconds; undefined when it is neither. */
export function durationMs(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  return /^\d+(\.\d+)?$/.test(text) ? Number(text) : parseDuration(text);
}
