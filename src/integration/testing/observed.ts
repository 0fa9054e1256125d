import type { Call } from '../../emulator/double/read-call.js';
import type { TrackedCall } from '../ledger.js';
import type { Observation } from '../observation.js';

/** A request for a token: when it came, how it was answered, in ms after the check began. */
export function asked(atMs: number, error: string, token = '', changes: Partial<Call> = {}): TrackedCall {
  const call: Call = {
    number: 1,
    kind: 'get-token',
    at: 0,
    atMs,
    method: 'POST',
    target: '/',
    headers: {},
    fields: { biz_no: 'b' },
    photos: [],
    ...changes,
  };
  const status = error === '' ? 200 : Number(error.split(' ')[0]);
  return { call, answer: { status, error: error.slice(4), token, ms: 1 }, answeredAtMs: atMs + 5 };
}

/** What was seen of a check with these requests: no page, nothing told, `done` not asked. */
export const observation = (calls: readonly TrackedCall[], changes: Partial<Observation> = {}): Observation => ({
  beganMs: 0,
  endedMs: 1000,
  drive: { status: 200, error: '', ms: 100, excerpt: '' },
  calls,
  tokens: calls.flatMap(({ answer }) => (answer?.token ? [answer.token] : [])),
  page: { kind: 'none' },
  posted: [],
  verified: null,
  doneFailed: '',
  appEnded: '',
  output: [],
  second: undefined,
  ...changes,
});
