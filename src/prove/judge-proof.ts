import type { PlannedScenario } from '../conformance/scenario/check.js';
import type { Survivor } from '../contract/survivor.js';
import { nameOf } from '../emulator/breaks/break.js';
import type { BreakRecord, LoadProofRecord, ProofProblem } from '../records/proof-types.js';
import type { ProofRun } from './run-proof.js';

/** What a proof rests on, besides its trials. */
export interface ProofFacts {
  readonly scenarios: readonly PlannedScenario[];
  readonly survivors: readonly Survivor[];
  /** Whether every break was tried: only then can a scenario be called idle, or an entry stale. */
  readonly whole: boolean;
  readonly load: readonly LoadProofRecord[];
}

/** Everything that keeps a proof from holding, besides its survivors. */
export function problemsOf(
  run: Pick<ProofRun, 'breaks' | 'unbroken' | 'noticing' | 'tried'>,
  facts: ProofFacts,
): ProofProblem[] {
  return [
    ...run.unbroken.map(({ id, actual, note }) => ({
      place: id,
      text: `does not hold although nothing is broken: ${actual || note}`,
    })),
    ...staleSurvivors(run.breaks, facts),
    ...(facts.whole ? idleScenarios(run, facts.scenarios) : []),
    ...facts.load
      .filter(({ verdict }) => verdict === 'wrong')
      .map(({ fault, truth, said }) => ({ place: fault, text: `${truth}; what was said: ${said}` })),
  ];
}

/** Entries of the survivors' lists that do not survive, or name nothing. */
function staleSurvivors(breaks: readonly BreakRecord[], { survivors, whole }: ProofFacts): ProofProblem[] {
  const byName = new Map(breaks.map((one) => [nameOf(one as Parameters<typeof nameOf>[0]), one]));
  return survivors.flatMap((survivor) => {
    const record = byName.get(survivor.break);
    const place = `survivors: ${survivor.break}`;
    if (record === undefined)
      return whole ? [{ place, text: 'there is no such break; "facegate emulate --list-breaks" lists them' }] : [];
    if (survivor.sentence.trim() === '') return [{ place, text: 'the sentence of the page is missing' }];
    return record.verdict === 'killed' ? [{ place, text: `is noticed by ${record.failed[0]}: remove the entry` }] : [];
  });
}

/**
 * Scenarios that came to a verdict and failed against no break of their rule: whatever they expect, they show nothing. Those beside
 * a sweep only make the answers that it looks at.
 */
function idleScenarios({ noticing, tried }: Pick<ProofRun, 'noticing' | 'tried'>, scenarios: ProofFacts['scenarios']) {
  const swept = new Set(scenarios.filter(({ scenario }) => scenario.kind === 'sweep').map((one) => one.scenario.rule));
  return scenarios
    .filter(({ id, scenario }) => {
      if (!tried.has(id) || noticing.has(id)) return false;
      return scenario.kind === 'sweep' || !swept.has(scenario.rule);
    })
    .map(({ id, file, line }) => ({
      place: `${file}:${line}`,
      text: `"${id}" failed against no break of its rule, so it shows nothing`,
    }));
}

/** Counts of a proof. */
export function countBreaks(breaks: readonly Pick<BreakRecord, 'verdict'>[]): ProofCounts {
  const of = (verdict: BreakRecord['verdict']) => breaks.filter((one) => one.verdict === verdict).length;
  return {
    all: breaks.length,
    killed: of('killed'),
    survived: of('survived'),
    listed: of('listed'),
    notRun: of('not-run'),
  };
}

export interface ProofCounts {
  readonly all: number;
  readonly killed: number;
  readonly survived: number;
  readonly listed: number;
  readonly notRun: number;
}
