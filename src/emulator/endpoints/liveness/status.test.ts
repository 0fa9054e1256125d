import { expect, test } from 'vitest';
import { FAILURE_REASONS } from '../../../../contracts/callbacks/callbacks.js';
import { failureReason, isFinal, type LivenessEvent, type LivenessStatus, nextStatus, type Outcome } from './status.js';

// [status before, what happens, chosen outcome, status after]
test.each<[LivenessStatus, LivenessEvent, Outcome, LivenessStatus]>([
  ['not started', 'started', 'pass', 'under way'],
  ['not started', 'finished', 'pass', 'not started'],
  ['not started', 'cancelled', 'pass', 'interrupt_in_mirro_state'],
  ['not started', 'unsupported', 'pass', 'no_input_frame'],
  ['not started', 'time-up', 'pass', 'timeout'],
  ['under way', 'started', 'pass', 'under way'],
  ['under way', 'finished', 'pass', 'passed'],
  ['under way', 'finished', 'fail', 'action_mixed'],
  ['under way', 'finished', 'cancel', 'interrupt_in_action_state'],
  ...FAILURE_REASONS.map((reason) => ['under way', 'finished', reason, reason] as const).map(
    ([before, event, outcome, after]): [LivenessStatus, LivenessEvent, Outcome, LivenessStatus] => [
      before,
      event,
      outcome,
      after,
    ],
  ),
  // What really happens wins over the chosen outcome.
  ['under way', 'cancelled', 'not_video', 'interrupt_in_action_state'],
  ['under way', 'time-up', 'pass', 'timeout'],
  // A check ends once.
  ['passed', 'cancelled', 'pass', 'passed'],
  ['interrupt_in_action_state', 'finished', 'pass', 'interrupt_in_action_state'],
  ['timeout', 'started', 'pass', 'timeout'],
])('%s, %s, outcome %s: %s', (before, event, outcome, after) => {
  expect(nextStatus(before, event, outcome)).toBe(after);
});

test('only a check that has not ended can change; a reason is told only for one that failed', () => {
  const all: LivenessStatus[] = ['not started', 'under way', 'passed', ...FAILURE_REASONS];
  expect(all.filter((status) => !isFinal(status))).toEqual(['not started', 'under way']);
  expect(all.map(failureReason).filter((reason) => reason !== null)).toEqual(FAILURE_REASONS);
});
