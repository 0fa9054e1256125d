import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Node versions whose V8 is known to take the flag while it runs; on others the engine only takes more memory. */
const KNOWN = /^20\./;

/** Requests of more VUs in flight would not fit, and be kept for a full collection instead. */
const MOST_VUS = 100;

/**
 * Keeps the heap for short-lived objects at its first size, for a run of few VUs, until the returned function is called.
 * An iteration leaves nothing that lives on, so a larger one would only cost memory: some 15 MB, more than a hundred VUs.
 */
export function keepYoungGenerationSmall(vus: number): () => void {
  if (vus > MOST_VUS || !KNOWN.test(process.versions.node)) return () => {};
  setFlagsFromString('--semi-space-growth-factor=1');
  return () => setFlagsFromString('--semi-space-growth-factor=2');
}

/** A larger heap is not the engine's alone, and collecting it would take long. */
const OWN_HEAP_BYTES = 64e6;

/** Collects what starting up left, some 10 ms, so that it neither takes memory while the load runs nor is collected in its midst. */
export function collectGarbage(): void {
  if (getHeapStatistics().used_heap_size > OWN_HEAP_BYTES) return;
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  collect();
}
