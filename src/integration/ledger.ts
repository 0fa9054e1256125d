import type { PreparedAnswer } from '../emulator/double/answer-spec.js';
import type { CallListener } from '../emulator/double/double-app.js';
import type { Call } from '../emulator/double/read-call.js';
import type { GivenAnswer } from '../emulator/double/seen-requests.js';

/** A request of the app that belongs to a check. */
export interface TrackedCall {
  readonly call: Call;
  /** Undefined as long as it waits for its answer; `undefined` for ever where the app went away. */
  answer: GivenAnswer | undefined;
  answeredAtMs: number | undefined;
}

/** What is prepared for the requests of one check, in order; after the last the usual answer is given. */
export interface Prepared {
  readonly answer: PreparedAnswer;
  readonly times: number;
}

/** One check that was begun, and what came for it. */
export interface Track {
  /** What the driver sent for `{unique}`. */
  readonly unique: string;
  readonly calls: TrackedCall[];
  /** Tokens given out for it, as the app was told them. */
  readonly tokens: string[];
  readonly bizNos: Set<string>;
  /** Ids of its check, by which results are asked for. */
  readonly bizIds: Set<string>;
}

export interface Expected {
  readonly unique: string;
  readonly getToken: readonly Prepared[];
  readonly getResult: readonly Prepared[];
}

/** Tells which request belongs to which check, and answers it as that check wants. */
export interface Ledger extends CallListener {
  open(expected: Expected): Track;
  /** No request is taken for it any more but by its serial number or its token. */
  close(track: Track): void;
  /** Every check so far. */
  readonly tracks: readonly Track[];
  /** Requests that belong to none. */
  readonly strays: readonly TrackedCall[];
  /** Whether `{unique}` stood in some field of every first request so far. */
  tellsByUnique(): boolean;
}

/** The header of whoever opens a page for the user. */
export const VISITOR_HEADER = 'x-facegate-visitor';

export function openLedger(): Ledger {
  const entries: {
    track: Track;
    left: { of: 'get-token' | 'get-result'; answer: PreparedAnswer; times: number }[];
    open: boolean;
  }[] = [];
  const strays: TrackedCall[] = [];
  const pending = new Map<number, { tracked: TrackedCall; track: Track | undefined }>();
  let byUnique = true;

  /** By `{unique}` in any field, by what was told before, or as the only check whose request has not come yet. */
  function trackOf(call: Call): (typeof entries)[number] | undefined {
    if (call.kind === 'page') return entries.find(({ track }) => track.tokens.includes(call.fields.token ?? ''));
    if (call.kind === 'get-result') return entries.find(({ track }) => track.bizIds.has(call.fields.biz_id ?? ''));
    if (call.kind !== 'get-token') return undefined;
    const texts = Object.values(call.fields);
    const named = entries.filter(({ track }) => texts.some((text) => text.includes(track.unique)));
    // Of two checks for one user the later is under way.
    if (named.length > 0) return named.findLast(({ open }) => open) ?? named.at(-1);
    byUnique = false;
    const waiting = entries.filter(({ open, track }) => open && track.calls.length === 0);
    if (waiting.length > 0) return waiting[0];
    const bizNo = call.fields.biz_no ?? '';
    return (
      entries.findLast(({ open, track }) => open && track.bizNos.has(bizNo)) ?? entries.findLast(({ open }) => open)
    );
  }

  return {
    get tracks() {
      return entries.map(({ track }) => track);
    },
    get strays() {
      return strays;
    },
    tellsByUnique: () => byUnique,
    open({ unique, getToken, getResult }) {
      const track: Track = { unique, calls: [], tokens: [], bizNos: new Set(), bizIds: new Set() };
      const left = [
        ...getToken.map((one) => ({ ...one, of: 'get-token' as const })),
        ...getResult.map((one) => ({ ...one, of: 'get-result' as const })),
      ];
      entries.push({ track, left, open: true });
      return track;
    },
    close(track) {
      const entry = entries.find((one) => one.track === track);
      if (entry !== undefined) entry.open = false;
    },
    choose(call) {
      const entry = trackOf(call);
      const tracked: TrackedCall = { call, answer: undefined, answeredAtMs: undefined };
      pending.set(call.number, { tracked, track: entry?.track });
      (entry?.track.calls ?? strays).push(tracked);
      if (call.kind === 'get-token' && call.fields.biz_no !== undefined) entry?.track.bizNos.add(call.fields.biz_no);
      const next = entry?.left.find(({ of, times }) => of === call.kind && times > 0);
      if (next !== undefined) next.times -= 1;
      return next?.answer;
    },
    answered(call, answer) {
      const found = pending.get(call.number);
      pending.delete(call.number);
      if (found === undefined) return;
      found.tracked.answer = answer;
      found.tracked.answeredAtMs = performance.now();
      if (answer.token !== '') found.track?.tokens.push(answer.token);
    },
  };
}
