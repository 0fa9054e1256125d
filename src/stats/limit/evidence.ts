import { sayOfLimit as say } from '../../sayings/limit.js';
import { unseenBound } from '../proportion.js';
import type { Ending, LimitState } from './state.js';
import type { LateSlot, LimitStep, LimitVerdict, RoundOutcome } from './types.js';

/** The finding and what it rests on, a sentence each. */
export function findingLines(state: LimitState, ending: Ending, verdict: LimitVerdict): readonly string[] {
  return [finding(state, ending, verdict), ...support(state, ending, verdict)];
}

function finding({ settings, steps }: LimitState, ending: Ending, verdict: LimitVerdict): string {
  const { value, low, high, cause, stopped, waitBeyond } = verdict;
  const range = say('range', { low, high: high ?? say('open') });
  if (value !== null) {
    const [held, refused] = [rounds(steps, value, 'held'), rounds(steps, value + 1, 'refused')];
    return say('found', { count: value, range, held, refused });
  }
  if (waitBeyond !== null) {
    const level = Math.max(...steps.filter(({ purpose }) => purpose !== 'sentinel').map((step) => step.level));
    return say('waits', { count: level, of: waitBeyond });
  }
  if (cause === 'rate' && stopped === '') {
    return ending.kind === 'one-refused' ? say('noneAtAll') : say('byRate', { count: low });
  }
  if (ending.kind === 'not-recovered') {
    return say('loneRefused');
  }
  if (cause === 'none' && stopped === '') {
    return say(settings.mode === 'headroom' ? 'atLeast' : 'noLimit', { count: low });
  }
  return low === 0 ? say('nothing') : say('acceptedRange', { count: low, range });
}

function support(state: LimitState, ending: Ending, verdict: LimitVerdict): string[] {
  const { steps, restarts } = state;
  const { value, stopped, cause, waitBeyond, shown, recoveredAfterMs, outvoted } = verdict;
  const lines: string[] = [];
  if (value !== null) lines.push(say('onConcurrency'));
  if (ending.kind === 'rate') lines.push(say(ending.test));
  lines.push(...loopLines(state, verdict));
  if (cause === 'none' && stopped === '') lines.push(unseen(steps));
  if (waitBeyond !== null) lines.push(say('queue', { count: waitBeyond }));
  if (shown > 0) lines.push(say('inServer', { count: shown }));
  if (recoveredAfterMs !== null) lines.push(say('recovered', { count: Math.round(recoveredAfterMs) }));
  for (const index of outvoted) {
    const { level, refused, beganMs } = steps[index]!;
    lines.push(say('outvoted', { count: refused, of: level, seconds: (beganMs / 1000).toFixed(1) }));
  }
  if (restarts > 0) lines.push(restarts === 1 ? say('againOnce') : say('again', { count: restarts }));
  return lines;
}

function loopLines({ low: level, steps }: LimitState, { inLoop, late, answerMs }: LimitVerdict): string[] {
  if (inLoop === null) return [];
  if (inLoop >= level) {
    const most = Math.max(...steps.filter(({ purpose }) => purpose === 'loop').map(({ accepted }) => accepted));
    const found = { count: level, of: most };
    return [answerMs === null ? say('loop', found) : say('loopOf', { ...found, ms: rounded(answerMs) })];
  }
  const most = inLoop === 0 ? say('oneByOne') : String(inLoop);
  const loop = late === null ? most : say('late', { loop: most, range: lateText(late) });
  const lines = [
    answerMs === null
      ? say('fromRest', { count: level, loop })
      : say('fromRestOf', { count: level, ms: rounded(answerMs), loop }),
  ];
  if (late !== null && answerMs !== null && !explains(late, answerMs, inLoop + 1, level)) {
    lines.push(say('lateAlone', { count: inLoop + 1 }));
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
  return from === 0 ? say('upTo', { ms: to }) : from === to ? `${to} ms` : `${from}–${to} ms`;
}

function rounded(ms: number): string {
  return ms < 10 ? ms.toFixed(1) : String(Math.round(ms));
}

function unseen(steps: readonly LimitStep[]): string {
  const highest = Math.max(...steps.map((step) => step.level));
  const accepted = steps.filter((step) => step.level === highest).reduce((sum, step) => sum + step.accepted, 0);
  const percent = (100 * unseenBound(accepted, 0.95)).toPrecision(2);
  return say('unseen', { count: accepted, of: highest, share: percent });
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
  const so = known.filter((step) => (step.outcome === 'refused') === (outcome === 'refused'));
  return say('share', { count: so.length, of: known.length });
}
