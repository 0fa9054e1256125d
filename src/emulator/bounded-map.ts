/** A map that forgets its oldest entries when it holds too many or too large ones, so that no load fills the memory. */
export interface BoundedMap<V> {
  get(key: string): V | undefined;
  set(key: string, value: V): void;
  delete(key: string): void;
  readonly size: number;
}

export interface Bounds<V> {
  readonly maxEntries: number;
  readonly maxBytes: number;
  /** About how many bytes an entry keeps in memory. */
  readonly bytesOf: (value: V) => number;
}

export function boundedMap<V>({ maxEntries, maxBytes, bytesOf }: Bounds<V>): BoundedMap<V> {
  const entries = new Map<string, V>();
  let bytes = 0;
  const drop = (key: string) => {
    const value = entries.get(key);
    if (value === undefined) return;
    entries.delete(key);
    bytes -= bytesOf(value);
  };
  return {
    get: (key) => entries.get(key),
    set(key, value) {
      drop(key);
      entries.set(key, value);
      bytes += bytesOf(value);
      while (entries.size > 1 && (entries.size > maxEntries || bytes > maxBytes)) drop(entries.keys().next().value!);
    },
    delete: drop,
    get size() {
      return entries.size;
    },
  };
}
