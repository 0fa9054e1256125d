// Servers and a client on a virtual clock: what the limit search is proved with.
import { atRestOf, seenOf } from './round-seen.js';
import { beginSearch, nextStep, observe } from './search.js';
import { limitSettings } from './settings.js';
import type { Call, LimitResult, LimitSettings, LimitStep, Round } from './types.js';

type Random = () => number;

/** What a server does with a request that arrives at a time, milliseconds: when its answer leaves, and what it is. */
export interface Server {
  readonly arrive: (atMs: number) => { readonly leavesMs: number; readonly answer: Call['answer'] };
}

/** How long a server works on a request. */
export type Service = () => number;

/** Slots that are taken until a time. */
function slots() {
  let until: number[] = [];
  return {
    taken: (atMs: number) => {
      until = until.filter((ms) => ms > atMs);
      return until.length;
    },
    take: (untilMs: number) => until.push(untilMs),
  };
}

const refusal = (atMs: number) => ({ leavesMs: atMs + 1, answer: 'refused' as const });
const token = (leavesMs: number) => ({ leavesMs, answer: 'accepted' as const });

/** So many at once, which may change with time; a slot is free again this long after its answer. */
export function concurrency(limit: (atMs: number) => number, service: Service, late: () => number = () => 0): Server {
  const own = slots();
  return {
    arrive: (atMs) => {
      if (own.taken(atMs) >= limit(atMs)) return refusal(atMs);
      const leavesMs = atMs + service();
      own.take(leavesMs + late());
      return token(leavesMs);
    },
  };
}

/** A bucket of tokens, refilled at a rate. */
export function tokenBucket(perSecond: number, burst: number, service: Service): Server {
  let [tokens, last] = [burst, 0];
  return {
    arrive: (atMs) => {
      tokens = Math.min(burst, tokens + ((atMs - last) * perSecond) / 1000);
      last = atMs;
      if (tokens < 1) return refusal(atMs);
      tokens -= 1;
      return token(atMs + service());
    },
  };
}

/** A bucket that leaks: requests leave it one by one at a rate, and no more fit in than its size. */
export function leakyBucket(perSecond: number, size: number): Server {
  const own = slots();
  let lastMs = 0;
  return {
    arrive: (atMs) => {
      if (own.taken(atMs) >= size) return refusal(atMs);
      lastMs = Math.max(lastMs, atMs) + 1000 / perSecond;
      own.take(lastMs);
      return token(lastMs);
    },
  };
}

/** At most so many in any stretch of this length. */
export function slidingWindow(most: number, windowMs: number, service: Service): Server {
  const own = slots();
  return {
    arrive: (atMs) => {
      if (own.taken(atMs) >= most) return refusal(atMs);
      own.take(atMs + windowMs);
      return token(atMs + service());
    },
  };
}

/** At most so many in each window of the clock. */
export function fixedWindow(most: number, windowMs: number, phaseMs: number, service: Service): Server {
  let [window, taken] = [-1, 0];
  return {
    arrive: (atMs) => {
      const now = Math.floor((atMs + phaseMs) / windowMs);
      if (now !== window) [window, taken] = [now, 0];
      taken += 1;
      return taken > most ? refusal(atMs) : token(atMs + service());
    },
  };
}

/** Nodes that count apart, behind a balancer that picks one for each request. */
export function balanced(nodes: readonly Server[], pick: (request: number) => number): Server {
  let requests = 0;
  return { arrive: (atMs) => nodes[pick(requests++)]!.arrive(atMs) };
}

/** A request has to pass both; what the second refuses is counted by the first. */
export function both(first: Server, second: Server): Server {
  return {
    arrive: (atMs) => {
      const answer = first.arrive(atMs);
      return answer.answer === 'refused' ? answer : second.arrive(atMs);
    },
  };
}

/** Works at so many at once; the others wait for their turn. */
export function queue(most: number, service: Service): Server {
  const free = Array.from({ length: most }, () => 0);
  return {
    arrive: (atMs) => {
      const next = free.indexOf(Math.min(...free));
      free[next] = Math.max(free[next]!, atMs) + service();
      return token(free[next]!);
    },
  };
}

/** A share of the tokens becomes false server errors. */
export function withErrors(server: Server, share: number, random: Random): Server {
  return {
    arrive: (atMs) => {
      const answer = server.arrive(atMs);
      return answer.answer === 'accepted' && random() < share ? { ...answer, answer: 'server-error' } : answer;
    },
  };
}

