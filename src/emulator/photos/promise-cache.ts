/**
 * Keeps the results of slow work by key, the `limit` most recently used of them. Whoever asks for a key that is being
 * worked on waits for the same result; a rejected result is forgotten.
 */
export class PromiseCache<Value> {
  readonly #entries = new Map<string, Promise<Value>>();

  constructor(readonly limit: number) {}

  get(key: string, make: () => Promise<Value>): Promise<Value> {
    const entry = this.#entries.get(key) ?? this.#begin(key, make);
    // A Map keeps the order of insertion: the first key is the one unused for longest.
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    for (const oldest of this.#entries.keys()) {
      if (this.#entries.size <= this.limit) break;
      this.#entries.delete(oldest);
    }
    return entry;
  }

  #begin(key: string, make: () => Promise<Value>): Promise<Value> {
    const entry = make();
    entry.catch(() => {
      if (this.#entries.get(key) === entry) this.#entries.delete(key);
    });
    return entry;
  }
}
