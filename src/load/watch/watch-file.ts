import { createReadStream, existsSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Sla } from '../sla/sla.js';
import { readWatch, type WatchRead } from './watch-tally.js';

/** What a watch's file holds so far; undefined when there is no such file, or nothing in it. */
export async function readWatchFile(path: string, sla: Sla | undefined): Promise<WatchRead | undefined> {
  if (!existsSync(path) || statSync(path).size === 0) return undefined;
  const lines = createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY });
  return readWatch(lines, sla?.latency.map(({ belowMs }) => belowMs) ?? []);
}
