import { Counter, Rate, Trend } from 'k6/metrics';
import type { Outcome } from './outcome.js';

/** Requests that got a token. */
const ok = new Rate('facegate_ok');
/** From the moment the request could be sent until its answer was whole, connecting included; of every request. */
const wall = new Trend('facegate_wall', true);
/** The server's own figure, `time_used`; of requests that got a token. */
const server = new Trend('facegate_server', true);
/** What is left of the wall clock: network and queueing. */
const network = new Trend('facegate_network', true);

/** The counters of what is not a token, by outcome. */
const counters: Readonly<Record<Exclude<Outcome['kind'], 'ok'>, Counter>> = {
  refused: new Counter('facegate_refused'),
  rejected: new Counter('facegate_rejected'),
  'server-error': new Counter('facegate_server_errors'),
  unanswered: new Counter('facegate_unanswered'),
  garbled: new Counter('facegate_garbled'),
};

/** Records what became of a request. The tags name its outcome and whether it carried photos, nothing of its content. */
export function record(outcome: Outcome, wallMs: number, withPhotos: boolean): void {
  const tags = { outcome: outcome.kind, photo: withPhotos ? 'yes' : 'no' };
  ok.add(outcome.kind === 'ok', tags);
  wall.add(wallMs, tags);
  if (outcome.kind !== 'ok') {
    counters[outcome.kind].add(1, { ...tags, what: 'what' in outcome ? outcome.what : '' });
    return;
  }
  if (outcome.timeUsedMs === undefined) return;
  server.add(outcome.timeUsedMs, tags);
  network.add(Math.max(0, wallMs - outcome.timeUsedMs), tags);
}
