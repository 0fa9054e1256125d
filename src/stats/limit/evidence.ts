import { unseenBound } from '../proportion.js';
import type { Ending, LimitState } from './state.js';
import type { LateSlot, LimitStep, LimitVerdict, RoundOutcome } from './types.js';

/** The finding and what it rests on, a sentence each. */
export function findingLines(state: LimitState, ending: Ending, verdict: LimitVerdict): readonly string[] {
  return [finding(state, ending, verdict), ...support(state, ending, verdict)];
}

function finding({ settings, steps }: LimitState, ending: Ending, verdict: LimitVerdict): string {
  const { value, low, high, cause, stopped, waitBeyond } = verdict;
  const bounds = `range ${low}–${high ?? 'open'}`;
  if (value !== null) {
    return `L = ${value} (${bounds}): ${value} at once accepted in ${rounds(steps, value, 'held')}, one more refused in ${rounds(steps, value + 1, 'refused')}`;
  }
  if (waitBeyond !== null) {
    const level = Math.max(...steps.filter(({ purpose }) => purpose !== 'sentinel').map((step) => step.level));
    return `no refusal up to ${level} at once; beyond ${waitBeyond} at once requests wait`;
  }
  if (cause === 'rate' && stopped === '') {
    return ending.kind === 'one-refused'
      ? 'not even a lone request is accepted after a rest'
      : `refusals follow the rate of requests, not the number in flight (up to ${low} at once were accepted)`;
  }
  if (ending.kind === 'not-recovered') {
    return 'a lone request is refused although nothing else is in flight: a limit on the rate, or other traffic on the same key';
  }
  if (cause === 'none' && stopped === '') {
    return settings.mode === 'headroom'
      ? `at least ${low} at once are accepted; more was not tried`
      : `no limit up to ${low} at once`;
  }
  return low === 0 ? 'nothing was found out' : `at least ${low} at once were accepted (${bounds})`;
}

function support(state: LimitState, ending: Ending, verdict: LimitVerdict): string[] {
  const { steps, restarts } = state;
  const { value, stopped, cause, waitBeyond, shown, recoveredAfterMs, outvoted } = verdict;
  const lines: string[] = [];
  if (value !== null) lines.push(ON_CONCURRENCY);
  if (ending.kind === 'rate') lines.push(RATE_SIGNS[ending.test]);
  lines.push(...loopLines(state, verdict));
  if (cause === 'none' && stopped === '') lines.push(unseen(steps));
  if (waitBeyond !== null) {
    lines.push(
      `however many are sent at once, ${waitBeyond} of them are answered as fast as a lone one; the others take two, three, … times as long, and the throughput stays the same`,
    );
  }
  if (shown > 0) lines.push(`${shown} accepted requests were for certain in the server at one time`);
  if (recoveredAfterMs !== null) {
    lines.push(`after every refused round a lone request was accepted within ${Math.round(recoveredAfterMs)} ms`);
  }
  for (const index of outvoted) {
    const { level, refused, beganMs } = steps[index]!;
    const others = `${refused} of ${level} refused ${(beganMs / 1000).toFixed(1)} s after the start`;
    lines.push(
      `one round was outvoted: ${others}, accepted in three later rounds; other traffic on the same key looks like that`,
    );
  }
  if (restarts > 0) {
    const times = restarts === 1 ? 'once' : `${restarts} times`;
    lines.push(`the search began again ${times}, as a confirmation failed`);
  }
  return lines;
}

const ON_CONCURRENCY =
  'on requests in flight, not on the rate: after a rest, one more than the level was refused, at once and spread out';

const RATE_SIGNS = {
  few: 'many requests with few in flight were refused, too',
  fill: 'after a rest, one more than the level was accepted when spread out',
  return: 'after a burst requests come free one after another, long after its answers are home',
};

function loopLines({ low: level, steps }: LimitState, { inLoop, late, answerMs }: LimitVerdict): string[] {
  if (inLoop === null) return [];
  const answers = answerMs === null ? '' : ` of ${rounded(answerMs)} ms answers`;
  if (inLoop >= level) {
    const most = Math.max(...steps.filter(({ purpose }) => purpose === 'loop').map(({ accepted }) => accepted));
    return [`in a closed loop${answers} ${level} are accepted as well: none of ${most} requests was refused`];
  }
  const loop = inLoop === 0 ? 'one after the other is refused' : `${inLoop}`;
  const why = late === null ? '' : `, as a slot comes back ${lateText(late)} late`;
  const lines = [`${level} from rest; in a loop${answers} ${loop}${why}`];
  if (late !== null && answerMs !== null && !explains(late, answerMs, inLoop + 1, level)) {
    lines.push(
      `late slots alone do not explain that ${inLoop + 1} in a loop are refused: a limit on the rate beside it, or several counters behind a balancer, may do`,
    );
  }
  return lines;
}

/** Whether so many loops can take more than the limit: each holds one slot, and those that are not back yet. */
function explains({ toMs }: LateSlot, answerMs: number, loops: number, limit: number): boolean {
  return loops * (1 + Math.ceil((toMs + 1) / Math.max(1, answerMs))) > limit;
}

/** `6–9 ms`. */
export function lateText({ fromMs, toMs }: LateSlot): string {
  const [from, to] = [Math.floor(fromMs), Math.max(1, Math.ceil(toMs))];
  return from === 0 ? `up to ${to} ms` : from === to ? `${to} ms` : `${from}–${to} ms`;
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}

function unseen(steps: readonly LimitStep[]): string {
  const highest = Math.max(...steps.map((step) => step.level));
  const accepted = steps.filter((step) => step.level === highest).reduce((sum, step) => sum + step.accepted, 0);
  const percent = (100 * unseenBound(accepted, 0.95)).toPrecision(2);
  return `no refusal among ${accepted} requests at ${highest} in flight: refusals there are rarer than ${percent} %, with 95 % confidence`;
}

const NO_LEVEL = ['sentinel', 'baseline', 'loop', 'cause-few', 'return'];

/** In how many of the bursts from rest at a level it ended as said; one that passed without overlap passed. */
function rounds(
  steps: readonly LimitStep[],
  level: number,
  outcome: Exclude<RoundOutcome, 'thin' | 'unknown'>,
): string {
  const known = steps.filter(
    (step) => step.level === level && !NO_LEVEL.includes(step.purpose) && step.outcome !== 'unknown',
  );
  return `${known.filter((step) => (step.outcome === 'refused') === (outcome === 'refused')).length} of ${known.length} rounds`;
}
