import type { Call } from './read-call.js';
import type { GivenAnswer } from './seen-requests.js';

interface Entry {
  readonly call: Call;
  /** Null as long as the request waits. */
  readonly answer: GivenAnswer | null;
}

/** The latest requests, in the order in which they came. */
export interface CallList {
  came(call: Call): void;
  answered(call: Call, answer: GivenAnswer): void;
  list(): readonly Entry[];
  clear(): void;
}

const MOST = 10_000;

export function callList(): CallList {
  const entries = new Map<number, Entry>();
  const put = (call: Call, answer: GivenAnswer | null) => {
    entries.set(call.number, { call, answer });
    if (entries.size > MOST) entries.delete(entries.keys().next().value!);
  };
  return {
    came: (call) => put(call, null),
    // One of before the list was cleared does not come back.
    answered: (call, answer) => entries.has(call.number) && put(call, answer),
    list: () => [...entries.values()].sort((a, b) => a.call.number - b.call.number),
    clear: () => entries.clear(),
  };
}
