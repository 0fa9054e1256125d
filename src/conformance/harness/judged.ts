import { type Answer, describeAnswer } from '../../contract/answer.js';
import type { Outcome } from '../../contract/expectation.js';
import { judge } from '../../contract/judge.js';
import { type FlowJudgement, undecided } from '../../flow/judge/seen.js';
import type { ContractResult } from '../../records/types.js';
import { sayOfAnswers as say } from '../../sayings/answers.js';
import type { PlannedScenario } from '../scenario/check.js';
import type { NotSent } from './case-run.js';
import { resultOf } from './result-of.js';

/** How a case ends. `not-due`: it cannot be tried here, by no fault. */
export type Judged = FlowJudgement | { readonly verdict: 'not-due'; readonly note: string };

/** The end of a case whose request was not sent. */
export function notSent({ notRun, inconclusive }: NotSent): Judged {
  return inconclusive ? undecided(notRun) : { verdict: 'not-due', note: notRun };
}

/**
 * The end of a case by the answer to its request. Without outcomes it is only observed; what got no answer is not decided.
 * `attempts`: as often the request was sent.
 */
export function judgeAnswer(answer: Answer, outcomes: readonly Outcome[] | undefined, attempts: number): Judged {
  const actual = describeAnswer(answer);
  if (outcomes === undefined)
    return answer.kind === 'unreachable' ? undecided(actual) : { verdict: 'observed', actual, note: '' };
  const { verdict, note } = judge(answer, outcomes);
  if (verdict === 'unanswered') return undecided(say('notSentAgain', { answer: note }));
  return {
    verdict,
    actual,
    note: verdict === 'failed' && attempts > 1 ? say('inARow', { answer: actual, count: attempts }) : note,
  };
}

/** Whoever reads that something was missing is to know how long it was waited for, and why. */
export function withLesson(judged: Judged, lesson: string): Judged {
  if (lesson === '' || !['failed', 'undecided'].includes(judged.verdict)) return judged;
  return { ...judged, note: judged.note === '' ? lesson : `${judged.note}; ${lesson}` };
}

/** A case's end as its result. */
export function judgedResult(
  planned: PlannedScenario,
  judged: Judged,
  shown: Parameters<typeof resultOf>[2],
): ContractResult {
  const { verdict, note } = judged;
  if (verdict === 'not-due') return resultOf(planned, 'not-run', { ...shown, note });
  if (verdict === 'undecided') return resultOf(planned, 'not-run', { ...shown, note, inconclusive: true });
  return resultOf(planned, verdict, { ...shown, actual: judged.actual, note });
}
