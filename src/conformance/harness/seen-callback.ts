import type { Arrival } from '../../flow/callback-receiver.js';
import { signaturesOf } from '../../flow/callback-signatures.js';
import type { SeenCallback } from '../../flow/judge/seen.js';
import type { Credential } from '../scenario/expand.js';

/** An arrival as the judges see it. All times are monotonic milliseconds. */
export function seenCallback(
  arrival: Arrival,
  begunMs: number,
  deadlineMs: number,
  { apiKey, apiSecret }: Credential,
): SeenCallback {
  const { via, atMs, method, contentType, form, data, sign } = arrival;
  return {
    via,
    atMs: atMs - begunMs,
    late: atMs > deadlineMs,
    method,
    contentType,
    form,
    data: data?.toString('utf8'),
    sign: sign?.toString('utf8'),
    signatures: data === undefined ? [] : signaturesOf(data, apiKey, apiSecret),
  };
}

/** Whether both ways have come. */
export function hasBoth(arrivals: readonly Arrival[]): boolean {
  return ['notify', 'return'].every((via) => arrivals.some((arrival) => arrival.via === via));
}

/**
 * Arrivals that only another liveness result explains: any further way back to return_url, and a notification that says
 * something new. The same notification again is a service that repeats it.
 */
export function effectsOf(before: readonly Arrival[], now: readonly Arrival[]): Arrival['via'][] {
  const known = new Set(before.map(({ data }) => data?.toString('latin1')));
  return now
    .slice(before.length)
    .filter(({ via, data }) => via === 'return' || !known.has(data?.toString('latin1')))
    .map(({ via }) => via);
}

/** The different texts of `data` that came, each under the callbacks it came in; empty when none came. */
export function dataOf(arrivals: readonly Arrival[]): string {
  const ways = new Map<string, string[]>();
  for (const { via, data } of arrivals) {
    const text = data?.toString('utf8') ?? '';
    if (text !== '') ways.set(text, [...(ways.get(text) ?? []), via]);
  }
  return [...ways].map(([text, vias]) => `data of ${[...new Set(vias)].join(' and ')}:\n${text}`).join('\n\n');
}
