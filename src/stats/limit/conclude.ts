import { sayOfLimit as say } from '../../sayings/limit.js';
import { agreementOf } from './bounds.js';
import { findingLines } from './evidence.js';
import { readReturns, returnTrials } from './late-slots.js';
import { queueOf } from './queue.js';
import type { Ending, LimitState } from './state.js';
import { requestsOf } from './stop-rules.js';
import type { LateSlot, LimitCause, LimitChange, LimitResult, LimitStep, LimitVerdict } from './types.js';

/** The status of HTTP for too many requests in a time. */
const RATE_LIMITED = /^429/;

/** The result that follows from a finished or stopped search. */
export function conclude(state: LimitState, ending: Ending): LimitResult {
  const verdict = verdictOf(state, ending);
  return { ...verdict, evidence: findingLines(state, ending, verdict) };
}

function verdictOf(state: LimitState, ending: Ending): LimitVerdict {
  const { steps, atRest, restMs } = state;
  const shown = steps.reduce((most, step) => Math.max(most, step.shown), 0);
  const facts = {
    inLoop: loopsNeverRefused(steps),
    answerMs: atRest?.wholeMs ?? null,
    late: lateSlots(state),
    waitBeyond: null,
    changed: null,
    probes: steps.filter((step) => step.purpose !== 'sentinel').length,
    requests: requestsOf(steps),
    reached: steps.reduce((most, step) => (step.outcome === 'held' ? Math.max(most, step.reached) : most), 0),
    shown,
    recoveredAfterMs: recoveredAfterMs(state),
    outvoted: [],
  };
  const open: LimitVerdict = {
    ...facts,
    ...rangeOf(state, shown),
    value: null,
    cause: 'none',
    atServer: null,
    stopped: '',
  };
  const told = judge(state, ending, open, restMs);
  return { ...told, atServer: atServer(steps, told.low) };
}

/** Between what the limit lies by what was shown, and by the lowest level that was refused. */
function rangeOf({ high }: LimitState, shown: number): Pick<LimitVerdict, 'low' | 'high'> {
  return { low: shown, high: high === undefined ? null : Math.max(shown, high - 1) };
}

function judge(state: LimitState, ending: Ending, open: LimitVerdict, restMs: number): LimitVerdict {
  const met: LimitCause = state.high === undefined ? 'none' : 'unclear';
  switch (ending.kind) {
    case 'concurrency':
      return judgeLevel(state, { ...open, cause: 'concurrency' }, restMs);
    case 'late-or-rate':
      return {
        ...open,
        cause: 'unclear',
        stopped: say('lateOrRate', { count: state.low }),
      };
    case 'no-limit': {
      const waitBeyond = queueOf(state.steps, state.atRest) ?? null;
      return waitBeyond === null ? judgeLevel(state, open, restMs) : { ...open, cause: 'queue', waitBeyond };
    }
    case 'rate':
    case 'one-refused':
      return { ...open, cause: 'rate' };
    case 'not-recovered':
      return { ...open, cause: 'rate', stopped: say('notRecovered') };
    case 'unsteady':
      return {
        ...open,
        cause: met,
        stopped: say('unsteady'),
      };
    case 'unknown': {
      const most = mostOf(state.steps);
      return {
        ...open,
        cause: RATE_LIMITED.test(most ?? '') ? 'rate' : met,
        stopped: unknownAnswers(state.steps, most),
      };
    }
    case 'stopped': {
      const waitBeyond = queueOf(state.steps, state.atRest) ?? null;
      return waitBeyond === null
        ? { ...open, cause: met, stopped: ending.why }
        : { ...open, cause: 'queue', waitBeyond };
    }
  }
}

