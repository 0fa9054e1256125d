import { seededRandom } from '../emulator/random.js';
import { SampleTally } from '../load/records/samples.js';
import { judgeSla } from '../load/sla/sla-verdict.js';
import type { LoadProofRecord } from '../records/proof-types.js';
import {
  concurrency,
  type Searched,
  type Server,
  searchOn,
  tokenBucket,
  withErrors,
} from '../stats/limit/simulated-server.js';
import type { LimitResult } from '../stats/limit/types.js';

// Servers with a fault of load, on a virtual clock, and what the limit search and an agreement say of each: the truth, or that they
// are not sure; anything else is a fault of the load side.

interface LoadFault {
  readonly fault: string;
  /** What is true of the server. */
  readonly truth: string;
  readonly say: () => { readonly said: string; readonly told: boolean; readonly unsure: boolean };
}

const WAY = { delay: () => 0.3, blurMs: 0.2, timeUsed: true };
const answersIn = (ms: number) => () => ms;

/** The faults, each with what is said of it. */
export function proveLoad(): LoadProofRecord[] {
  return FAULTS.map(({ fault, truth, say }) => {
    const { said, told, unsure } = say();
    return { fault, truth, said, verdict: told ? 'told' : unsure ? 'not sure' : 'wrong' };
  });
}

function limitFault(
  fault: string,
  truth: string,
  server: () => Server,
  isTrue: (result: LimitResult, searched: Searched) => boolean,
): LoadFault {
  return {
    fault,
    truth,
    say() {
      const searched = searchOn(server(), WAY, { maxLevel: 64 });
      const { result } = searched;
      const said = result.stopped === '' ? (result.evidence[0] ?? '') : `not sure: ${result.stopped}`;
      return { said, told: isTrue(result, searched), unsure: result.value === null && result.stopped !== '' };
    },
  };
}

const isLimit = (limit: number) => (result: LimitResult) => result.value === limit && result.stopped === '';

/** Every so many requests a slot never comes back. */
function leaking(limit: number, every: number, ms: number): Server {
  let [accepted, leaked] = [0, 0];
  const slots = concurrency(() => limit - leaked, answersIn(ms));
  return {
    arrive(atMs) {
      const answer = slots.arrive(atMs);
      if (answer.answer !== 'accepted') return answer;
      accepted += 1;
      if (accepted % every === 0) leaked += 1;
      return answer;
    },
  };
}

const LIMITS: readonly LoadFault[] = [
  limitFault(
    'limit off by one',
    '19 at once, 20 are contracted',
    () => concurrency(() => 19, answersIn(40)),
    isLimit(19),
  ),
  limitFault(
    'limit off by one',
    '21 at once, 20 are contracted',
    () => concurrency(() => 21, answersIn(40)),
    isLimit(21),
  ),
  limitFault(
    'late slots',
    '12 at once; a slot is free 20 ms after its answer',
    () => concurrency(() => 12, answersIn(40), answersIn(20)),
    (result) => isLimit(12)(result) && (result.inLoop === 12 || result.late !== null),
  ),
  limitFault(
    'rate dressed as concurrency',
    '50 a second, 20 of them at once, refused like a limit in flight',
    () => tokenBucket(50, 20, answersIn(40)),
    ({ value, cause }) => value === null && cause === 'rate',
  ),
  limitFault(
    'drift of the limit',
    '20 at once, 15 after 4 s',
    () => concurrency((atMs) => (atMs < 4000 ? 20 : 15), answersIn(50)),
    (result) => isLimit(15)(result) || result.changed !== null,
  ),
  limitFault(
    'leaking slots',
    '20 at once; one slot is lost with every 60th request',
    () => leaking(20, 60, 50),
    ({ value, stopped }) => value === null && stopped.startsWith('not steady'),
  ),
  limitFault(
    'false 500s',
    '17 at once; 1 % of the answers are false server errors',
    () =>
      withErrors(
        concurrency(() => 17, answersIn(40)),
        0.01,
        seededRandom(4),
      ),
    isLimit(17),
  ),
];

