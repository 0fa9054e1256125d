import { unseenBound } from '../proportion.js';
import type { Ending, LimitState } from './state.js';
import { requestsOf } from './stop-rules.js';
import type { LimitCause, LimitResult, LimitStep, RoundOutcome } from './types.js';

/** The status of HTTP for too many requests in a time. */
const RATE_LIMITED = /^429/;
/** With less of the level at work on the server, the level says more about the way there than about the server. */
const OVERLAP_SHARE = 0.5;

/** The result that follows from a finished or stopped search. */
export function conclude(state: LimitState, ending: Ending): LimitResult {
  const { steps } = state;
  const { low, high } = range(state, ending);
  // A round above the limit may pass by chance; only those up to it show what was in flight.
  const held = steps.filter((step) => step.outcome === 'held' && step.level <= low);
  return {
    value: ending.kind === 'concurrency' ? low : null,
    low,
    high,
    cause: causeOf(state, ending),
    probes: steps.filter((step) => step.purpose !== 'sentinel').length,
    requests: requestsOf(steps),
    reached: held.reduce((most, step) => Math.max(most, step.reached), 0),
    atServer: atServer(state),
    recoveredAfterMs: recoveredAfterMs(state),
    stopped: stoppedBecause(steps, ending),
    evidence: [finding(state, ending), ...support(state, ending)],
  };
}

/** Between what the limit lies. One on the rate says nothing of levels: what was accepted once may be refused the next time. */
function range(
  { low, high, steps }: LimitState,
  ending: Ending,
): { readonly low: number; readonly high: number | null } {
  const top = high === undefined ? null : high - 1;
  if (causeOf({ high, steps }, ending) !== 'rate') return { low, high: top };
  const most = steps.reduce((level, step) => (step.outcome === 'held' ? Math.max(level, step.level) : level), low);
  return { low: most, high: top === null ? null : Math.max(top, most) };
}

function causeOf({ high, steps }: Pick<LimitState, 'high' | 'steps'>, ending: Ending): LimitCause {
  switch (ending.kind) {
    case 'no-limit':
      return 'none';
    case 'rate':
    case 'one-refused':
    case 'not-recovered':
      return 'rate';
    case 'unknown':
      return RATE_LIMITED.test(mostOf(steps)?.what ?? '') ? 'rate' : high === undefined ? 'none' : 'concurrency';
    case 'concurrency':
    case 'unsteady':
    case 'stopped':
      return high === undefined ? 'none' : 'concurrency';
  }
}

function stoppedBecause(steps: readonly LimitStep[], ending: Ending): string {
  switch (ending.kind) {
    case 'concurrency':
    case 'rate':
    case 'no-limit':
    case 'one-refused':
      return '';
    case 'unsteady':
      return 'the same levels were now accepted and now refused; other traffic on the same key would look like that';
    case 'not-recovered':
      return 'a lone request was still refused five seconds after a burst';
    case 'unknown': {
      const most = mostOf(steps);
      return most === undefined
        ? 'three rounds in a row drew no answer'
        : `three rounds in a row drew other answers, most of them ${most.what}${RATE_LIMITED.test(most.what) ? ', which is a limit on the rate' : ''}`;
    }
    case 'stopped':
      return ending.why;
  }
}

function finding(state: LimitState, ending: Ending): string {
  const { settings, steps } = state;
  const { low, high } = range(state, ending);
  const bounds = `range ${low}–${high ?? 'open'}`;
  switch (ending.kind) {
    case 'concurrency':
      return `L = ${low} (${bounds}): ${low} at once accepted in ${rounds(steps, low, 'held')}, one more refused in ${rounds(steps, low + 1, 'refused')}`;
    case 'no-limit':
      return settings.mode === 'headroom'
        ? `at least ${low} at once are accepted; more was not tried`
        : `no limit up to ${low} at once`;
    case 'rate':
      return `refusals follow the rate of requests, not the number in flight (up to ${low} at once were accepted)`;
    case 'one-refused':
      return 'requests sent one after the other are refused, a lone one is accepted: a limit on the rate';
    case 'not-recovered':
      return 'a lone request is refused although nothing else is in flight: a limit on the rate, or other traffic on the same key';
    case 'unsteady':
    case 'unknown':
    case 'stopped':
      return low === 0 ? 'nothing was found out' : `at least ${low} at once were accepted (${bounds})`;
  }
}

