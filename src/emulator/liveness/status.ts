/** The statuses of a liveness check, as `data.status` writes them. */
export type LivenessStatus =
  | 'NOT_STARTED'
  | 'PROCESSING'
  | 'OK'
  | 'FAILED'
  | 'CANCELLED'
  | 'TIMEOUT'
  | 'WEBRTC_UNSUPPORTED';

/**
 * How a check ends once enough frames have come: `pass` OK, `fail` FAILED, `cancel` CANCELLED as if the user had pressed
 * cancel, `timeout` TIMEOUT as if the time had run out (without waiting for it). What really happens before, a cancel
 * or a missing camera, wins over the chosen outcome.
 */
export type Outcome = 'pass' | 'fail' | 'cancel' | 'timeout';

export const OUTCOMES: readonly Outcome[] = ['pass', 'fail', 'cancel', 'timeout'];

/** What can happen during a check; all but `time-up` are reported by the page. */
export type LivenessEvent = 'started' | 'finished' | 'cancelled' | 'unsupported' | 'time-up';

const ENDS: Readonly<Record<Outcome, LivenessStatus>> = {
  pass: 'OK',
  fail: 'FAILED',
  cancel: 'CANCELLED',
  timeout: 'TIMEOUT',
};

/** Whether nothing can change any more. */
export function isFinal(status: LivenessStatus): boolean {
  return status !== 'NOT_STARTED' && status !== 'PROCESSING';
}

/** The status after an event. A final status stays; a check cannot finish before it has started. */
export function nextStatus(status: LivenessStatus, event: LivenessEvent, outcome: Outcome): LivenessStatus {
  if (isFinal(status)) return status;
  switch (event) {
    case 'started':
      return 'PROCESSING';
    case 'finished':
      return status === 'PROCESSING' ? ENDS[outcome] : status;
    case 'cancelled':
      return 'CANCELLED';
    case 'unsupported':
      return 'WEBRTC_UNSUPPORTED';
    case 'time-up':
      return 'TIMEOUT';
  }
}
