import type { LatencyRecord, WatchRecord } from '../../records/load-types.js';
import { count, millis } from '../format.js';
import type { Texts } from '../texts.js';

const OTHERS = ['refused', 'rejected', 'server-error', 'unanswered', 'garbled'] as const;

/** What the numbers of a run rest on, and what they leave out. */
export function measured(latency: LatencyRecord, watch: WatchRecord | null, { load }: Texts): string[] {
  const { requests, warmup, outcomes, dropped, startLag } = latency;
  const others = OTHERS.filter((kind) => outcomes[kind] > 0).map(
    (kind) => `${count(outcomes[kind])} ${load.outcome[kind]}`,
  );
  const rest = others.length === 0 ? load.measured.allOk : load.measured.others(others.join(', '));
  return [
    load.measured.requests(requests, warmup),
    ...(requests === 0 ? [] : [rest]),
    // A watch leaves nothing out for want of users; what matters is where it was cut off.
    ...(watch === null ? [dropped === 0 ? load.measured.noneDropped : load.measured.dropped(dropped)] : []),
    ...(watch === null || watch.resumed === 0 ? [] : [load.watch.resumed(watch.resumed)]),
    ...(watch === null || watch.torn === 0 ? [] : [load.watch.torn(watch.torn)]),
    ...(startLag === null ? [] : [load.measured.lag(millis(startLag.p99))]),
  ];
}