function support(state: LimitState, ending: Ending): string[] {
  const lines: string[] = [];
  if (ending.kind === 'concurrency') {
    lines.push(
      'on concurrency, not on the rate: many fast requests at half the level were accepted; after a rest, one more than the level was refused, at once and spread out',
    );
  }
  if (ending.kind === 'rate') lines.push(RATE_SIGNS[ending.test]);
  if (ending.kind === 'no-limit') lines.push(unseen(state.steps));
  const working = atServer(state);
  if (working !== null && working < state.low * OVERLAP_SHARE) {
    lines.push(
      `by its own time_used the server had only ${working.toFixed(1)} of ${state.low} at work at a time: the answers are too fast, or the way is too long, for more to overlap there; photos make requests longer`,
    );
  }
  const recovered = recoveredAfterMs(state);
  if (recovered !== null) lines.push(`after every refused round a lone request was accepted within ${recovered} ms`);
  if (state.restarts > 0) {
    const times = state.restarts === 1 ? 'once' : `${state.restarts} times`;
    lines.push(`the search began again ${times}, as a confirmation failed`);
  }
  return lines;
}

const RATE_SIGNS = {
  fast: 'many fast requests at half the level were refused too',
  burst: 'after a rest, one more than the level was accepted at once',
  fill: 'after a rest, one more than the level was accepted when spread out',
};

function unseen(steps: readonly LimitStep[]): string {
  const highest = Math.max(...steps.map((step) => step.level));
  const accepted = steps.filter((step) => step.level === highest).reduce((sum, step) => sum + step.accepted, 0);
  const percent = (100 * unseenBound(accepted, 0.95)).toPrecision(2);
  return `no refusal among ${accepted} requests at ${highest} in flight: refusals there are rarer than ${percent} %, with 95 % confidence`;
}

/** In how many of all rounds at a level it ended as said. */
function rounds(steps: readonly LimitStep[], level: number, outcome: RoundOutcome): string {
  const known = steps.filter(
    (step) => step.level === level && step.purpose !== 'sentinel' && step.outcome !== 'unknown',
  );
  return `${known.filter((step) => step.outcome === outcome).length} of ${known.length} rounds`;
}

/** Little's law: the time spent on all requests, over the time that passed, is how many were at work on average. */
function atServer({ low, steps }: LimitState): number | null {
  const means = steps
    .filter(({ purpose, level, outcome, serverMs }) => {
      return outcome === 'held' && level === low && purpose !== 'sentinel' && serverMs > 0;
    })
    .map(({ serverMs, durationMs }) => Math.min(low, serverMs / Math.max(1, durationMs)));
  return means.length === 0 ? null : Math.max(...means);
}

function recoveredAfterMs({ settings, steps }: LimitState): number | null {
  let longest: number | null = null;
  let refusedInARow = 0;
  for (const step of steps) {
    if (step.purpose !== 'sentinel' || step.outcome === 'unknown') continue;
    if (step.outcome === 'refused') {
      refusedInARow += 1;
      continue;
    }
    const rests = [settings.settleMs, 1_000, 5_000].slice(0, refusedInARow + 1);
    longest = Math.max(
      longest ?? 0,
      rests.reduce((sum, rest) => sum + rest, 0),
    );
    refusedInARow = 0;
  }
  return longest;
}

/** What the last rounds drew most often instead of an acceptance or a refusal. */
function mostOf(steps: readonly LimitStep[]): { readonly what: string; readonly count: number } | undefined {
  const counts = new Map<string, number>();
  for (const step of steps.slice(-3)) {
    for (const [what, count] of Object.entries(step.unknown)) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count)[0];
}
