import type { OutcomeKind, SeriesPoint } from '../../records/load-types.js';
import { LogHistogram } from '../../stats/log-histogram.js';

/** More points than this no chart can show. */
const MOST_POINTS = 600;

interface Slot {
  ok: number;
  refused: number;
  failed: number;
  dropped: number;
  readonly wall: LogHistogram;
}

/**
 * Requests over time, in slots of one second at first. When there are more than 600 slots, every two become one, so that a run of
 * any length fits into the same memory.
 */
export class TimeSeries {
  #slots = new Map<number, Slot>();
  #beginMs: number | undefined;
  #seconds = 1;

  /** Width of a slot, seconds. */
  get intervalSeconds(): number {
    return this.#seconds;
  }

  addRequest(atMs: number, outcome: OutcomeKind, wallMs: number): void {
    const slot = this.#slotAt(atMs);
    if (outcome === 'ok') {
      slot.ok += 1;
      slot.wall.add(wallMs);
    } else if (outcome === 'refused') slot.refused += 1;
    else slot.failed += 1;
  }

  addDropped(atMs: number, count: number): void {
    this.#slotAt(atMs).dropped += count;
  }

  /**
   * The slots from the first (or that at `from`) to the last that holds something, the empty ones between them included.
   */
  points(from = 0): SeriesPoint[] {
    const indexes = [...this.#slots.keys()];
    const length = indexes.length === 0 ? 0 : Math.max(0, Math.max(...indexes) + 1 - from);
    return Array.from({ length }, (_, place) => {
      const index = from + place;
      const { ok, refused, failed, dropped, wall } = this.#slots.get(index) ?? emptySlot();
      return {
        atSeconds: index * this.#seconds,
        requests: ok + refused + failed,
        ok,
        refused,
        failed,
        dropped,
        p50Ms: wall.quantile(0.5) ?? null,
        p95Ms: wall.quantile(0.95) ?? null,
        maxMs: wall.max ?? null,
      };
    });
  }

  #slotAt(atMs: number): Slot {
    this.#beginMs ??= atMs;
    // Samples of several users come a little out of order; one before the first belongs to the first slot.
    const index = () => Math.max(0, Math.floor((atMs - (this.#beginMs ?? atMs)) / 1000 / this.#seconds));
    while (index() >= MOST_POINTS) this.#halve();
    const found = this.#slots.get(index());
    if (found !== undefined) return found;
    const slot = emptySlot();
    this.#slots.set(index(), slot);
    return slot;
  }

  #halve(): void {
    const wider = new Map<number, Slot>();
    for (const [index, slot] of this.#slots) {
      const into = wider.get(Math.floor(index / 2)) ?? emptySlot();
      into.ok += slot.ok;
      into.refused += slot.refused;
      into.failed += slot.failed;
      into.dropped += slot.dropped;
      into.wall.merge(slot.wall);
      wider.set(Math.floor(index / 2), into);
    }
    this.#slots = wider;
    this.#seconds *= 2;
  }
}

function emptySlot(): Slot {
  return { ok: 0, refused: 0, failed: 0, dropped: 0, wall: new LogHistogram() };
}
