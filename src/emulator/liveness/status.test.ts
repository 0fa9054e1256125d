import { expect, test } from 'vitest';
import { isFinal, type LivenessEvent, type LivenessStatus, nextStatus, type Outcome } from './status.js';

// [status before, what happens, chosen outcome, status after]
test.each<[LivenessStatus, LivenessEvent, Outcome, LivenessStatus]>([
  ['NOT_STARTED', 'started', 'pass', 'PROCESSING'],
  ['NOT_STARTED', 'finished', 'pass', 'NOT_STARTED'],
  ['NOT_STARTED', 'cancelled', 'pass', 'CANCELLED'],
  ['NOT_STARTED', 'unsupported', 'pass', 'WEBRTC_UNSUPPORTED'],
  ['NOT_STARTED', 'time-up', 'pass', 'TIMEOUT'],
  ['PROCESSING', 'started', 'pass', 'PROCESSING'],
  ['PROCESSING', 'finished', 'pass', 'OK'],
  ['PROCESSING', 'finished', 'fail', 'FAILED'],
  ['PROCESSING', 'finished', 'cancel', 'CANCELLED'],
  ['PROCESSING', 'finished', 'timeout', 'TIMEOUT'],
  // What really happens wins over the chosen outcome.
  ['PROCESSING', 'cancelled', 'fail', 'CANCELLED'],
  ['PROCESSING', 'time-up', 'pass', 'TIMEOUT'],
  // A check ends once.
  ['OK', 'cancelled', 'pass', 'OK'],
  ['CANCELLED', 'finished', 'pass', 'CANCELLED'],
  ['TIMEOUT', 'started', 'pass', 'TIMEOUT'],
])('%s, %s, outcome %s: %s', (before, event, outcome, after) => {
  expect(nextStatus(before, event, outcome)).toBe(after);
});

test('only NOT_STARTED and PROCESSING can change', () => {
  const all: LivenessStatus[] = [
    'NOT_STARTED',
    'PROCESSING',
    'OK',
    'FAILED',
    'CANCELLED',
    'TIMEOUT',
    'WEBRTC_UNSUPPORTED',
  ];
  expect(all.filter((status) => !isFinal(status))).toEqual(['NOT_STARTED', 'PROCESSING']);
});