/** The way to a server and back, and how well the client's engine knows when it wrote. */
export interface Way {
  /** One way, milliseconds. */
  readonly delay: () => number;
  /** Times are known to so many milliseconds. */
  readonly blurMs: number;
  /** Whether the server's time_used is told. */
  readonly timeUsed: boolean;
}

interface Event {
  readonly atMs: number;
  readonly order: number;
  readonly run: () => void;
}

/** What happens next, by time; at the same time by the order it was planned in. */
class Agenda {
  readonly #heap: Event[] = [];
  #planned = 0;

  plan(atMs: number, run: () => void): void {
    const heap = this.#heap;
    heap.push({ atMs, order: this.#planned++, run });
    for (let i = heap.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!before(heap[i]!, heap[parent]!)) break;
      [heap[i], heap[parent]] = [heap[parent]!, heap[i]!];
      i = parent;
    }
  }

  next(): Event | undefined {
    const heap = this.#heap;
    const first = heap[0];
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    heap[0] = last;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      if (left >= heap.length) return first;
      const child = left + 1 < heap.length && before(heap[left + 1]!, heap[left]!) ? left + 1 : left;
      if (!before(heap[child]!, heap[i]!)) return first;
      [heap[i], heap[child]] = [heap[child]!, heap[i]!];
      i = child;
    }
  }
}

const before = (a: Event, b: Event): boolean => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

/** Between the writes of a burst, and between an answer and the loop's next request, milliseconds. */
const WRITE_MS = 0.02;
const TURN_MS = 0.1;
/** An answer of no use is sent again so often, after a rest. */
const REPEATS = 3;
const REPEAT_MS = 20;

/** Runs a round in virtual time from `beginMs` on. */
function play(round: Round, server: Server, way: Way, beginMs: number): { calls: Call[]; endMs: number } {
  const agenda = new Agenda();
  const calls: Call[] = [];
  let refused = false;
  let endMs = beginMs + round.restMs;
  const send = (turn: number, accepted: number, repeats: number, atMs: number): void => {
    if (refused) return;
    const arrivesMs = atMs + way.delay();
    agenda.plan(arrivesMs, () => {
      const { leavesMs, answer } = server.arrive(arrivesMs);
      const doneMs = leavesMs + way.delay();
      agenda.plan(doneMs, () => {
        endMs = doneMs;
        if (answer === 'refused') refused = true;
        calls.push({
          first: turn === 0,
          writtenFromMs: atMs - way.blurMs,
          writtenToMs: atMs + way.blurMs,
          durationMs: doneMs - atMs,
          connectingMs: calls.length === 0 ? 2 * way.delay() : 0,
          answer,
          what: answer === 'server-error' ? 'a server error' : '',
          timeUsedMs: way.timeUsed ? Math.round(leavesMs - arrivesMs) : undefined,
        });
        const now = accepted + (answer === 'accepted' ? 1 : 0);
        const again = repeats + (answer === 'server-error' ? 1 : 0);
        if (now >= round.perLoop || answer === 'refused' || round.perLoop === 1 || again > REPEATS) return;
        const nextMs = doneMs + (answer === 'accepted' ? TURN_MS : REPEAT_MS);
        agenda.plan(nextMs, () => send(turn + 1, now, again, nextMs));
      });
    });
  };
  for (let loop = 0; loop < round.level; loop += 1) {
    const atMs = beginMs + round.restMs + loop * WRITE_MS + (round.spreadMs * loop) / round.level;
    agenda.plan(atMs, () => send(0, 0, 0, atMs));
  }
  for (let event = agenda.next(); event !== undefined; event = agenda.next()) event.run();
  return { calls, endMs };
}

export interface Searched {
  readonly result: LimitResult;
  readonly steps: readonly LimitStep[];
  /** How long it took, virtual milliseconds. */
  readonly tookMs: number;
  readonly restMs: number;
}

/** A whole search for the limit of a server. */
export function searchOn(server: Server, way: Way, settings: Partial<LimitSettings> = {}): Searched {
  let state = beginSearch(limitSettings({ maxSaturatedMs: 1_000_000, ...settings }));
  let nowMs = 0;
  for (;;) {
    const step = nextStep(state);
    if (step.kind === 'done') {
      return { result: step.result, steps: state.steps, tookMs: nowMs, restMs: state.restMs };
    }
    const { calls, endMs } = play(step.round, server, way, nowMs);
    const atRest = state.atRest ?? atRestOf(calls);
    state = observe(state, seenOf(step.round, calls, atRest, 0), atRest);
    nowMs = endMs + TURN_MS;
    if (state.steps.length > 1000) throw new Error('the search does not end');
  }
}
