import type { LimitRecord, StaircaseStep } from '../../records/load-types.js';
import { unseenBound } from '../../stats/proportion.js';
import { count, percent } from '../format.js';
import type { Texts } from '../texts.js';
import type { Statement } from './finding.js';

const CONFIDENCE = 0.95;

/** In how many of the rounds at a level, lone requests and unclear rounds left out, it ended so: `3 of 3`. */
function rounds(staircase: readonly StaircaseStep[], level: number, outcome: StaircaseStep['outcome']): string {
  const clear = staircase.filter(
    (step) => step.level === level && step.purpose !== 'sentinel' && step.outcome !== 'unknown',
  );
  return `${count(clear.filter((step) => step.outcome === outcome).length)} of ${count(clear.length)}`;
}

/** What the search for the limit of requests in flight found. */
export function limitStatement(limit: LimitRecord, { load }: Texts): Statement {
  const { finding } = load;
  const { value, low, high, cause, stopped, staircase } = limit;
  if (value !== null) {
    const text = finding.limit(value, rounds(staircase, value, 'held'), rounds(staircase, value + 1, 'refused'));
    return { tone: 'ok', text, brief: finding.limitBrief(value) };
  }
  if (stopped !== '') {
    return { tone: 'warn', text: finding.limitStopped(stopped), brief: finding.limitStoppedBrief };
  }
  switch (cause) {
    case 'rate':
      return { tone: 'warn', text: finding.limitRate(low), brief: finding.limitRateBrief };
    case 'concurrency':
      return {
        tone: 'warn',
        text: finding.limitKnown(low, high === null ? finding.open : count(high)),
        brief: finding.limitStoppedBrief,
      };
    case 'none':
      return { tone: 'ok', text: none(limit, finding), brief: finding.limitNoneBrief(low) };
  }
}

function none({ low, staircase }: LimitRecord, { limitNone }: Texts['load']['finding']): string {
  const answers = staircase.filter(({ level }) => level === low).reduce((sum, { accepted }) => sum + accepted, 0);
  return limitNone(low, answers, percent(Math.ceil(10_000 * unseenBound(answers, CONFIDENCE)) / 100));
}
