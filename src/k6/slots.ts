/** Something that can lie in one list of slots at a time, and knows where. */
export interface Slotted {
  /** Its place in the list; -1 outside. */
  slot: number;
}

/**
 * A bag that items enter and leave by the thousand a second, each in constant time. A Set would do, but V8 links every
 * table a Set outgrows to the next one, which keeps dead items alive until a full garbage collection.
 */
export class Slots<Item extends Slotted> {
  readonly #items: Item[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: Item): void {
    item.slot = this.#items.length;
    this.#items.push(item);
  }

  delete(item: Item): void {
    const { slot } = item;
    if (this.#items[slot] !== item) return;
    const last = this.#items.pop()!;
    if (last !== item) {
      this.#items[slot] = last;
      last.slot = slot;
    }
    item.slot = -1;
  }

  /** All items at this moment, so that the list may change while they are looked at. */
  all(): Item[] {
    return [...this.#items];
  }
}
