import type { ObjectiveRecord } from '../../records/load-types.js';
import { millis, percent, range } from '../format.js';
import type { Texts } from '../texts.js';

interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** A measured value of an objective with its unit. */
export function objectiveValue(value: number, { unit }: Pick<ObjectiveRecord, 'unit'>): string {
  return unit === 'ms' ? millis(value) : percent(value);
}

/** An interval as part of a sentence, e.g. `95 % interval 208–217 ms`. */
export function intervalText(
  { low, high }: Bounds,
  unit: ObjectiveRecord['unit'],
  confidence: number,
  { load }: Texts,
): string {
  const of = (value: number): string => objectiveValue(value, { unit });
  const sure = percent(confidence);
  if (low !== null && high !== null) return load.interval.both(sure, range(of(low), of(high)));
  if (low !== null) return load.interval.from(sure, of(low));
  return high === null ? load.interval.none : load.interval.to(sure, of(high));
}

/** An interval as a cell of a table, e.g. `208–217 ms`. */
export function boundsText({ low, high }: Bounds, unit: ObjectiveRecord['unit'], { load }: Texts): string {
  const of = (value: number): string => objectiveValue(value, { unit });
  if (low !== null && high !== null) return range(of(low), of(high));
  if (low !== null) return load.bounds.from(of(low));
  return high === null ? load.bounds.none : load.bounds.to(of(high));
}
