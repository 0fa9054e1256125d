import { quantile } from '../quantile.js';
import type { AtRest, Call, Round, RoundSeen } from './types.js';

/** `time_used` comes in whole milliseconds. */
const ROUNDING_MS = 1.5;
/** A request that took longer than a lone one by less than this share of its time in the server did not wait for another. */
const PROMPT_SHARE = 0.5;
/** From here on it waited for one. */
const WAITED_SHARE = 0.8;
/** What client and server take for a request beside the work on it. */
const ENDS_MS = 1;
/** The path may differ by this much from request to request without being seen. */
const PATH_NOISE_MS = 2;

/** What the calls of the first round, one after the other, show of a server at rest; undefined when none was accepted. */
export function atRestOf(calls: readonly Call[]): AtRest | undefined {
  const accepted = calls.filter(({ answer }) => answer === 'accepted');
  if (accepted.length === 0) return undefined;
  const durations = accepted.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const connecting = calls.map(({ connectingMs }) => connectingMs).filter((ms) => ms > 0);
  // The time to make a connection stands for the way there and back.
  const way = connecting.length === 0 ? 0 : Math.min(...connecting);
  const trusted = accepted.every(({ timeUsedMs = 0, durationMs }) => timeUsedMs <= durationMs + ROUNDING_MS);
  const wholeMs = quantile(durations, 0.5) ?? 0;
  // Less what the way varies by, and what each end takes besides.
  const serviceMs = Math.max(0, durations[0]! - way - (wholeMs - durations[0]!) - ENDS_MS);
  const overheads = accepted.map((call) => call.durationMs - inServerMs(call, { serviceMs, trusted }));
  const used = trusted ? accepted.map(({ timeUsedMs }) => timeUsedMs ?? serviceMs) : [serviceMs];
  return { serviceMs, leastUsedMs: Math.min(...used), overheadMs: Math.min(...overheads), wholeMs, trusted };
}

/** The least time that a request was in the server: what the server says, or what lone requests take there. */
function inServerMs(call: Call, { serviceMs, trusted }: Pick<AtRest, 'serviceMs' | 'trusted'>): number {
  return Math.min(call.durationMs, Math.max(trusted ? (call.timeUsedMs ?? 0) : 0, serviceMs));
}

/** What a round showed, by its calls. Times are told since `originMs`. */
export function seenOf(
  { purpose }: Pick<Round, 'purpose'>,
  calls: readonly Call[],
  atRest: AtRest | undefined,
  originMs: number,
): RoundSeen {
  const accepted = calls.filter(({ answer }) => answer === 'accepted');
  const answered = calls.filter(({ answer }) => answer !== 'other');
  const first = accepted.filter((call) => call.first);
  const unknown: Record<string, number> = {};
  for (const { answer, what } of calls) {
    if (answer === 'server-error' || answer === 'other') unknown[what] = (unknown[what] ?? 0) + 1;
  }
  const durations = accepted.map(({ durationMs }) => durationMs).sort((a, b) => a - b);
  const ended = (call: Call): number => call.writtenToMs + call.durationMs - originMs;
  const times = (of: (call: Call) => number): number[] => (answered.length === 0 ? [0] : answered.map(of));
  const { wholeMs, serviceMs } = atRest ?? { wholeMs: 0, serviceMs: 0 };
  const waited = ({ durationMs }: Call): number => (durationMs - wholeMs) / Math.max(1, serviceMs);
  return {
    reached: mostTogether(answered.map((call) => onConnection(call))),
    shown: atRest === undefined ? 0 : mostTogether(accepted.map((call) => inServer(call, atRest))),
    accepted: accepted.length,
    refused: calls.filter(({ answer }) => answer === 'refused').length,
    firstAccepted: first.length,
    prompt: first.filter((call) => waited(call) <= PROMPT_SHARE).length,
    between: first.filter((call) => waited(call) > PROMPT_SHARE && waited(call) < WAITED_SHARE).length,
    unknown,
    serverErrors: calls.filter(({ answer }) => answer === 'server-error').length,
    beganMs: least(times((call) => call.writtenFromMs - originMs)),
    writtenMs: most(times((call) => call.writtenToMs - originMs)),
    endedMs: most(times(ended)),
    answeredMs: purpose === 'return-fill' ? accepted.map(ended).sort((a, b) => a - b) : [],
    serverMs: accepted.reduce((sum, { timeUsedMs = 0 }) => sum + timeUsedMs, 0),
    p50Ms: quantile(durations, 0.5) ?? 0,
    p95Ms: quantile(durations, 0.95) ?? 0,
  };
}

/** A stretch of time; one that ends before it begins is none. */
type Stretch = readonly [fromMs: number, toMs: number];

function onConnection({ writtenFromMs, writtenToMs, durationMs }: Call): Stretch {
  return [writtenToMs, writtenFromMs + durationMs];
}

/**
 * When a request was in the server for certain. What it took beyond the least time on the way may have passed before it came
 * there or after it had left. The times of all requests are shifted alike, by their least time on the way there.
 */
function inServer(call: Call, atRest: AtRest): Stretch {
  const serverMs = inServerMs(call, atRest);
  const delayedMs = Math.max(0, call.durationMs - serverMs - Math.max(0, atRest.overheadMs - PATH_NOISE_MS));
  return [call.writtenToMs + delayedMs, call.writtenFromMs + serverMs];
}

/** The most stretches that hold a moment in common; a single request is always one at a time. */
function mostTogether(stretches: readonly Stretch[]): number {
  const ends = stretches
    .filter(([from, to]) => to > from)
    .flatMap(([from, to]): [number, number][] => [
      [from, 1],
      [to, -1],
    ])
    // What ends at the moment another begins does not overlap with it.
    .sort(([a, x], [b, y]) => a - b || x - y);
  let now = 0;
  let highest = Math.min(1, stretches.length);
  for (const [, change] of ends) {
    now += change;
    highest = Math.max(highest, now);
  }
  return highest;
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b));
const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b));
