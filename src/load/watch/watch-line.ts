import type { OutcomeKind, WatchLine } from '../../records/load-types.js';

const OUTCOMES: readonly OutcomeKind[] = ['ok', 'refused', 'rejected', 'server-error', 'unanswered', 'garbled'];

/** A line of a watch's file. */
export type WatchLineRead =
  | { readonly kind: 'line'; readonly line: WatchLine }
  /** Not whole: what a kill or a full disk leaves. */
  | { readonly kind: 'torn' }
  /** Whole, but nothing that a watch of this version writes. */
  | { readonly kind: 'foreign' };

/** Reads one line. Never throws. */
export function readWatchLine(text: string): WatchLineRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return { kind: text.startsWith('{') ? 'torn' : 'foreign' };
    throw cause;
  }
  return typeof value === 'object' && value !== null && isWatchLine(value)
    ? { kind: 'line', line: value }
    : { kind: 'foreign' };
}

function isWatchLine(value: object): value is WatchLine {
  const fields = value as Partial<Record<string, unknown>>;
  switch (fields.type) {
    case 'watch':
      return fields.version === 1 && typeof fields.config === 'string' && typeof fields.startedAt === 'string';
    case 'sample':
      return (
        isTime(fields.at) &&
        isTime(fields.wallMs) &&
        OUTCOMES.some((kind) => kind === fields.outcome) &&
        (fields.serverMs === null || isTime(fields.serverMs))
      );
    case 'resumed':
      return isTime(fields.at);
    default:
      return false;
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
