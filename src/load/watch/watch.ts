import type { OutcomeKind, WatchHeader, WatchLine } from '../../records/load-types.js';
import { requestsOf } from '../records/samples.js';
import { describeWatch, type WatchConfig, watchFingerprint } from './watch-config.js';
import type { WatchRead } from './watch-tally.js';

/** How a watch begins on a file. */
export type WatchBegin =
  /** Nothing is there yet (or only the torn beginning of a first line): this line is to be written first. */
  | { readonly kind: 'new'; readonly header: WatchHeader }
  /** The same watch goes on. */
  | { readonly kind: 'resume'; readonly samples: number; readonly torn: number }
  /** The file is not to be touched. */
  | { readonly kind: 'refused'; readonly why: string };

/** Decides how a watch with this configuration begins on a file of which `read` is the content; undefined: no such file. */
export function beginWatch(
  file: string,
  read: WatchRead | undefined,
  config: WatchConfig,
  startedAt: string,
): WatchBegin {
  const fingerprint = watchFingerprint(config);
  const about = describeWatch(config);
  if (read?.foreign === true) {
    return { kind: 'refused', why: `${file} is not the file of a watch; give another --file` };
  }
  if (read?.header === undefined) {
    return { kind: 'new', header: { type: 'watch', version: 1, config: fingerprint, about, startedAt } };
  }
  if (read.header.config !== fingerprint) {
    const another = config.photoHash === '' ? 'key' : 'key or photo';
    const known = read.header.about === about ? `${about}, with another ${another}` : read.header.about;
    return {
      kind: 'refused',
      why: `${file} holds another watch (${known}); this one is: ${about}. Samples of the two must not be mixed: give another --file`,
    };
  }
  return { kind: 'resume', samples: requestsOf(read.tally.samples()), torn: read.torn };
}

/** What a watch needs of the world. */
export interface WatchWorld {
  /** Sends one request; never rejects. */
  readonly send: () => Promise<{ readonly outcome: OutcomeKind; readonly serverMs: number | null }>;
  /** Appends a line to the file; a failure ends the watch. */
  readonly append: (line: WatchLine) => void;
  /** A clock that never steps, milliseconds. */
  readonly monotonicMs: () => number;
  /** The time of day, epoch milliseconds. */
  readonly wallClockMs: () => number;
  /** Resolves after the time, or at once when the watch is to stop. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopped: () => boolean;
}

/** How many samples a watch takes; undefined for no end. */
export interface WatchPlan {
  readonly everyMs: number;
  readonly mostSamples: number | undefined;
}

/**
 * Samples at a fixed pace until it is stopped, one line a sample, each written before the next is sent: a kill loses at most
 * the one under way. Ticks that pass while a sample is still out are left out, never made up for in a burst. Returns the
 * number of samples.
 */
export async function runWatch({ everyMs, mostSamples }: WatchPlan, world: WatchWorld): Promise<number> {
  const beganMs = world.monotonicMs();
  // Times are counted on from here by the clock that never steps: a time of day that is set moves no hour.
  const beganAt = world.wallClockMs();
  let samples = 0;
  let tick = 0;
  while (!world.stopped() && samples < (mostSamples ?? Number.POSITIVE_INFINITY)) {
    const dueMs = beganMs + tick * everyMs;
    const waitMs = dueMs - world.monotonicMs();
    if (waitMs > 0) await world.sleep(waitMs);
    if (world.stopped()) break;
    // The time of the intended start: what the sample was late itself counts as latency.
    const at = Math.round(beganAt + (dueMs - beganMs));
    const { outcome, serverMs } = await world.send();
    world.append({ type: 'sample', at, outcome, wallMs: world.monotonicMs() - dueMs, serverMs });
    samples += 1;
    tick = nextTick(tick, world.monotonicMs() - beganMs, everyMs);
  }
  return samples;
}

/** The first tick after the last one whose time has not passed yet. */
export function nextTick(last: number, elapsedMs: number, everyMs: number): number {
  return Math.max(last + 1, Math.ceil(elapsedMs / everyMs));
}
