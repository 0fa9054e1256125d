import type { LimitRecord, StaircaseStep } from '../../records/load-types.js';
import { unseenBound } from '../../stats/proportion.js';
import { count, percent } from '../format.js';
import type { Texts } from '../texts.js';
import type { Statement } from './statement.js';

const CONFIDENCE = 0.95;

type Finding = Texts['load']['finding'];
/** Rounds that are no burst from rest. */
const NO_BURST: readonly string[] = ['sentinel', 'baseline', 'loop', 'cause-few', 'return'];

/** In how many of the bursts from rest at a level, unclear ones left out, it ended so: `3 of 3`. */
function rounds(
  { staircase }: LimitRecord,
  level: number,
  outcome: StaircaseStep['outcome'],
  { facts }: Texts,
): string {
  const clear = staircase.filter(
    (step) => step.level === level && !NO_BURST.includes(step.purpose) && step.outcome !== 'unknown',
  );
  return facts.of(clear.filter((step) => step.outcome === outcome).length, clear.length);
}

/** How long after its answer a slot is free again: `6–9 ms`. */
function lateText({ fromMs, toMs }: NonNullable<LimitRecord['late']>, { upTo, between }: Finding): string {
  const [from, to] = [Math.floor(fromMs), Math.max(1, Math.ceil(toMs))];
  return from === 0 ? upTo(to) : between(from, to);
}

/** What a closed loop gets where that is less than what a burst from rest gets; empty where it is not. */
function loopText({ inLoop, late, answerMs }: LimitRecord, fromRest: number, finding: Finding): string {
  if (inLoop === null || inLoop >= fromRest) return '';
  return finding.limitLoop(inLoop, answerMs, late === null ? '' : lateText(late, finding));
}

/** What the search for the limit of requests in flight found. */
export function limitStatement(limit: LimitRecord, texts: Texts): Statement {
  const { finding } = texts.load;
  const { value, low, high, cause, stopped, staircase, waitBeyond } = limit;
  if (value !== null) {
    const held = rounds(limit, value, 'held', texts);
    const text = finding.limit(value, held, rounds(limit, value + 1, 'refused', texts));
    return { tone: 'ok', text: text + loopText(limit, value, finding), brief: finding.limitBrief(value) };
  }
  if (stopped !== '') {
    return { tone: 'warn', text: finding.limitStopped(stopped), brief: finding.limitStoppedBrief };
  }
  switch (cause) {
    case 'rate':
      return { tone: 'warn', text: finding.limitRate(low), brief: finding.limitRateBrief };
    case 'queue': {
      const level = Math.max(low, ...staircase.map((step) => step.level));
      return { tone: 'warn', text: finding.limitQueue(level, waitBeyond ?? low), brief: finding.limitQueueBrief };
    }
    case 'concurrency':
    case 'unclear':
      return {
        tone: 'warn',
        text: finding.limitKnown(low, high === null ? finding.open : count(high)),
        brief: finding.limitStoppedBrief,
      };
    case 'none':
      return { tone: 'ok', text: none(limit, finding), brief: finding.limitNoneBrief(low) };
  }
}

function none({ low, staircase }: LimitRecord, { limitNone }: Finding): string {
  const answers = staircase.filter(({ level }) => level === low).reduce((sum, { accepted }) => sum + accepted, 0);
  return limitNone(low, answers, percent(Math.ceil(10_000 * unseenBound(answers, CONFIDENCE)) / 100));
}