/** p95 ≤ 300 ms, with 95 % confidence. */
const PROMISED_MS = 300;
const SLA = {
  latency: [{ percentile: 95, belowMs: PROMISED_MS }],
  availability: null,
  confidence: 95,
  ratePerSecond: 10,
  durationMs: 60_000,
  warmupMs: 0,
} as const;

/** What an agreement says of requests that took so long from their intended start; `dropped`: arrivals that nobody sent. */
function judge(wallMs: readonly number[], dropped = 0) {
  const tally = new SampleTally([PROMISED_MS]);
  const point = (metric: string, value: number, tags: object) =>
    tally.add(JSON.stringify({ metric, type: 'Point', data: { time: '2026-01-02T03:04:05Z', value, tags } }));
  for (const ms of wallMs) point('facegate_wall', ms, { outcome: 'ok' });
  for (let one = 0; one < dropped; one += 1) point('dropped_iterations', 1, {});
  const record = judgeSla(SLA, tally.samples(), { complete: true, loopLagMs: null });
  const [objective] = record.objectives;
  const needed = objective?.samplesNeeded ?? 0;
  const counts = `${objective?.broken} of ${objective?.samples} over ${PROMISED_MS} ms`;
  const more = record.verdict === 'inconclusive' && needed > 0 ? `; ${needed} more would decide` : '';
  return { verdict: record.verdict, said: [`${record.verdict}: ${counts}${more}`, ...record.voids].join('; ') };
}

/** Latencies whose 95th percentile is exact: each the quantile of its place, from 100 ms on. */
function latencies(n: number, p95Ms: number): number[] {
  return Array.from({ length: n }, (_, i) => 100 + ((p95Ms - 100) * (i + 0.5)) / (0.95 * n));
}

function slaFault(
  fault: string,
  truth: string,
  right: 'pass' | 'fail' | 'inconclusive',
  run: () => ReturnType<typeof judge>,
): LoadFault {
  return {
    fault,
    truth,
    say() {
      const { verdict, said } = run();
      return { said, told: verdict === right, unsure: verdict === 'inconclusive' };
    },
  };
}

const STALL = { fromMs: 20_000, forMs: 6_000 };
const SERVICE_MS = 20;

/** A server that answers in 20 ms, and not at all for a while; when the answer to a request leaves that comes at a time. */
function stalled(atMs: number): number {
  const over = STALL.fromMs + STALL.forMs;
  return (atMs >= STALL.fromMs && atMs < over ? over : atMs) + SERVICE_MS;
}

/** As arrivals come, ten a second, whether the one before was answered or not. */
function openModel(users: number): { wallMs: number[]; dropped: number } {
  const wallMs: number[] = [];
  const busyUntil: number[] = [];
  let dropped = 0;
  for (let atMs = 0; atMs < SLA.durationMs; atMs += 1000 / SLA.ratePerSecond) {
    if (busyUntil.filter((until) => until > atMs).length >= users) {
      dropped += 1;
      continue;
    }
    const doneMs = stalled(atMs);
    busyUntil.push(doneMs);
    wallMs.push(doneMs - atMs);
  }
  return { wallMs, dropped };
}

const AGREEMENTS: readonly LoadFault[] = [
  slaFault('latency as promised', 'p95 is 280 ms, 300 ms are promised', 'pass', () => judge(latencies(6000, 280))),
  slaFault('latency shift of 10 %', 'p95 is 308 ms, 300 ms are promised', 'fail', () => judge(latencies(6000, 308))),
  slaFault('latency shift of 10 %', 'the same, of 60 requests', 'inconclusive', () => judge(latencies(60, 308))),
  slaFault(
    'coordinated omission',
    'no answer for 6 s of a minute: 57 of 600 arrivals wait longer than 300 ms',
    'fail',
    () => judge(openModel(1000).wallMs),
  ),
  slaFault(
    'coordinated omission',
    'the same, with 5 users, who hold back what they should send',
    'inconclusive',
    () => {
      const { wallMs, dropped } = openModel(5);
      return judge(wallMs, dropped);
    },
  ),
];

const FAULTS: readonly LoadFault[] = [...LIMITS, ...AGREEMENTS];
