import { FAILURE_REASONS, type FailureReason } from '../../../../contracts/callbacks/callbacks.js';

/** Where a liveness check stands; one that failed is told by its documented reason. */
export type LivenessStatus = 'not started' | 'under way' | 'passed' | FailureReason;

/**
 * How a check ends once enough frames have come: `pass`, one of the documented reasons, or `fail` and `cancel` for two of
 * them (`action_mixed`, `interrupt_in_action_state`). What really happens before, a cancel or a missing camera, wins over
 * the chosen outcome.
 */
export type Outcome = 'pass' | 'fail' | 'cancel' | FailureReason;

export const OUTCOMES: readonly Outcome[] = ['pass', 'fail', 'cancel', ...FAILURE_REASONS];

/** What can happen during a check; all but `time-up` are reported by the page. */
export type LivenessEvent = 'started' | 'finished' | 'cancelled' | 'unsupported' | 'time-up';

/** Whether nothing can change any more. */
export function isFinal(status: LivenessStatus): boolean {
  return status !== 'not started' && status !== 'under way';
}

/** Why a check that has ended failed; null when it passed. */
export function failureReason(status: LivenessStatus): FailureReason | null {
  return FAILURE_REASONS.find((reason) => reason === status) ?? null;
}

/** The status after an event. A final status stays; a check cannot finish before it has started. */
export function nextStatus(status: LivenessStatus, event: LivenessEvent, outcome: Outcome): LivenessStatus {
  if (isFinal(status)) return status;
  switch (event) {
    case 'started':
      return 'under way';
    case 'finished':
      return status === 'under way' ? endOf(outcome) : status;
    case 'cancelled':
      return status === 'under way' ? 'interrupt_in_action_state' : 'interrupt_in_mirro_state';
    case 'unsupported':
      return 'no_input_frame';
    case 'time-up':
      return 'timeout';
  }
}

function endOf(outcome: Outcome): LivenessStatus {
  if (outcome === 'pass') return 'passed';
  if (outcome === 'fail') return 'action_mixed';
  return outcome === 'cancel' ? 'interrupt_in_action_state' : outcome;
}
