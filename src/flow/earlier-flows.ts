import type { ContractResult } from '../records/types.js';
import { sayOfCallbacks as say } from '../sayings/callbacks.js';
import type { FlowTimes } from './times.js';

/** What the flows so far tell of the next: why it is not walked (empty: it is), or what it waits less for, and why. */
export interface NextFlow {
  readonly notRun: string;
  readonly times: FlowTimes;
  /** Empty when nothing is shortened. */
  readonly note: string;
}

/** After so many flows that agree, the rest does not wait for what never came. */
const FLOWS_TO_LEARN = 3;
const SHORT_WAIT_MS = 2_000;
/** All flows of a run together, milliseconds; they are walked side by side. */
const MOST_WALKED_MS = 20 * 60_000;

/**
 * Learns from the results of a run so far: a target that never notifies, never returns, or whose page never ends shows the same
 * in every flow, and to wait for it each time would take minutes.
 */
export function learnFromFlows(
  results: readonly Pick<ContractResult, 'steps' | 'durationMs'>[],
  times: FlowTimes,
): NextFlow {
  // Of the results of one walk the first alone has its duration.
  const opened = results.filter(
    ({ steps, durationMs }) =>
      durationMs > 0 && steps.some(({ title, detail }) => title === 'page opened' && /^status [23]/.test(detail)),
  );
  const spentMs = opened.reduce((sum, { durationMs }) => sum + durationMs, 0);
  if (spentMs > MOST_WALKED_MS)
    return {
      notRun: say('tookTooLong', { count: Math.round(spentMs / 60_000) }),
      times,
      note: '',
    };
  const withStep = (via: string) => opened.filter(({ steps }) => steps.some(({ title }) => title === via)).length;
  const [notified, returned] = [withStep('notify'), withStep('return')];
  if (opened.length >= FLOWS_TO_LEARN && notified + returned === 0)
    return {
      notRun: say('noneBefore'),
      times,
      note: '',
    };
  const never = notified === 0 && returned >= FLOWS_TO_LEARN ? 'notify_url' : 'return_url';
  if (Math.max(notified, returned) < FLOWS_TO_LEARN || Math.min(notified, returned) > 0)
    return { notRun: '', times, note: '' };
  const shortMs = Math.min(SHORT_WAIT_MS, times.othersWithinMs);
  return {
    notRun: '',
    times: { ...times, othersWithinMs: shortMs, lateWithinMs: 0 },
    note: say('neverCalled', { field: never, of: shortMs / 1000 }),
  };
}