/** A level stands when no round of the run contradicts it and so many were shown to be in the server together. */
function judgeLevel(state: LimitState, open: LimitVerdict, restMs: number): LimitVerdict {
  const { low, high, steps } = state;
  const agreement = agreementOf(low, steps, restMs);
  if (agreement.kind === 'contradicted') {
    return { ...open, cause: 'unclear', stopped: say('contradicted') };
  }
  if (agreement.kind === 'changed') {
    const { change } = agreement;
    const range = { low: Math.min(low, change.before.high ?? low), high: Math.max(low, change.before.low) };
    return { ...open, ...range, cause: 'unclear', changed: change, stopped: changeText(change) };
  }
  const { outvoted } = agreement;
  if (high === undefined && open.inLoop !== null && open.inLoop < low) {
    return {
      ...open,
      outvoted,
      cause: 'unclear',
      stopped: say('fewerInLoop', { count: low, of: open.inLoop }),
    };
  }
  if (open.shown < low) {
    const what = high === undefined ? say('noneRefused') : say('neverAndAlways', { count: low, of: high });
    return { ...open, outvoted, stopped: say('noOverlap', { what, count: open.shown }) };
  }
  return { ...open, outvoted, low, high: high === undefined ? null : low, value: high === undefined ? null : low };
}

function changeText({ afterMs, beforeMs, before, after }: LimitChange): string {
  const what =
    before.low > after.low
      ? say('moreBefore', { count: before.low })
      : say('fewerBefore', { count: before.high ?? before.low });
  return say('changed', { seconds: seconds(afterMs), to: seconds(beforeMs), what, count: after.low });
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function unknownAnswers(steps: readonly LimitStep[], most: string | undefined): string {
  if (most === undefined) return say('noAnswers');
  const what = say('otherAnswers', { count: steps.at(-1)!.level, answer: most });
  return RATE_LIMITED.test(most) ? say('limitedByRate', { what }) : what;
}

/** One less than the fewest loops that were ever refused; null where no loops were tried or none was refused. */
function loopsNeverRefused(steps: readonly LimitStep[]): number | null {
  const loops = steps.filter(({ purpose }) => purpose === 'loop' || purpose === 'cause-few' || purpose === 'baseline');
  if (!loops.some(({ purpose }) => purpose === 'loop')) return null;
  const refused = loops.filter(({ outcome }) => outcome === 'refused').map(({ level }) => level);
  // A first round at a level is outvoted by two clean ones.
  const clean = (level: number): number =>
    loops.filter((step) => step.level === level && step.outcome !== 'refused').length;
  const upheld = refused.filter((level) => clean(level) < 2 || refused.filter((one) => one === level).length > 1);
  return upheld.length === 0 ? Math.max(...loops.map(({ level }) => level)) : Math.min(...upheld) - 1;
}

function lateSlots({ steps, restMs }: LimitState): LateSlot | null {
  const trials = returnTrials(steps);
  if (trials.length === 0) return null;
  const finding = readReturns(trials, restMs);
  return finding.kind === 'late' ? finding.slot : null;
}

/** Little's law: the time spent on all requests, over the time that passed, is how many were at work on average. */
function atServer(steps: readonly LimitStep[], low: number): number | null {
  const means = steps
    .filter(({ purpose, level, outcome, serverMs }) => {
      return outcome !== 'refused' && outcome !== 'unknown' && level >= low && purpose !== 'sentinel' && serverMs > 0;
    })
    .map(({ level, serverMs, beganMs, endedMs }) => Math.min(level, serverMs / Math.max(1, endedMs - beganMs)));
  return means.length === 0 ? null : Math.max(...means);
}

function recoveredAfterMs({ steps }: LimitState): number | null {
  let longest: number | null = null;
  let waited = 0;
  for (const step of steps) {
    if (step.purpose !== 'sentinel' || step.outcome === 'unknown') continue;
    waited += step.restMs;
    if (step.outcome === 'refused') continue;
    longest = Math.max(longest ?? 0, waited);
    waited = 0;
  }
  return longest;
}

/** What the last rounds drew most often instead of an acceptance or a refusal. */
function mostOf(steps: readonly LimitStep[]): string | undefined {
  const counts = new Map<string, number>();
  for (const step of steps.slice(-3)) {
    for (const [what, count] of Object.entries(step.unknown)) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count)[0]?.what;
}
