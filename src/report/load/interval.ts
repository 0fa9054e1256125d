import type { ObjectiveRecord } from '../../records/load-types.js';
import { cutTo, millis, percent, percentUp, raisedTo, range } from '../format.js';
import type { Texts } from '../texts.js';

/** Both ends of an interval; null: open on that side. */
interface Bounds {
  readonly low: number | null;
  readonly high: number | null;
}

/** A share in percent with its interval, beside what was promised of it. */
type Share = Bounds & Pick<ObjectiveRecord, 'target' | 'measured'>;

const MOST_DECIMALS = 6;

/** A measured value of an objective with its unit; a share has the decimals of its interval. */
export function objectiveValue(value: number, objective: Share & Pick<ObjectiveRecord, 'unit'>): string {
  return objective.unit === 'ms' ? millis(value) : percent(value, decimalsOf(objective));
}

/** The interval of an objective as part of a sentence, e.g. `95 % interval 208–217 ms`. */
export function objectiveInterval(objective: ObjectiveRecord, confidence: number, { load }: Texts): string {
  return sentence(endsOf(objective), confidence, load);
}

/** The interval of an objective as a cell of a table, e.g. `208–217 ms`. */
export function objectiveBounds(objective: ObjectiveRecord, { load }: Texts): string {
  return cell(endsOf(objective), load);
}

/** An interval of milliseconds as part of a sentence. */
export function intervalText(bounds: Bounds, confidence: number, { load }: Texts): string {
  return sentence(inMillis(bounds), confidence, load);
}

/** An interval of milliseconds as a cell of a table. */
export function boundsText(bounds: Bounds, { load }: Texts): string {
  return cell(inMillis(bounds), load);
}

interface Ends {
  readonly low: string | null;
  readonly high: string | null;
}

function sentence({ low, high }: Ends, confidence: number, { interval }: Texts['load']): string {
  const sure = percent(confidence);
  if (low !== null && high !== null) return interval.both(sure, range(low, high));
  if (low !== null) return interval.from(sure, low);
  return high === null ? interval.none : interval.to(sure, high);
}

function cell({ low, high }: Ends, { bounds }: Texts['load']): string {
  if (low !== null && high !== null) return range(low, high);
  if (low !== null) return bounds.from(low);
  return high === null ? bounds.none : bounds.to(high);
}

function inMillis({ low, high }: Bounds): Ends {
  return { low: low === null ? null : millis(low), high: high === null ? null : millis(high) };
}

function endsOf(objective: ObjectiveRecord): Ends {
  if (objective.unit === 'ms') return inMillis(objective);
  const { low, high } = objective;
  const decimals = decimalsOf(objective);
  return {
    low: low === null ? null : percent(low, decimals),
    high: high === null ? null : percentUp(high, decimals),
  };
}

/**
 * How many decimals the percentages of an interval have: as many as make two figures of its width, and more where fewer would
 * put one of them on the other side of what was promised. Ends are rounded outwards, so the interval never looks narrower.
 */
function decimalsOf({ low, high, target, measured }: Share): number {
  const width = (high ?? 100) - (low ?? 0);
  let decimals = width <= 0 ? 0 : Math.min(MOST_DECIMALS, Math.max(0, 1 - Math.floor(Math.log10(width))));
  const crossed = (): boolean =>
    [low, measured].some((value) => value !== null && value >= target && cutTo(value, decimals) < target) ||
    (high !== null && high < target && raisedTo(high, decimals) >= target);
  while (decimals < MOST_DECIMALS && crossed()) decimals++;
  return decimals;
}
