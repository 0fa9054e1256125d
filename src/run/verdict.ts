import type { ContractResult, Verdict } from '../records/types.js';
import { english } from '../report/texts.js';
import { sayOfCallbacks } from '../sayings/callbacks.js';
import { say } from '../sayings/run.js';
import { EXIT, type ExitCode, worstExit } from './exit-codes.js';

/** What happened to a run as a whole, results apart. */
export interface RunFacts {
  readonly interrupted: boolean;
  /** Why the run was not begun, as the pre-flight found; undefined when it was. */
  readonly stopped: Finding | undefined;
  /** Faults of the runner itself. */
  readonly runnerErrors: readonly string[];
}

/** The verdict of a run with its exit code and, when that is not 0, at least one cause. */
export interface RunVerdict {
  readonly verdict: Verdict;
  readonly exitCode: ExitCode;
  readonly causes: readonly string[];
}

/** A reason why a run does not simply pass. */
export interface Finding {
  readonly code: ExitCode;
  readonly text: string;
}

/** A part of a run that may not take place is no mistake of the whole: the verdict rests on the other parts. */
export function besideOthers(finding: Finding): Finding {
  return finding.code === EXIT.usage ? { ...finding, code: EXIT.inconclusive } : finding;
}

const VERDICTS: Readonly<Record<ExitCode, Verdict>> = {
  [EXIT.passed]: 'passed',
  [EXIT.failed]: 'failed',
  [EXIT.usage]: 'error',
  [EXIT.unreachable]: 'unreachable',
  [EXIT.inconclusive]: 'inconclusive',
  [EXIT.machine]: 'error',
  [EXIT.interrupted]: 'interrupted',
  [EXIT.terminated]: 'interrupted',
};

/** The verdict of everything that was found: 130 before 2 before 1 before 3 before 4 before 0. */
export function concludeRun(findings: readonly Finding[]): RunVerdict {
  const exitCode = worstExit(findings.map(({ code }) => code));
  return { verdict: VERDICTS[exitCode], exitCode, causes: findings.map(({ text }) => text) };
}

/** Judges a contract run. */
export function judgeRun(results: readonly ContractResult[], facts: RunFacts): RunVerdict {
  return concludeRun(findingsOf(results, facts));
}

/** Everything that keeps a contract run from passing. */
export function findingsOf(results: readonly ContractResult[], facts: RunFacts): Finding[] {
  const causes: Finding[] = [];
  if (facts.interrupted)
    causes.push({
      code: EXIT.interrupted,
      text: say('interrupted'),
    });
  for (const error of facts.runnerErrors) causes.push({ code: EXIT.usage, text: error });
  const failed = results.filter(({ status }) => status === 'failed');
  const broken = [...new Set(failed.map(({ rule }) => rule))];
  if (broken.length > 0)
    causes.push({
      code: EXIT.failed,
      text: `${english.failure.count(failed.length, broken.length)}: ${broken.join(', ')}`,
    });
  if (facts.stopped !== undefined) causes.push(facts.stopped);
  else if (!facts.interrupted) {
    const doubtful = results.filter(({ inconclusive }) => inconclusive).filter(notByFault(failed));
    const reasons = [...new Set(doubtful.map(({ note }) => note))];
    for (const reason of reasons.slice(0, 5)) {
      const cases = doubtful.filter(({ note }) => note === reason);
      causes.push({
        code: EXIT.inconclusive,
        text: say('undecided', {
          scenarios: cases.length === 1 ? `"${cases[0]!.id}"` : say('scenarios', { count: cases.length }),
          reason,
        }),
      });
    }
    if (reasons.length > 5)
      causes.push({ code: EXIT.inconclusive, text: say('moreReasons', { count: reasons.length - 5 }) });
    if (!results.some(({ status }) => status === 'passed' || status === 'failed' || status === 'observed')) {
      causes.push({ code: EXIT.inconclusive, text: say('nothingRun') });
    }
  }
  return causes;
}

/**
 * What a walk through the liveness flow could not show, where another walk failed, comes of that fault, and so does a token that was
 * not to be had for an answer that failed elsewhere: neither is a cause of its own.
 */
function notByFault(failed: readonly ContractResult[]): (result: ContractResult) => boolean {
  const walked = ({ steps }: ContractResult) => steps.some(({ title }) => title === sayOfCallbacks('opened'));
  const faulty = failed.some(walked);
  const refused = new Set(failed.map(({ actual }) => sayOfCallbacks('noToken', { answer: actual })));
  return (result) => !(faulty && walked(result)) && !refused.has(result.note);
}
